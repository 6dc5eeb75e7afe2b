"""SQLAlchemy's way to the database, which Alembic takes and nobody else. Importing it costs a third of a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from incidents.store import ahead, postgresql, sqlite
from incidents.store.database import Database, StrPath
from incidents.store.transaction import begin, open_file


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """One transaction: all or nothing; makes the file where there is none. Raises BadDatabase as ``transaction`` does.

    Foreign keys are off, for SQLite alters a table by dropping it, and its children with it: look for ``orphans``.
    """
    with _explained(database), _engine(database).begin() as connection:
        yield connection


def _engine(database: Database) -> Engine:
    """An engine that holds no connection (NullPool)."""
    if database.path is not None:
        return _engine_of_file(database.path)
    postgresql.driver()
    url = make_url(database.url or "").set(drivername="postgresql+psycopg")
    return create_engine(url, poolclass=NullPool)


def _engine_of_file(path: StrPath) -> Engine:
    def opened() -> object:
        return open_file(path, mode="rwc", foreign_keys=False)

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: begin(connection.connection.driver_connection))
    event.listen(engine, "close", lambda raw, _record: ahead.leave_with(raw, Path(path)))
    return engine


@contextmanager
def _explained(database: Database) -> Iterator[None]:
    explain = postgresql.explained if database.path is None else sqlite.explained
    with explain(database):
        try:
            yield
        except DBAPIError as error:
            raise error.orig or error from error
