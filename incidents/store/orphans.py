"""Rows whose parents are not there, on SQLite, where nobody looked after foreign keys while they were laid down."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

_ORPHANS = (
    "SELECT orphan.* FROM sqlite_schema AS made JOIN pragma_foreign_key_check(made.name) AS orphan"
    " WHERE made.type = 'table' AND made.name NOT IN (SELECT value FROM json_each(?)) LIMIT 10"
)


def refuse_orphans(connection: sqlite3.Connection, what: str, *, besides: Collection[str] = ()) -> None:
    """Raise RuntimeError when *what*, which should have left none, has left such rows: it is a bug.

    Every table is looked at *besides* those of which it is known otherwise.
    """
    orphans = connection.execute(_ORPHANS, (json.dumps(sorted(besides)),)).fetchall()
    if orphans:
        raise RuntimeError(f"{what} left rows without their parents: {orphans}")
