"""Rows whose parents are not there, on SQLite, where nobody looked after foreign keys while they were laid down."""

from __future__ import annotations

from sqlalchemy import Connection


def refuse_orphans(connection: Connection, what: str) -> None:
    """Raise RuntimeError when *what*, which should have left none, has left such rows: it is a bug."""
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(10)
    if orphans:
        raise RuntimeError(f"{what} left rows without their parents: {orphans}")
