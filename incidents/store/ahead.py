"""Which journal a SQLite file has: a log written ahead of it, or the rollback journal. Knows one table: ``event``.

With a log written ahead (WAL) readers go on while somebody writes, and nobody waits for readers; its two files beside
the database are gone when the last who has it open leaves, and the one file is whole. Processes find each other in it
by memory that they share, which does not reach over a network: there, and for the first load into a database without
events, which it would write twice, the rollback journal serves. Backups have that one, too.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from incidents.store.drive import is_remote

AHEAD, ROLLBACK = "wal", "delete"
_VERSION = 18  # the byte of the file format that tells whether a log is written ahead


def begin_with(connection: sqlite3.Connection, path: Path) -> None:
    """Let the file of a writer's *connection* have the journal that suits the next transaction."""
    turn(connection, ROLLBACK if is_remote(path) or not _has_events(connection) else AHEAD)


def leave_with(connection: sqlite3.Connection, path: Path) -> None:
    """Let the file have the journal that it is kept with, before the *connection* is closed."""
    turn(connection, ROLLBACK if is_remote(path) else AHEAD)


def turn(connection: sqlite3.Connection, wanted: str) -> None:
    """Let the file have the journal *wanted*, unless somebody else has it open, or it cannot be: another time, then."""
    if journal(connection) == wanted:
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        connection.execute(f"PRAGMA main.journal_mode = {wanted}")  # not that of what is attached, too
    connection.execute(f"PRAGMA busy_timeout = {patience}")


def journal(connection: sqlite3.Connection) -> str:
    """The journal that the file has now."""
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def kept_journal(path: Path) -> str:
    """The journal that a file is kept with, by its own header: SQLite tells it not where nobody may write beside it."""
    with path.open("rb") as file:
        file.seek(_VERSION)
        return AHEAD if file.read(1) == b"\x02" else ROLLBACK


def _has_events(connection: sqlite3.Connection) -> bool:
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'event'").fetchone() is None:
        return False
    return connection.execute("SELECT 1 FROM event LIMIT 1").fetchone() is not None
