"""What another process made beside a load is what the load would have made itself, or is left lying."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from incidents.domain.selection import Box, Selection
from incidents.store.annex import MADE, TABLE, Annex
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.store.conftest import Writing
from tests.store.test_bulk import FILE
from tests.store.test_loading import make_events, named

FOUND = [Selection(text="strasse 7"), Selection(box=Box(south=0.05, west=-180, north=1.05, east=180))]


def annexed(path: Path, *, events: int) -> Path:
    """An annex of the first of the made events."""
    annex = Annex(path)
    annex.add(named(make_events()[:events]).events)
    annex.finish()
    return path


def points(database: Database) -> list[tuple[float, ...]]:
    with closing(sqlite3.connect(str(database.path))) as connection:
        return connection.execute("SELECT * FROM event_spot ORDER BY id").fetchall()


def test_points_are_taken_over(database: Database, write: Writing, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", events=len(make_events()))
    with write() as archive:
        archive.bulk(FILE, lambda: path).add_named(named(make_events()))
    with Reader.open(database) as reader:
        assert [reader.count(selection) for selection in FOUND] == [11, 10]
    with closing(sqlite3.connect(path)) as annex:
        assert points(database) == annex.execute("SELECT * FROM event_spot ORDER BY id").fetchall()


def test_they_are_the_same_as_those_made_here(database: Database, write: Writing, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", events=len(make_events()))
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_events()))
    with closing(sqlite3.connect(path)) as annex:
        assert points(database) == annex.execute("SELECT * FROM event_spot ORDER BY id").fetchall()


def test_an_annex_of_other_events_is_left_lying(database: Database, write: Writing, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", events=7)
    with write() as archive:
        archive.bulk(FILE, lambda: path).add_named(named(make_events()))
    with Reader.open(database) as reader:
        assert [reader.count(selection) for selection in FOUND] == [11, 10]


def test_later_events_are_found_beside_those_of_an_annex(database: Database, write: Writing, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", events=len(make_events()))
    with write() as archive:
        archive.bulk(FILE, lambda: path).add_named(named(make_events()))
    with write() as archive:
        archive.add_event(make_events()[7])
    with Reader.open(database) as reader:
        assert reader.count(Selection(text="strasse 7")) == 12


def test_where_no_file_can_be_made_there_is_none(tmp_path: Path) -> None:
    assert not annexed(tmp_path / "nowhere" / "annex", events=7).exists()


def test_it_is_made_as_the_database_makes_it(database: Database) -> None:
    with closing(sqlite3.connect(str(database.path))) as connection:
        found = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (TABLE,)).fetchone()
    assert found == (MADE,)
