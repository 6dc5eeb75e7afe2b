"""Verdicts on suggestions as rows. Outside the log: they are a record of decisions already, and only ever added to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from incidents.domain.verdict import Verdict
from incidents.store.link import Link, Row

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
