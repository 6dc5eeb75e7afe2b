"""What people decided on suggestions, and what items cost them. Outside the log; rows are only added."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from incidents.domain.suggestions import Effort, Verdict
from incidents.store.connection import Link, Row

_EFFORT = ("article", "task", "keys", "seconds", "events", "rows", "untouched")


def write_effort(effort: Effort) -> dict[str, Any]:
    """The columns of *effort*, but those that say who and when."""
    return {column: getattr(effort, column) for column in _EFFORT}


def read_efforts(link: Link) -> Iterator[Effort]:
    """Every effort, oldest first."""
    return map(_read_effort, link.rows("SELECT * FROM effort ORDER BY id", {}))


def _read_effort(row: Row) -> Effort:
    return Effort(**{column: row[column] for column in _EFFORT}, by=row["done_by"], at=row["done_at"])


_VERDICT = ("article", "decision", "proposed_by", "proposed_type", "final_type")


def write_verdict(verdict: Verdict) -> dict[str, Any]:
    """The columns of *verdict*, but those that say who decided and when."""
    own = {column: getattr(verdict, column) for column in _VERDICT}
    listed = {"kept": json.dumps(verdict.kept), "features": json.dumps(verdict.features)}
    return own | listed | {"confidence": json.dumps(dict(verdict.confidence))}


def read_verdicts(link: Link) -> Iterator[Verdict]:
    """Every verdict, oldest first."""
    return map(_read_verdict, link.rows("SELECT * FROM verdict ORDER BY id", {}))


def _read_verdict(row: Row) -> Verdict:
    return Verdict(
        **{column: row[column] for column in _VERDICT},
        confidence=json.loads(row["confidence"]),
        kept=tuple(json.loads(row["kept"])),
        features=tuple(json.loads(row["features"])),
    )
