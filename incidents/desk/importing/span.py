"""Which countries and days the events of a file tell of, for it can lack only what lies there."""

from __future__ import annotations

from incidents.domain.columns import EventBatch
from incidents.domain.datasets import Brought


class Span:
    """The countries, and the days from the first to the last; what is unknown is held where the file has such, too."""

    def __init__(self) -> None:
        self._countries: set[str | None] = set()
        self._days: set[str] = set()  # the first and the last
        self._has_undated = False

    def take(self, sheaf: EventBatch) -> None:
        """Span the events of *sheaf*, too."""
        self._countries.update(sheaf.own["country"])
        days = {day for day in sheaf.own["event_date"] if day is not None} | self._days
        self._days = {min(days), max(days)} if days else set()
        self._has_undated = self._has_undated or None in sheaf.own["event_date"]

    def holds(self, row: Brought) -> bool:
        """Whether the event of *row* lies in it."""
        if row.country not in self._countries:
            return False
        if row.day is None:
            return self._has_undated
        return bool(self._days) and min(self._days) <= row.day <= max(self._days)
