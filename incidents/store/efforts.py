"""What items cost people, as rows. Outside the log: they say nothing of any event, and are only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from incidents.domain.effort import Effort
from incidents.store.link import Link, Row

_EFFORT = ("article", "task", "keys", "seconds", "events", "rows", "untouched")


def write_effort(effort: Effort) -> dict[str, Any]:
    """The columns of *effort*, but those that say who and when."""
    return {column: getattr(effort, column) for column in _EFFORT}


def read_efforts(link: Link) -> Iterator[Effort]:
    """Every effort, oldest first."""
    return map(_read_effort, link.rows("SELECT * FROM effort ORDER BY id", {}))


def _read_effort(row: Row) -> Effort:
    return Effort(**{column: row[column] for column in _EFFORT}, by=row["done_by"], at=row["done_at"])
