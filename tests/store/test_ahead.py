"""Readers go on while somebody writes, and what is left when all have gone is one whole file."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from incidents.store import ahead, sqlite
from incidents.store.ahead import AHEAD, ROLLBACK
from incidents.store.backup import back_up
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.builders import TEXT, make_article, make_event
from tests.store.conftest import Writing


@pytest.fixture
def path(database: Database, write: Writing) -> Path:
    """The file of a database with an event."""
    assert database.path is not None
    add(write)
    return Path(database.path)


def add(write: Writing) -> None:
    with write() as archive:
        archive.add_event(make_event())


def journal(path: Path) -> str:
    with closing(sqlite.connect(path, mode="ro")) as connection:
        return ahead.journal(connection)


def count(path: Path) -> int:
    with Reader.open(Database(path=path)) as reader:
        return reader.count()


def test_whoever_reads_does_not_wait_for_whoever_writes(path: Path, write: Writing) -> None:
    with write() as archive:
        archive.add_article(make_article(text=TEXT + " And so on." * 500_000))  # more than is kept in memory
        archive.add_event(make_event())
        assert count(path) == 1
    assert count(path) == 2


def test_whoever_writes_does_not_wait_for_whoever_reads(path: Path, write: Writing) -> None:
    with Reader.open(Database(path=path)) as reader:
        records = reader.records()
        next(records)
        add(write)
        records.close()
        assert reader.count() == 2


def test_what_is_left_when_all_have_gone_is_one_whole_file(path: Path, write: Writing, tmp_path: Path) -> None:
    with Reader.open(Database(path=path)) as reader:
        add(write)
        assert reader.count() == 2
        assert len(list(path.parent.glob("incidents.db*"))) == 3
    assert list(path.parent.glob("incidents.db*")) == [path]
    assert count(Path(shutil.copy(path, tmp_path / "copied.db"))) == 2


def test_the_first_load_is_written_once_and_the_file_is_ahead_after_it(database: Database, write: Writing) -> None:
    assert database.path is not None
    with write() as archive:
        archive.add_event(make_event())
        assert [journal(Path(database.path)), journal(Path(database.path))] == [ROLLBACK, ROLLBACK]
    assert journal(Path(database.path)) == AHEAD


def test_an_older_file_is_turned_by_the_first_who_writes(path: Path, write: Writing) -> None:
    turn_back(path)
    count(path)
    assert journal(path) == ROLLBACK
    add(write)
    assert journal(path) == AHEAD


def test_an_older_file_that_somebody_reads_is_turned_another_time(path: Path, write: Writing) -> None:
    turn_back(path)
    with closing(sqlite.connect_to_read(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        with closing(sqlite.connect(path, mode="rw")) as writer:
            ahead.begin_with(writer, path)
            assert ahead.journal(writer) == ROLLBACK
    add(write)
    assert journal(path) == AHEAD


def turn_back(path: Path) -> None:
    with closing(sqlite.connect(path, mode="rw")) as connection:
        ahead.turn(connection, ROLLBACK)


def test_on_a_network_drive_the_rollback_journal_serves(
    path: Path, write: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "is_remote", lambda _path: True)
    add(write)
    assert (journal(path), count(path)) == (ROLLBACK, 2)


def test_a_backup_is_one_file_wherever_it_is_read(path: Path, tmp_path: Path) -> None:
    back_up(Database(path=path), tmp_path / "backup.db")
    assert journal(tmp_path / "backup.db") == ROLLBACK
