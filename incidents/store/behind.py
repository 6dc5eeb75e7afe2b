"""What lies behind many events, found step by step, by keys.

A join would do as well for today; of tables as they stood on a past day it would look at every report of the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from incidents.store.link import Link, Values
from incidents.store.select import is_in

_ROOM = 10_000  # keys in one statement
Linked = Sequence[tuple[str, int]]


def find(link: Link, sql: str, keys: Sequence[Any], *, order: str = "") -> Iterator[Values]:
    """The rows that *sql*, which ends in a column, finds by any of *keys*: so many at a time as there is room for."""
    for start in range(0, len(keys), _ROOM):
        where = is_in("", keys[start : start + _ROOM], name="key")
        for rows in link.lists(f"{sql}{where.sql}{order}", where.parameters, size=_ROOM):
            yield from rows


def find_reports(link: Link, event_ids: Sequence[str]) -> Linked:
    """Each event with each report that it rests on, in order."""
    return sorted(find(link, "SELECT event_id, report_id FROM report_event WHERE event_id", event_ids))
