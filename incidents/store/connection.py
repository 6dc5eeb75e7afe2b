"""Connections to SQLite and PostgreSQL with one interface: named parameters (``:name``), streamed rows.

A ``Link`` reads; a ``Connection`` also writes within a transaction. Knows no table.
"""

from __future__ import annotations

import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from functools import partial
from typing import Any, Protocol

from incidents.store import postgresql, sqlite
from incidents.store.database import Database
from incidents.store.dialect import POSTGRESQL, SQLITE, Dialect

Row = Mapping[str, Any]
Values = tuple[Any, ...]
Parameters = Mapping[str, Any]
Explain = Callable[[], AbstractContextManager[None]]  # turns the database's errors into sentences
NOTHING: Parameters = {}
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


class Connection(Link, Protocol):
    """A link that writes."""

    @property
    def raw(self) -> Any:  # noqa: ANN401 - the connection of either driver
        """The driver's own connection."""

    @property
    def broken(self) -> type[Exception]:
        """What is raised for a row that breaks a constraint."""

    def run(self, sql: str, parameters: Parameters = NOTHING) -> int:
        """Do one statement; how many rows it wrote."""

    def run_many(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """Do one statement with each of *parameters*."""

    def load(self, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
        """Insert *rows* of the values of *columns*, as the driver takes them. The quickest way in."""

    def fetch(self, sql: str, parameters: Parameters = NOTHING) -> list[Row]:
        """The rows that a statement gives, all at once."""

    def values(self, sql: str, parameters: Parameters = NOTHING) -> list[Any]:
        """The first column of each of them."""

    def value(self, sql: str, parameters: Parameters = NOTHING) -> Any:  # noqa: ANN401 - of any column
        """The first column of the first of them; None when there is none."""


class _Base(ABC):
    """What connections to either database share: columns are asked for once, a value is the first of ``values``."""

    dialect: Dialect

    def __init__(self, explained: Explain, begin: Callable[[], AbstractContextManager[object]]) -> None:
        self._explained = explained
        self._snapshot = Snapshot(begin)
        self._columns: dict[str, Sequence[str]] = {}

    @abstractmethod
    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        """As ``Link.rows``."""

    @abstractmethod
    def values(self, sql: str, parameters: Parameters = NOTHING) -> list[Any]:
        """As ``Connection.values``."""

    def snapshot(self) -> AbstractContextManager[None]:
        """As ``Link.snapshot``. On SQLite no writer can commit from the first query on until the block ends."""
        return self._snapshot.held()

    def columns(self, table: str) -> Sequence[str]:
        """As ``Link.columns``."""
        if table not in self._columns:
            self._columns[table] = [row["name"] for row in self.rows(self.dialect.columns, {"name": table})]
        return self._columns[table]

    def value(self, sql: str, parameters: Parameters = NOTHING) -> Any:  # noqa: ANN401 - as ``Connection.value``
        """As ``Connection.value``."""
        return next(iter(self.values(sql, parameters)), None)


class SqliteConnection(_Base):
    """Over a connection of ``sqlite.connect``."""

    dialect = SQLITE
    broken: type[Exception] = sqlite3.IntegrityError

    def __init__(self, raw: sqlite3.Connection, explained: Explain = nullcontext) -> None:
        super().__init__(explained, self._transaction)
        self.raw = raw

    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        """As ``Link.rows``. Until the last row is read or the iterator closed, no writer can commit."""
        with self._explained(), closing(self.raw.cursor()) as cursor:
            cursor.row_factory = sqlite3.Row
            yield from cursor.execute(sql, parameters)

    def lists(self, sql: str, parameters: Parameters, *, size: int) -> Generator[list[Values], None, None]:
        """As ``Link.lists``; writers wait as they do for ``rows``."""
        with self._explained(), closing(self.raw.cursor()) as cursor:
            cursor.execute(sql, parameters)
            while found := cursor.fetchmany(size):
                yield found

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.raw.in_transaction:  # a writer's, who reads before writing
            yield
            return
        self.raw.execute("BEGIN")
        try:
            yield
        finally:
            self.raw.rollback()  # nothing was written; this lets the lock go

    def run(self, sql: str, parameters: Parameters = NOTHING) -> int:
        """As ``Connection.run``."""
        return self.raw.execute(sql, parameters).rowcount

    def run_many(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """As ``Connection.run_many``."""
        self.raw.executemany(sql, parameters)

    def load(self, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
        """As ``Connection.load``."""
        marks = ", ".join("?" * len(columns))
        self.raw.executemany(f"INSERT INTO {quote(table)} ({list_names(columns)}) VALUES ({marks})", rows)

    def fetch(self, sql: str, parameters: Parameters = NOTHING) -> list[Row]:
        """As ``Connection.fetch``."""
        return list(self.rows(sql, parameters))

    def values(self, sql: str, parameters: Parameters = NOTHING) -> list[Any]:
        """As ``Connection.values``."""
        return [row[0] for row in self.raw.execute(sql, parameters)]


class PostgresqlConnection(_Base):
    """Over a psycopg connection; a cursor on the server hands out the rows of ``rows`` and ``lists``."""

    dialect = POSTGRESQL

    def __init__(self, raw: Any, explained: Explain = nullcontext) -> None:  # noqa: ANN401 - psycopg's type
        super().__init__(explained, raw.transaction)  # ``connect_to_read`` asks for transactions that see one state
        self.raw = raw
        self.broken: type[Exception] = postgresql.driver().IntegrityError
        self._cursors = 0

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
        cursor = self.raw.cursor(name=f"rows_{self._cursors}", row_factory=factory)
        with self._explained(), self.snapshot(), cursor:
            cursor.execute(spell(sql), parameters)
            yield cursor

    def run(self, sql: str, parameters: Parameters = NOTHING) -> int:
        """As ``Connection.run``."""
        return int(self.raw.execute(spell(sql), parameters).rowcount)

    def run_many(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """As ``Connection.run_many``."""
        with self.raw.cursor() as cursor:
            cursor.executemany(spell(sql), parameters)

    def load(self, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
        """As ``Connection.load``, by COPY."""
        named = f"{quote(table)} ({list_names(columns)})"
        with self.raw.cursor() as cursor, cursor.copy(f"COPY {named} FROM STDIN") as stream:
            for row in rows:
                stream.write_row(row)

    def fetch(self, sql: str, parameters: Parameters = NOTHING) -> list[Row]:
        """As ``Connection.fetch``."""
        from psycopg.rows import dict_row  # noqa: PLC0415 - an extra

        with self.raw.cursor(row_factory=dict_row) as cursor:
            found: list[Row] = cursor.execute(spell(sql), parameters).fetchall()
        return found

    def values(self, sql: str, parameters: Parameters = NOTHING) -> list[Any]:
        """As ``Connection.values``."""
        return [row[0] for row in self.raw.execute(spell(sql), parameters)]


@contextmanager
def open_to_read(database: Database) -> Iterator[Link]:
    """A link that cannot write. Makes and changes no file; raises BadDatabase when there is nothing to open."""
    if database.path is None:
        explained = partial(postgresql.explained, database)
        with explained():
            server = postgresql.connect_to_read(database)
        with closing(server):
            yield PostgresqlConnection(server, explained)
    else:
        explained = partial(sqlite.explained, database)
        with explained():
            file = sqlite.connect_to_read(database.path)
        with closing(file):
            yield SqliteConnection(file, explained)


def spell(sql: str) -> str:
    """*sql* with its parameters as psycopg has them. What is quoted in it must not look like one."""
    return re.sub(_PARAMETER, r"%(\1)s", sql.replace("%", "%%"))


def list_names(names: Sequence[str]) -> str:
    """*names* as SQL lists them."""
    return ", ".join(map(quote, names))


def quote(name: str) -> str:
    """*name*, which has no quotation mark, as SQL takes it, were it a word of its own."""
    return f'"{name}"'
