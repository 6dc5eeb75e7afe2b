"""Counts of new events by country, month and status while a large load goes on, for ``event_tally``.

The same as its triggers count (``migrations/sqlite.sql``), and as SQL could count at the end, when all waits for it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from incidents.domain.documents import EVERYONE, INJURED, KILLED
from incidents.store.groups import Group, Row

_HARMS = (KILLED, INJURED)
_COLUMNS = ("country", "month", "status", "events", *(name for harm in _HARMS for name in (harm, f"{harm}_known")))
_ADD = f"INSERT INTO event_tally ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_MONTH = len("2023-03")
Figures = tuple[int, int, int, int]  # of each harm the figure, 0 when there is none, and whether there is one


class Counting:
    """Counts in memory: a row for each country, month and status."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0] * (len(_COLUMNS) - 3))
        self._known: dict[int, Figures] = {}

    def add(
        self,
        countries: Iterable[str | None],
        days: Iterable[str | None],
        statuses: Iterable[str],
        casualties: Iterable[Group],
    ) -> None:
        """Count the next events, given column by column; groups have their numbers (``staging``)."""
        for country, day, status, group in zip(countries, days, statuses, casualties, strict=True):
            counted = self._counts[country or "", day[:_MONTH] if day else "", status]
            counted[0] += 1
            if group.number:
                killed, is_killed_known, injured, is_injured_known = self._figures(group)
                counted[1] += killed
                counted[2] += is_killed_known
                counted[3] += injured
                counted[4] += is_injured_known

    def end(self, connection: sqlite3.Connection) -> None:
        """Write the counts, in place of those of events that are gone."""
        rows = ((*key, *counted) for key, counted in sorted(self._counts.items()))
        connection.execute("DELETE FROM event_tally")
        connection.executemany(_ADD, rows)

    def _figures(self, group: Group) -> Figures:
        if group.number not in self._known:
            killed, injured = (_figure(group.rows, harm) for harm in _HARMS)
            self._known[group.number] = (killed or 0, killed is not None, injured or 0, injured is not None)
        return self._known[group.number]


def _figure(rows: Sequence[Row], harm: str) -> int | None:
    """The smallest total of *harm*: there is hardly ever more than one. A total is its best figure, or else an end."""
    totals = (
        next((figure for figure in (best, low, high) if figure is not None), None)
        for _, harmed, group, low, best, high, _ in rows
        if harmed == harm and group == EVERYONE
    )
    return min((total for total in totals if total is not None), default=None)
