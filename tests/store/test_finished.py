"""A file made at once is the one that all migrations make."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidents.store import finished
from incidents.store.ahead import AHEAD, kept_journal
from incidents.store.database import Database
from incidents.store.migrate import create, migrate
from incidents.store.state import State, head, state


def everything(path: Path) -> tuple[object, ...]:
    """All that a file holds: how its tables are made, and their rows."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").fetchall()
        tables = [name for kind, name, _, sql in made if kind == "table" and "VIRTUAL" not in sql]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        marks = [connection.execute(f"PRAGMA {mark}").fetchone() for mark in ("application_id", "page_size")]
    return made, rows, marks


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "migrated.db"
    migrate(Database(path=path))
    return path


def test_a_new_file_is_what_the_migrations_make(tmp_path: Path, migrated: Path) -> None:
    create(Database(path=tmp_path / "new.db"))
    assert everything(tmp_path / "new.db") == everything(migrated)
    assert kept_journal(tmp_path / "new.db") == kept_journal(migrated) == AHEAD


def test_two_new_files_are_the_same(tmp_path: Path) -> None:
    for name in ("one.db", "two.db"):
        assert finished.build(tmp_path / name)
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


@pytest.mark.parametrize("text", [None, "-- What the migrations up to 0000 make of an empty SQLite file. Generated.\n"])
def test_the_migrations_make_it_where_nothing_was_generated_from_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    monkeypatch.setattr(finished, "_NAME", str(tmp_path / "finished.sql"))
    if text is not None:
        (tmp_path / "finished.sql").write_text(text)
    assert not finished.build(tmp_path / "new.db")
    create(Database(path=tmp_path / "new.db"))
    assert state(Database(path=tmp_path / "new.db")) is State.CURRENT
    assert head() != "0000"
