"""A writing transaction on a database of either kind: all or nothing, and never two that wait for each other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from incidents.store import ahead, postgresql, sqlite
from incidents.store.connection import Connection, PostgresqlConnection, SqliteConnection
from incidents.store.database import Database, StrPath

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


_PAUSE = 0.05  # seconds between two tries


@contextmanager
def transaction(database: Database, *, foreign_keys: bool = True) -> Iterator[Connection]:
    """A connection while the block lasts, committed at its end. Waits for other writers.

    Raises BadDatabase when they are too slow. *foreign_keys* are off in a large first load into a file; who has them
    off looks for ``orphans`` at the end.
    """
    if database.path is None:
        with postgresql.explained(database), postgresql.driver().connect(database.url) as server:
            yield PostgresqlConnection(server)
    else:
        with sqlite.explained(database), _on_file(Path(database.path), foreign_keys=foreign_keys) as file:
            yield SqliteConnection(file)


def wait_for_writers(connection: Connection) -> None:
    """Be the only writer of the log until the transaction ends; readers are not held up.

    The chain of hashes and the numbers of revisions have one order. On SQLite ``BEGIN IMMEDIATE`` has seen to it;
    on PostgreSQL this comes before any row is locked, so that two writers cannot wait for each other.
    """
    if connection.dialect.name == "postgresql":
        connection.run("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE")


@contextmanager
def _on_file(path: Path, *, foreign_keys: bool) -> Iterator[sqlite3.Connection]:
    with closing(open_file(path, foreign_keys=foreign_keys)) as connection:
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
