"""What another process made beside a load is what the load would have made itself, or is left lying."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidents.domain.selection import Box, Selection
from incidents.store.annex import Annex
from incidents.store.annexing import BEHIND
from incidents.store.database import Database, StrPath
from incidents.store.reading import Reader
from incidents.store.searching import SPOTS, WORDS
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


def held(path: StrPath | None) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the tables behind points and words."""
    with closing(sqlite3.connect(str(path))) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in BEHIND}


def test_what_is_searched_by_is_taken_over(database: Database, write: Writing, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", events=len(make_events()))
    with write() as archive:
        archive.bulk(FILE, lambda: path).add_named(named(make_events()))
    with Reader.open(database) as reader:
        assert [reader.count(selection) for selection in FOUND] == [11, 10]
    assert held(database.path) == held(path)


def test_it_is_the_same_as_what_is_made_here(database: Database, write: Writing, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", events=len(make_events()))
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_events()))
    assert held(database.path) == held(path)


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


@pytest.mark.parametrize(("table", "made"), [("event_spot", SPOTS), ("event_words", WORDS)])
def test_it_is_made_as_the_database_makes_it(database: Database, table: str, made: str) -> None:
    with closing(sqlite3.connect(str(database.path))) as connection:
        found = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    assert found == (made,)
