"""Rows whose parents are not there, on SQLite, where nobody looked after foreign keys while they were laid down."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection

_ORPHANS = (
    "SELECT orphan.* FROM sqlite_schema AS made JOIN pragma_foreign_key_check(made.name) AS orphan"
    " WHERE made.type = 'table' AND made.name NOT IN (SELECT value FROM json_each(?)) LIMIT 10"
)


def refuse_orphans(connection: Connection, what: str, *, besides: Collection[str] = ()) -> None:
    """Raise RuntimeError when *what*, which should have left none, has left such rows: it is a bug.

    Every table is looked at *besides* those of which it is known otherwise.
    """
    orphans = connection.exec_driver_sql(_ORPHANS, (json.dumps(sorted(besides)),)).all()
    if orphans:
        raise RuntimeError(f"{what} left rows without their parents: {orphans}")
