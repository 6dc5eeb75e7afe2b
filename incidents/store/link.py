"""One DBAPI connection, SQLite's or PostgreSQL's, asked with named parameters (``:name``) and answering in rows.

Only asks what it is given: knows no table. Rows are streamed, so that memory stays flat.
"""

from __future__ import annotations

import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from functools import partial
from typing import Any, Protocol

from incidents.store import sqlite
from incidents.store.database import Database
from incidents.store.dialect import POSTGRESQL, SQLITE, Dialect

Row = Mapping[str, Any]
Values = tuple[Any, ...]
Parameters = Mapping[str, Any]
Explain = Callable[[], AbstractContextManager[None]]  # turns the database's errors into sentences
_PARAMETER = r"(?<!:):([^\W\d]\w*)"  # two colons cast


class Snapshot:
    """One reading transaction for several queries: begun for the first of them, ended after the last."""

    def __init__(self, begin: Callable[[], AbstractContextManager[object]]) -> None:
        self._begin = begin
        self._open = ExitStack()
        self._users = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Joins the transaction while the block lasts; users may leave it in any order, as generators do."""
        if self._users == 0:
            self._open.enter_context(self._begin())
        self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            if self._users == 0:
                self._open.close()


class Link(Protocol):
    """A connection with its dialect."""

    @property
    def dialect(self) -> Dialect:
        """How this database says what they say differently."""

    def snapshot(self) -> AbstractContextManager[None]:
        """While the block lasts, every query answers from one state of the database, that of the first."""

    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        """The rows of a query, one by one, each by column name."""

    def lists(self, sql: str, parameters: Parameters, *, size: int) -> Generator[list[Values], None, None]:
        """The rows of a query as bare values, so many at a time as *size* says: for many rows."""

    def columns(self, table: str) -> Sequence[str]:
        """The names of the columns of *table*, asked for once; none where there is no such table."""


class _Naming(ABC):
    """What either kind of link knows of columns."""

    dialect: Dialect

    def __init__(self) -> None:
        self._columns: dict[str, Sequence[str]] = {}

    @abstractmethod
    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        """As ``Link.rows``."""

    def columns(self, table: str) -> Sequence[str]:
        """As ``Link.columns``."""
        if table not in self._columns:
            self._columns[table] = [row["name"] for row in self.rows(self.dialect.columns, {"name": table})]
        return self._columns[table]


class SqliteLink(_Naming):
    """A link over a connection of ``sqlite.connect``."""

    dialect = SQLITE

    def __init__(self, connection: sqlite3.Connection, explained: Explain = nullcontext) -> None:
        super().__init__()
        self._connection = connection
        self._explained = explained
        self._snapshot = Snapshot(self._transaction)

    def snapshot(self) -> AbstractContextManager[None]:
        """As ``Link.snapshot``. From the first query on, no writer can commit until the block ends."""
        return self._snapshot.held()

    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        """As ``Link.rows``. Until the last row is read or the iterator closed, no writer can commit."""
        with self._explained(), closing(self._connection.cursor()) as cursor:
            cursor.row_factory = sqlite3.Row
            yield from cursor.execute(sql, parameters)

    def lists(self, sql: str, parameters: Parameters, *, size: int) -> Generator[list[Values], None, None]:
        """As ``Link.lists``; writers wait as they do for ``rows``."""
        with self._explained(), closing(self._connection.cursor()) as cursor:
            cursor.execute(sql, parameters)
            while found := cursor.fetchmany(size):
                yield found

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._connection.in_transaction:  # a writer's, who reads before writing
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()  # nothing was written; this lets the lock go


class PostgresqlLink(_Naming):
    """A link over a psycopg connection; a cursor on the server hands out the rows."""

    dialect = POSTGRESQL

    def __init__(self, connection: Any, explained: Explain = nullcontext) -> None:  # noqa: ANN401 - psycopg's type
        super().__init__()
        self._connection = connection
        self._explained = explained
        self._cursors = 0
        self._snapshot = Snapshot(connection.transaction)

    def snapshot(self) -> AbstractContextManager[None]:
        """As ``Link.snapshot``: ``postgresql.connect_to_read`` asks for transactions that see one state."""
        return self._snapshot.held()

    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        """As ``Link.rows``."""
        from psycopg.rows import dict_row  # noqa: PLC0415 - an extra

        with self._executed(sql, parameters, dict_row) as cursor:
            yield from cursor

    def lists(self, sql: str, parameters: Parameters, *, size: int) -> Generator[list[Values], None, None]:
        """As ``Link.lists``."""
        from psycopg.rows import tuple_row  # noqa: PLC0415 - an extra

        with self._executed(sql, parameters, tuple_row) as cursor:
            while found := cursor.fetchmany(size):
                yield found

    @contextmanager
    def _executed(self, sql: str, parameters: Parameters, factory: Any) -> Iterator[Any]:  # noqa: ANN401 - psycopg's
        self._cursors += 1
        cursor = self._connection.cursor(name=f"rows_{self._cursors}", row_factory=factory)
        with self._explained(), self.snapshot(), cursor:
            cursor.execute(spell(sql), parameters)
            yield cursor


def spell(sql: str) -> str:
    """*sql* with its parameters as psycopg has them. What is quoted in it must not look like one."""
    return re.sub(_PARAMETER, r"%(\1)s", sql.replace("%", "%%"))


@contextmanager
def open_to_read(database: Database) -> Iterator[Link]:
    """A link that cannot write. Makes and changes no file; raises BadDatabase when there is nothing to open."""
    if database.path is None:
        from incidents.store import postgresql  # noqa: PLC0415 - a file needs none of it

        explained = partial(postgresql.explained, database)
        with explained():
            server = postgresql.connect_to_read(database)
        with closing(server):
            yield PostgresqlLink(server, explained)
    else:
        explained = partial(sqlite.explained, database)
        with explained():
            file = sqlite.connect_to_read(database.path)
        with closing(file):
            yield SqliteLink(file, explained)
