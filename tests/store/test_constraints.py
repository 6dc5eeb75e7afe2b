"""The database itself refuses what no event can have, whoever writes to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from incidents.store import sqlite
from incidents.store.database import Database

EVENT = {
    "event_id": "IRQ1",
    "prefix": "IRQ",
    "number": 1,
    "main": 1,
    "status": "draft",
    "version": 1,
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": "2026-01-01T00:00:00Z",
}
DAY = {"event_date": "2023-03-14", "end_date": "2023-03-14"}


def insert(database: Database, table: str, row: dict[str, object]) -> None:
    assert database.path is not None
    with closing(sqlite.connect(database.path, mode="rw")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        marks = ", ".join(f":{column}" for column in row)
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": 91, "longitude": 0},
        {"latitude": 0, "longitude": 181},
        {"latitude": 10},
        {"event_date": "14 March", "end_date": "14 March"},
        {"event_date": "2023-03-14 12:00", "end_date": "2023-03-14"},
        {"event_date": "2023-03-14", "end_date": "2023-03-13"},
        {"event_date": "2023-03-14"},
        {"version": 0},
        {"number": 1},
        {"prefix": "SYR"},
    ],
    ids=str,
)
def test_an_event_that_cannot_be_is_refused(database: Database, wrong: dict[str, object]) -> None:
    insert(database, "event", EVENT | DAY)
    other = EVENT | {"event_id": "IRQ2", "number": 2}
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        insert(database, "event", other | wrong)


@pytest.mark.parametrize("wrong", [{"low": -1}, {"best": -1}, {"high": -3}], ids=str)
def test_a_count_that_cannot_be_is_refused(database: Database, wrong: dict[str, object]) -> None:
    insert(database, "event", EVENT)
    row = {"event_id": "IRQ1", "position": 0, "harm": "killed", "casualty_group": "all", "status": "reported"}
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        insert(database, "event_casualty", row | wrong)


def test_a_row_without_its_event_is_refused(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        insert(database, "event_weapon", {"event_id": "IRQ9", "position": 0, "weapon": "drone"})
