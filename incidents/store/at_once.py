"""What hangs on the events of a first load, laid down at once behind the last of them, and counted for ``event_tally``.

On SQLite's own connection: to the database, or to an annex that another process makes of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from incidents.domain.columns import Packed, unpack_columns
from incidents.store.counting import Counting
from incidents.store.facets import FACETS
from incidents.store.groups import Groups
from incidents.store.staging import Staging

_CASUALTIES = "casualties"


class Laid(NamedTuple):
    """Events that were laid down, in their order: their identifiers, and by what they are counted."""

    event_ids: Sequence[str]
    countries: Sequence[str | None]
    days: Sequence[str | None]
    statuses: Sequence[str]


class AtOnce:
    """Takes and lays as ``hanging`` has it, from the first event of a database on."""

    def __init__(self, connection: sqlite3.Connection, groups: Groups) -> None:
        self._connection = connection
        self._groups = groups
        self._staging = Staging(connection)
        self._counting = Counting()

    def take(self, facets: Packed) -> None:
        """Let *facets* be those of the next block."""
        self._groups.take(unpack_columns(facets))

    def lay(self, laid: Laid) -> None:
        """Remember what its events have, and count them."""
        groups = {}
        for facet in FACETS:
            new, groups[facet.field] = self._groups.of_block(facet)
            self._staging.keep(facet, new)
        self._staging.lay(laid.event_ids, list(groups.values()))
        self._counting.add(laid.countries, laid.days, laid.statuses, groups[_CASUALTIES])

    def end(self) -> None:
        """Lay all of it down, with the numbers of the events in full text, and the counts."""
        self._staging.end()
        self._counting.end(self._connection)
