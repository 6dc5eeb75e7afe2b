"""The indexes and triggers of some tables of a SQLite file, out of the way of a load until they are made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from incidents.store.sorting import sorting

_FOUND = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    " AND tbl_name IN ({}) ORDER BY type, name"
)


class Aside:
    """Takes those of *tables* away when it is made; what is not made again stays away."""

    def __init__(self, connection: sqlite3.Connection, tables: Collection[str]) -> None:
        self._connection = connection
        found = connection.execute(_FOUND.format(", ".join("?" * len(tables))), tuple(tables)).fetchall()
        self._indexes = [(table, sql) for kind, _, table, sql in found if kind == "index"]
        self._triggers = [sql for kind, _, _, sql in found if kind == "trigger"]
        self._run(f"DROP {kind} {name}" for kind, name, _, _ in found)

    def make_indexes(self, tables: Collection[str]) -> None:
        """Make the indexes of *tables* again, each by sorting once."""
        with sorting(self._connection):
            self._run(sql for table, sql in self._indexes if table in tables)

    def make_triggers(self) -> None:
        """Make all triggers again."""
        self._run(self._triggers)

    def _run(self, statements: Iterable[str]) -> None:
        for sql in statements:
            self._connection.execute(sql)
