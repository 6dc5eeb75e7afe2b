"""Copy a whole database into an empty one, of whatever kind either is: row by row, history and log included.

The copy holds the same rows, byte for byte, and numbers go on behind those of the source. What is kept beside the
tables (full text, counts, points) is made anew by the copy's own triggers. The source is read in one state; it may be
written to meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from incidents.errors import BadDatabase
from incidents.store import postgresql
from incidents.store.connection import Connection, Link, open_to_read
from incidents.store.database import Database
from incidents.store.migrate import new_file, provide
from incidents.store.state import State, check, examine
from incidents.store.tables import METADATA
from incidents.store.transaction import transaction
from incidents.store.writing import add_tuples

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


Progress = Callable[[int, int], None]
_HEAD = "SELECT hash FROM revision ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How many *rows* were copied, and the last *head* of the chain of hashes, None where nothing was ever done."""

    rows: int
    head: str | None


def copy(source: Database, target: Database, *, progress: Progress = lambda _done, _of: None) -> Copied:
    """Copy *source* into *target*, which is made where it is missing; all of it, or nothing.

    *progress* hears how many rows are done, and of how many. Raises BadDatabase when the source cannot be read, when
    the target holds rows, or for text that PostgreSQL cannot hold.
    """
    check(source)
    with open_to_read(source) as link, link.snapshot():
        if target.path is not None and examine(target).state is State.MISSING:
            with new_file(Path(target.path)) as unfinished:
                return _fill(link, Database(path=unfinished), progress)
        return _fill(link, target, progress)


def _fill(link: Link, target: Database, progress: Progress) -> Copied:
    provide(target)
    tables = METADATA.sorted_tables
    total = sum(_count(link, table) for table in tables)
    done = 0
    with transaction(target) as connection:
        for table in tables:
            if _has_rows(connection, table):
                raise BadDatabase(f"{target} holds rows already; nothing was copied", mend="name an empty database")
            for batch in _batches(_rows(link, table)):
                _write(connection, target, table, batch)
                done += len(batch)
                progress(done, total)
        set_last_numbers(connection, read_last_numbers(link))
    return Copied(rows=done, head=next((row["hash"] for row in link.rows(_HEAD, {})), None))


def _count(link: Link, table: Table) -> int:
    return next(int(row["rows"]) for row in link.rows(f'SELECT count(*) AS rows FROM "{table.name}"', {}))


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.value(f'SELECT 1 FROM "{table.name}" LIMIT 1') is not None


def _rows(link: Link, table: Table) -> Iterator[tuple[Any, ...]]:
    columns, keys = _quoted(table.columns.keys()), _quoted(table.primary_key.columns.keys())
    for row in link.rows(f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}', {}):
        yield tuple(_plain(row[name]) for name in table.columns.keys())  # noqa: SIM118 - a collection of columns


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _plain(value: object) -> object:
    """*value* as both databases take it: SQLite keeps a day as text and a yes as 1."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _batches(rows: Iterator[tuple[Any, ...]], size: int = 2000) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(connection: Connection, target: Database, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    if connection.dialect.name == "sqlite":
        add_tuples(connection, table.name, table.columns.keys(), rows)
        return
    errors: Mapping[str, Any] = vars(postgresql.driver().errors)
    try:
        add_tuples(connection, table.name, table.columns.keys(), rows)
    except (errors["DataError"], errors["CharacterNotInRepertoire"]) as error:
        raise BadDatabase(
            f"{target} cannot hold a row of {table.name}: {str(error).strip().partition(chr(10))[0]}",
            mend="PostgreSQL takes no NUL character in a text; correct that row, then copy again",
        ) from error
