"""A writing transaction on a database of either kind: all or nothing, and never two that wait for each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from incidents.store import ahead, postgresql, sqlite
from incidents.store.connection import Connection, PostgresqlConnection, SqliteConnection
from incidents.store.database import Database, StrPath

_ORPHANS = "SELECT * FROM pragma_foreign_key_check LIMIT 10"


def refuse_orphans(connection: sqlite3.Connection, what: str) -> None:
    """Raise RuntimeError when *what* left rows without the rows that they point to: it is a bug."""
    orphans = connection.execute(_ORPHANS).fetchall()
    if orphans:
        raise RuntimeError(f"{what} left rows without their parents: {orphans}")


_PAUSE = 0.05  # seconds between two tries


@contextmanager
def transaction(database: Database) -> Iterator[Connection]:
    """A connection while the block lasts, committed at its end. Waits for other writers.

    Raises BadDatabase when they are too slow.
    """
    if database.path is None:
        with postgresql.explained(database), postgresql.driver().connect(database.url) as server:
            yield PostgresqlConnection(server)
    else:
        with sqlite.explained(database), _on_file(Path(database.path)) as file:
            yield SqliteConnection(file)


def wait_for_writers(connection: Connection) -> None:
    """Be the only writer of the log until the transaction ends; readers are not held up.

    The chain of hashes and the numbers of revisions have one order. On SQLite ``BEGIN IMMEDIATE`` has seen to it;
    on PostgreSQL this comes before any row is locked, so that two writers cannot wait for each other.
    """
    if connection.dialect.name == "postgresql":
        connection.run("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE")


@contextmanager
def _on_file(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(path, foreign_keys=True)) as connection:
        try:
            begin(connection)
            with connection:
                yield connection
        finally:
            ahead.leave_with(connection, path)


def open_file(path: StrPath, *, mode: sqlite.Mode = "rw", foreign_keys: bool) -> sqlite3.Connection:
    """A connection to write by, in whose file the journal suits the transaction that is to begin."""
    connection = sqlite.connect(path, mode=mode)
    try:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        ahead.begin_with(connection, Path(path))
    except BaseException:
        connection.close()
        raise
    return connection


def begin(connection: sqlite3.Connection) -> None:
    """Take the lock before anything is read: two writers queue up instead of failing at their first write.

    The connection begins nothing by itself (isolation_level None), so that DDL too can be rolled back. SQLite waits for
    most locks by itself; of some it tells at once, as when another one is just taking a crash back.
    """
    until = monotonic() + sqlite.BUSY_SECONDS
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not sqlite.is_busy(error) or monotonic() > until:
                raise
            sleep(_PAUSE)
        else:
            return
