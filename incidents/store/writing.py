"""Rows into tables, through SQLAlchemy Core: the few statements that every write is made of. Knows no meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from incidents.store import postgresql as server
from incidents.store.tables import METADATA

Columns = Mapping[str, Any]
_ASKED = 500  # values in one question
_LAST = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = '{}'",
    "postgresql": "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {}_id_seq",
}
_INSERT: Mapping[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def add_row(connection: Connection, table: str, row: Columns) -> int:
    """Insert one row and return its new number."""
    key = connection.execute(insert(METADATA.tables[table]), dict(row)).inserted_primary_key
    return int(key[0] if key else 0)


def add_new_row(connection: Connection, table: str, row: Columns, *, unique: str) -> int | None:
    """Insert one row and return its number; None when a row with the same *unique* column is there already."""
    inserting = _INSERT[connection.dialect.name](METADATA.tables[table]).values(dict(row))
    statement = inserting.on_conflict_do_nothing(index_elements=[unique]).returning(METADATA.tables[table].c.id)
    number = connection.execute(statement).scalar_one_or_none()
    return None if number is None else int(number)


def add_rows(connection: Connection, table: str, rows: Sequence[Columns]) -> None:
    """Insert rows that bring their own keys, or need none back."""
    if rows:
        connection.execute(insert(METADATA.tables[table]), [dict(row) for row in rows])


def add_tuples(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of the values of *columns*, as the driver takes them: days as text. The quickest way in.

    On PostgreSQL they go by COPY, and errors are the driver's own.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        server.copy_rows(connection.connection.driver_connection, table, columns, rows)
        return
    named = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', list(rows))


def change_rows(connection: Connection, table: str, key: Columns, values: Columns) -> None:
    """Update the rows whose columns equal *key*."""
    target = METADATA.tables[table]
    where = [target.c[column] == value for column, value in key.items()]
    connection.execute(update(target).where(*where).values(dict(values)))


def remove_rows(connection: Connection, table: str, key: Columns) -> None:
    """Delete the rows whose columns equal *key*."""
    target = METADATA.tables[table]
    connection.execute(delete(target).where(*(target.c[column] == value for column, value in key.items())))


def take_numbers(connection: Connection, table: str, count: int) -> Sequence[int]:
    """The next *count* numbers of *table*, for rows that bring them along.

    Nobody else takes one until the transaction ends; on a server each is taken for good.
    """
    if connection.dialect.name == "postgresql":
        taken = text(f"SELECT nextval('{table}_id_seq') FROM generate_series(1, :count)")
        return [int(number) for number in connection.execute(taken, {"count": count}).scalars()]
    first = last_number(connection, table) + 1
    return range(first, first + count)


def last_number(connection: Connection, table: str) -> int:
    """The highest number that a row of *table* ever had, 0 for none."""
    return int(connection.execute(text(_LAST[connection.dialect.name].format(table))).scalar() or 0)


def skip_numbers(connection: Connection, table: str) -> None:
    """Let the numbers of *table* go on behind those that rows brought along; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))


def find_or_add(connection: Connection, table: str, column: str, value: str) -> int:
    """The number of the row whose unique *column* is *value*; makes the row when there is none.

    Two writers who add the same value at once get the same row.
    """
    connection.execute(
        text(f"INSERT INTO {table} ({column}) VALUES (:value) ON CONFLICT ({column}) DO NOTHING"), {"value": value}
    )
    found = connection.execute(text(f"SELECT id FROM {table} WHERE {column} = :value"), {"value": value})
    return int(found.scalar_one())


def find_or_add_many(connection: Connection, table: str, column: str, values: Sequence[str]) -> dict[str, int]:
    """As ``find_or_add``: the number of each value. New rows are numbered in the order of *values*."""
    if not values:
        return {}
    target = METADATA.tables[table]
    connection.execute(
        text(f"INSERT INTO {table} ({column}) VALUES (:value) ON CONFLICT ({column}) DO NOTHING"),
        [{"value": value} for value in values],
    )
    found: dict[str, int] = {}
    for start in range(0, len(values), _ASKED):
        asked = values[start : start + _ASKED]
        rows = connection.execute(select(target.c[column], target.c.id).where(target.c[column].in_(asked)))
        found.update((str(value), int(number)) for value, number in rows)
    return found
