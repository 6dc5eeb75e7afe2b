"""A connection within a writing transaction: a link that writes, too, by statements with named parameters (``:name``).

Knows no table and no meaning. What the driver raises goes through: ``transaction`` turns it into sentences.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Protocol

from incidents.store import postgresql
from incidents.store.link import Link, Parameters, PostgresqlLink, Row, SqliteLink, Values, spell

NOTHING: Parameters = {}


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


class _Asking(ABC):
    """What either kind answers by its ``values``."""

    @abstractmethod
    def values(self, sql: str, parameters: Parameters = NOTHING) -> list[Any]:
        """As ``Connection.values``."""

    def value(self, sql: str, parameters: Parameters = NOTHING) -> Any:  # noqa: ANN401 - as ``Connection.value``
        """As ``Connection.value``."""
        return next(iter(self.values(sql, parameters)), None)


class SqliteConnection(SqliteLink, _Asking):
    """Over a connection of ``sqlite.connect``."""

    broken: type[Exception] = sqlite3.IntegrityError

    def __init__(self, raw: sqlite3.Connection) -> None:
        super().__init__(raw)
        self.raw = raw

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


class PostgresqlConnection(PostgresqlLink, _Asking):
    """Over a psycopg connection."""

    def __init__(self, raw: Any) -> None:  # noqa: ANN401 - psycopg's type
        super().__init__(raw)
        self.raw = raw
        self.broken: type[Exception] = postgresql.driver().IntegrityError

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


def list_names(names: Sequence[str]) -> str:
    """*names* as SQL lists them."""
    return ", ".join(map(quote, names))


def quote(name: str) -> str:
    """*name*, which has no quotation mark, as SQL takes it, were it a word of its own."""
    return f'"{name}"'
