"""Rows into tables: the few statements that every write is made of. Knows no meaning.

A statement is made of the names of columns that it is given; values go in as parameters. Days are texts, which either
database takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from incidents.store.connection import Connection, list_names, quote

Columns = Mapping[str, Any]
_ASKED = 500  # values in one question
_LAST = {
    "sqlite": (
        "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{0}'), 0),"
        " coalesce((SELECT max(id) FROM {0}), 0))"
    ),
    "postgresql": "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {0}_id_seq",
}


def add_row(connection: Connection, table: str, row: Columns) -> int:
    """Insert one row and return its new number."""
    return int(connection.value(f"{_inserting(table, row)} RETURNING id", row))


def add_new_row(connection: Connection, table: str, row: Columns, *, unique: str) -> int | None:
    """Insert one row and return its number; None when a row with the same *unique* column is there already."""
    sql = f"{_inserting(table, row)} ON CONFLICT ({unique}) DO NOTHING RETURNING id"
    number = connection.value(sql, row)
    return None if number is None else int(number)


def add_rows(connection: Connection, table: str, rows: Sequence[Columns]) -> None:
    """Insert rows that bring their own keys, or need none back. All have the same columns."""
    if rows:
        connection.run_many(_inserting(table, rows[0]), rows)


def add_missing_row(connection: Connection, table: str, row: Columns, *, unique: str) -> None:
    """Insert one row unless one with the same *unique* column is there already."""
    connection.run(f"{_inserting(table, row)} ON CONFLICT ({unique}) DO NOTHING", row)


def add_tuples(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of the values of *columns*, as the driver takes them: days as text. The quickest way in.

    On PostgreSQL they go by COPY.
    """
    if rows:
        connection.load(table, columns, rows)


def change_rows(connection: Connection, table: str, key: Columns, values: Columns) -> None:
    """Update the rows whose columns equal *key*, None being equal to none."""
    setting = ", ".join(f"{quote(column)} = :set_{column}" for column in values)
    given = {f"set_{column}": value for column, value in values.items()}
    connection.run(f"UPDATE {quote(table)} SET {setting} WHERE {_equal(key)}", {**given, **key})


def remove_rows(connection: Connection, table: str, key: Columns) -> None:
    """Delete the rows whose columns equal *key*."""
    connection.run(f"DELETE FROM {quote(table)} WHERE {_equal(key)}", key)


def take_numbers(connection: Connection, table: str, count: int) -> Sequence[int]:
    """The next *count* numbers of *table*, for rows that bring them along.

    Nobody else takes one until the transaction ends; on a server each is taken for good.
    """
    if connection.dialect.name == "postgresql":
        taken = f"SELECT nextval('{table}_id_seq') FROM generate_series(1, :count)"
        return [int(number) for number in connection.values(taken, {"count": count})]
    first = last_number(connection, table) + 1
    return range(first, first + count)


def last_number(connection: Connection, table: str) -> int:
    """The highest number that a row of *table* has, or ever had where numbers are not given twice; 0 for none."""
    return int(connection.value(_LAST[connection.dialect.name].format(table)) or 0)


def skip_numbers(connection: Connection, table: str) -> None:
    """Let the numbers of *table* go on behind those that rows brought along; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.value(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")


def find_or_add(connection: Connection, table: str, column: str, value: str) -> int:
    """The number of the row whose unique *column* is *value*; makes the row when there is none.

    Two writers who add the same value at once get the same row.
    """
    add_missing_row(connection, table, {column: value}, unique=column)
    return int(connection.value(f"SELECT id FROM {table} WHERE {column} = :value", {"value": value}))


def find_or_add_many(connection: Connection, table: str, column: str, values: Sequence[str]) -> dict[str, int]:
    """As ``find_or_add``: the number of each value. New rows are numbered in the order of *values*."""
    if not values:
        return {}
    inserting = f"{_inserting(table, {column: None})} ON CONFLICT ({column}) DO NOTHING"
    connection.run_many(inserting, [{column: value} for value in values])
    found: dict[str, int] = {}
    for start in range(0, len(values), _ASKED):
        asked = {f"value_{number}": value for number, value in enumerate(values[start : start + _ASKED])}
        marks = ", ".join(f":{name}" for name in asked)
        rows = connection.fetch(f"SELECT {column} AS value, id FROM {table} WHERE {column} IN ({marks})", asked)
        found.update((str(row["value"]), int(row["id"])) for row in rows)
    return found


def _inserting(table: str, row: Columns) -> str:
    return f"INSERT INTO {quote(table)} ({list_names(tuple(row))}) VALUES ({', '.join(f':{column}' for column in row)})"


def _equal(key: Columns) -> str:
    return " AND ".join(
        f"{quote(column)} IS NULL" if value is None else f"{quote(column)} = :{column}" for column, value in key.items()
    )
