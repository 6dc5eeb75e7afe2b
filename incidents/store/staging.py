"""What hangs on events while a large load goes on, on SQLite: for each event a number of its group in each facet.

At the end the rows themselves are laid down, by SQLite alone and in the order of their keys, so that every tree grows
at its end: that costs a third of an insert for each row. All is in tables of the connection (TEMP) until then. The
numbers of events in full text, ``event_term``, come from here, too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from incidents.store.facets import FACETS, Facet
from incidents.store.groups import Group
from incidents.store.sorting import sorting

_LAID, _SORTED = "laid_event", "sorted_event"
_CACHE = "PRAGMA temp.cache_size = -20000"  # kilobytes
_COLUMNS = {facet.table: ("position", *facet.stored_columns) for facet in FACETS}
_LAY = f"INSERT INTO temp.{_LAID} (event_id, {', '.join(_COLUMNS)}) VALUES ({', '.join('?' * (1 + len(_COLUMNS)))})"
_NUMBER = f"INSERT INTO event_term (id, event_id) SELECT id, event_id FROM temp.{_LAID} ORDER BY id"
_SORT = f"CREATE TEMP TABLE {_SORTED} AS SELECT event_id, {', '.join(_COLUMNS)} FROM temp.{_LAID} ORDER BY event_id"


class Staging:
    """Made while there is no event yet: the first that is laid down has the number 1."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = {facet.table: 0 for facet in FACETS}
        tables = ", ".join(f"{facet.table} INTEGER" for facet in FACETS)
        connection.execute(_CACHE)
        connection.execute(f"CREATE TEMP TABLE {_LAID} (id INTEGER PRIMARY KEY, event_id VARCHAR, {tables})")
        for table, columns in _COLUMNS.items():
            connection.execute(
                f"CREATE TEMP TABLE {_group(table)} (number INTEGER, {', '.join(columns)},"
                " PRIMARY KEY (number, position)) WITHOUT ROWID"
            )

    def keep(self, facet: Facet, groups: Iterable[Group]) -> None:
        """Give each of the *groups* a number, 0 when it has no rows."""
        rows = []
        for group in groups:
            if group.rows:
                self._last[facet.table] += 1
                group.number = self._last[facet.table]
                rows += [(group.number, *row) for row in group.rows]
        marks = ", ".join("?" * (1 + len(_COLUMNS[facet.table])))
        self._connection.executemany(f"INSERT INTO temp.{_group(facet.table)} VALUES ({marks})", rows)

    def lay(self, event_ids: Sequence[str], groups: Sequence[Sequence[Group]]) -> None:
        """Remember which *groups*, of each facet in turn, the next events have."""
        numbers = ([group.number for group in each] for each in groups)
        self._connection.executemany(_LAY, zip(event_ids, *numbers, strict=True))

    def end(self) -> None:
        """Number the events, and lay the rows down."""
        self._connection.execute(_NUMBER)
        with sorting(self._connection):
            self._connection.execute(_SORT)
        for table, columns in _COLUMNS.items():
            if self._last[table]:
                self._connection.execute(_unfold(table, columns))
            self._connection.execute(f"DROP TABLE temp.{_group(table)}")
        for table in (_LAID, _SORTED):
            self._connection.execute(f"DROP TABLE temp.{table}")


def _group(table: str) -> str:
    return f"group_{table}"


def _unfold(table: str, columns: Sequence[str]) -> str:
    return (
        f"INSERT INTO {table} (event_id, {', '.join(columns)})"
        f" SELECT sorted.event_id, {', '.join(f'own.{column}' for column in columns)}"
        f" FROM temp.{_SORTED} AS sorted CROSS JOIN temp.{_group(table)} AS own ON own.number = sorted.{table}"
        f" WHERE sorted.{table} > 0 ORDER BY sorted.rowid, own.position"
    )
