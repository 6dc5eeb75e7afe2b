"""The last number that each table gave out, so that a number is never given twice, not even in a copy.

SQLite keeps them in ``sqlite_sequence``, PostgreSQL in sequences. Knows no table by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from incidents.store.connection import Connection
from incidents.store.link import Link
from incidents.store.tables import METADATA

_KEPT = "SELECT name, seq AS last FROM sqlite_sequence"
_ON_SERVER = "SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = current_schema()"
_FORGET = "DELETE FROM sqlite_sequence WHERE name = :name"
_KEEP = "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"
_SET = "SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"


def read_last_numbers(link: Link) -> Mapping[str, int]:
    """The last number of each table that numbers its rows, also of a row that is gone."""
    if link.dialect.name == "sqlite":
        return {row["name"]: int(row["last"]) for row in link.rows(_KEPT, {})}
    sequences = {row["name"].removesuffix("_id_seq"): row["last"] for row in link.rows(_ON_SERVER, {})}
    return {name: int(last) for name, last in sequences.items() if last is not None}


def set_last_numbers(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Let each table go on behind that number, or behind its last row where that is higher."""
    for table in METADATA.sorted_tables:
        if not _is_numbered(table.name):
            continue
        highest = connection.value(f'SELECT coalesce(max(id), 0) FROM "{table.name}"')
        last = max(numbers.get(table.name, 0), int(highest))
        if last:
            _set(connection, table.name, last)


def _is_numbered(table: str) -> bool:
    keys = METADATA.tables[table].primary_key.columns
    return keys.keys() == ["id"] and keys["id"].autoincrement is not False


def _set(connection: Connection, table: str, last: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.value(_SET, {"name": table, "last": last})
    elif connection.run(_FORGET, {"name": table}):
        connection.run(_KEEP, {"name": table, "last": last})
