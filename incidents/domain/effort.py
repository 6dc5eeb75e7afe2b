"""What an item cost a person: keys, time, and how much of what was suggested stood. For the team's own planning."""

from __future__ import annotations

from dataclasses import dataclass

DESK, TRIAGE = "desk", "triage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One article at the desk, or one group of articles at triage (*task*); *article* is the hash of the first one.

    *seconds* are those at work, rests left out. *events* were stored or linked, *rows* of the form decided on,
    *untouched* of these accepted as suggested. *by* and *at*, an ISO 8601 instant in UTC, are the store's to fill.
    """

    article: str
    task: str
    keys: int
    seconds: float
    events: int = 0
    rows: int = 0
    untouched: int = 0
    by: str | None = None
    at: str | None = None
