"""Copying a whole database: from SQLite to PostgreSQL and back, all of it or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from incidents.errors import BadDatabase
from incidents.store import postgresql
from incidents.store.copying import copy
from incidents.store.database import Database
from incidents.store.migrate import create
from incidents.store.reading import Reader
from incidents.store.tables import METADATA
from incidents.store.verify import verify
from tests.builders import make_article, make_event
from tests.store import server
from tests.store.conftest import Writing

Fill = Callable[[], None]


@pytest.fixture
def fill(write: Writing) -> Fill:
    """An article, a report, two events, one of them changed and one gone, and what was written and undone."""

    def filled() -> None:
        with write() as archive:
            article = archive.add_article(make_article()).id
            report = archive.add_report(article, make_event(), proposed_by="bo", accepted_by="ana")
            archive.add_event(make_event(), reports=(report,))
        with write() as archive:
            archive.change_event("IRQ1", make_event(summary="Something else."))
        with write() as archive:
            archive.add_event(make_event(evidence=()))
        with write() as archive:
            archive.undo(1)

    return filled


@pytest.fixture
def on_server(served: Database) -> Database:
    server.empty(served)
    return served


def rows_of(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in [*METADATA.tables, "event_tally", "event_spot", "sqlite_sequence"]
        }


def test_there_and_back_is_the_same_in_every_row(
    database: Database, fill: Fill, on_server: Database, tmp_path: Path
) -> None:
    fill()
    there = copy(database, on_server)
    back = copy(on_server, Database(path=tmp_path / "back.db"))
    assert (there, verify(on_server).faults) == (back, ())
    assert rows_of(tmp_path / "back.db") == rows_of(Path(database.path or ""))


def test_the_copy_gives_no_number_twice(database: Database, fill: Fill, on_server: Database) -> None:
    fill()
    copy(database, on_server)
    with postgresql.driver().connect(on_server.url) as connection:
        (number,) = connection.execute("SELECT nextval(pg_get_serial_sequence('revision', 'id'))").fetchone()
    assert number == 5


def test_what_was_said_on_a_past_day_is_copied(database: Database, fill: Fill, tmp_path: Path) -> None:
    fill()
    copied = Database(path=tmp_path / "copy.db")
    copy(database, copied)
    with Reader.open(copied) as reader:
        assert [change.field for change in reader.history("IRQ1")] == [None, "summary"]


def test_an_empty_database_may_be_filled_and_a_full_one_not(database: Database, fill: Fill, tmp_path: Path) -> None:
    fill()
    target = Database(path=tmp_path / "target.db")
    create(target)
    copy(database, target)
    before = (tmp_path / "target.db").read_bytes()
    with pytest.raises(BadDatabase, match="holds rows already; nothing was copied"):
        copy(database, target)
    assert (tmp_path / "target.db").read_bytes() == before


def test_a_copy_that_fails_leaves_nothing(database: Database, fill: Fill, tmp_path: Path) -> None:
    def give_up(done: int, _total: int) -> None:
        if done > 3:
            raise KeyboardInterrupt

    fill()
    with pytest.raises(KeyboardInterrupt):
        copy(database, Database(path=tmp_path / "target.db"), progress=give_up)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["incidents.db"]


def test_a_text_that_the_server_cannot_hold_is_named_and_nothing_is_copied(
    database: Database, write: Writing, on_server: Database
) -> None:
    with write() as archive:
        archive.add_event(make_event(summary="A bomb\x00.", evidence=()))
    with pytest.raises(BadDatabase, match="cannot hold a row of event"):
        copy(database, on_server)
    with Reader.open(on_server) as reader:
        assert (reader.count(), reader.last_revision()) == (0, 0)
