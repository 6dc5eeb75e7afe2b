"""SQLAlchemy's way to the database, for writing. Importing it costs half a second: reading does without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from incidents.store import ahead, postgresql, sqlite
from incidents.store.database import Database
from incidents.store.link import Link, PostgresqlLink, SqliteLink

_PAUSE = 0.05  # seconds between two tries


@contextmanager
def transaction(database: Database, *, mode: sqlite.Mode = "rw", foreign_keys: bool = True) -> Iterator[Connection]:
    """One transaction: all or nothing. Waits for other writers; raises BadDatabase when they are too slow.

    *foreign_keys* are off while migrating, for SQLite alters a table by dropping it, and its children with it, and in a
    large first load; who has them off looks for ``orphans`` at the end.
    """
    with _explained(database), _engine(database, mode=mode, foreign_keys=foreign_keys).begin() as connection:
        yield connection


def wait_for_writers(connection: Connection) -> None:
    """Be the only writer of the log until the transaction ends; readers are not held up.

    The chain of hashes and the numbers of revisions have one order. On SQLite ``BEGIN IMMEDIATE`` has seen to it;
    on PostgreSQL this comes before any row is locked, so that two writers cannot wait for each other.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE")


def link(connection: Connection) -> Link:
    """The same connection, inside the same transaction, for the queries of the reading side."""
    raw: Any = connection.connection.driver_connection
    return SqliteLink(raw) if connection.dialect.name == "sqlite" else PostgresqlLink(raw)


@lru_cache(maxsize=8)
def _engine(database: Database, *, mode: sqlite.Mode, foreign_keys: bool) -> Engine:
    # Holds no connection (NullPool). Kept, because a new engine asks a server half a dozen questions first.
    path = database.path
    if path is None:
        postgresql.driver()
        url = make_url(database.url or "").set(drivername="postgresql+psycopg")
        return create_engine(url, poolclass=NullPool)
    engine = create_engine("sqlite://", creator=lambda: sqlite.connect(path, mode=mode), poolclass=NullPool)
    _make_transactional(engine, Path(path), foreign_keys=foreign_keys)
    return engine


def _make_transactional(engine: Engine, path: Path, *, foreign_keys: bool) -> None:
    # The connection begins nothing by itself (isolation_level None), so that DDL too can be rolled back. IMMEDIATE
    # takes the write lock before anything is read: two writers queue up instead of failing at their first write.
    @event.listens_for(engine, "connect")
    def configure(raw: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's own type
        raw.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        ahead.begin_with(raw, path)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        _begin(connection, until=monotonic() + sqlite.BUSY_SECONDS)

    @event.listens_for(engine, "close")
    def leave(raw: Any, _record: object) -> None:  # noqa: ANN401 - as above
        ahead.leave_with(raw, path)


def _begin(connection: Connection, *, until: float) -> None:
    # SQLite waits for most locks by itself; of some it tells at once, as when another one is just taking a crash back.
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except DBAPIError as error:
            if not sqlite.is_busy(error.orig) or monotonic() > until:
                raise
            sleep(_PAUSE)
        else:
            return


@contextmanager
def _explained(database: Database) -> Iterator[None]:
    explain = postgresql.explained if database.path is None else sqlite.explained
    with explain(database):
        try:
            yield
        except DBAPIError as error:
            raise error.orig or error from error
