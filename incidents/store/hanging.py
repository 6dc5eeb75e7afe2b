"""What hangs on the events of a load, on its way into the database: row by row, or kept as it came.

Where it waits for the last event, it is laid down ``at_once``.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Protocol

from incidents.domain.columns import Packed, pack_columns, unpack_columns
from incidents.store.at_once import Laid
from incidents.store.connection import Connection
from incidents.store.facets import FACETS
from incidents.store.groups import Groups, NumberActors
from incidents.store.writing import add_tuples, find_or_add_many

_MAKE = "CREATE TEMP TABLE kept_block (id INTEGER PRIMARY KEY, events INTEGER NOT NULL, facets BLOB NOT NULL)"
_KEEP = "INSERT INTO temp.kept_block (events, facets) VALUES (?, ?)"
_KEPT = "SELECT events, facets FROM temp.kept_block ORDER BY id"
_LAID = "SELECT event_id, country, event_date, status FROM event ORDER BY rowid"


class Hanging(Protocol):
    """Blocks of events follow each other; what hangs on them is taken, and laid when the events are."""

    def take(self, facets: Packed) -> None:
        """Let *facets* be those of the next block. Every block is taken, also one of which nothing is laid down."""

    def lay(self, laid: Laid) -> None:
        """Let the events of the block have them; each block is of all or of none of its events."""


def numbering(connection: Connection) -> NumberActors:
    """What finds the numbers of actors, and adds those that are new."""
    return partial(find_or_add_many, connection, "actor", "name")


class RowByRow:
    """Lays it down as it comes; triggers count."""

    def __init__(self, connection: Connection, groups: Groups) -> None:
        self._connection = connection
        self._groups = groups

    def take(self, facets: Packed) -> None:
        """Let *facets* be those of the next block."""
        self._groups.take(unpack_columns(facets))

    def lay(self, laid: Laid) -> None:
        """Lay it down."""
        for facet in FACETS:
            _, groups = self._groups.of_block(facet)
            columns = ("event_id", "position", *facet.stored_columns)
            pairs = zip(laid.event_ids, groups, strict=True)
            rows = [(event_id, *row) for event_id, group in pairs for row in group.rows]
            add_tuples(self._connection, facet.table, columns, rows)


class Kept:
    """Keeps it unread in a table of the connection (TEMP), for another process makes what follows from it.

    Should that one fail, it can be told again.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._taken: bytes | None = None
        connection.execute(_MAKE)

    def take(self, facets: Packed) -> None:
        """Keep *facets*."""
        self._keep(0)
        self._taken = pack_columns(facets)

    def lay(self, laid: Laid) -> None:
        """Keep how many events have them."""
        self._keep(len(laid.event_ids))

    def tell(self, other: Hanging) -> None:
        """Let *other* take and lay all that was kept, of the events that are in the database."""
        self._keep(0)
        laid = self._connection.execute(_LAID)
        for events, facets in self._connection.execute(_KEPT):
            other.take(facets)
            if events:
                other.lay(Laid(*zip(*laid.fetchmany(events), strict=True)))

    def _keep(self, events: int) -> None:
        if self._taken is not None:
            self._connection.execute(_KEEP, (events, self._taken))
            self._taken = None
