"""What another process made beside a load is what the load would have made itself, or is left lying."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from incidents.domain.columns import pack_columns
from incidents.domain.datasets import NamedEvents
from incidents.domain.events import Event
from incidents.domain.filters import Box, Selection
from incidents.store import finished, points
from incidents.store.annex import Annex, Annexed, Portion, can_have_annex
from incidents.store.annexing import TAKEN
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.state import open_current
from tests.store.conftest import AT, Writing
from tests.store.test_bulk import FILE
from tests.store.test_loading import make_crews, make_events, make_tolls, named

OPEN_FILES = Path("/proc/self/fd")
FOUND = [Selection(text="strasse 7"), Selection(box=Box(south=0.05, west=-180, north=1.05, east=180))]


def portion(brought: NamedEvents) -> Portion:
    statuses = [state.status for state in brought.states]
    return Portion(brought.keys.event_ids, statuses, brought.events.own, pack_columns(brought.events.facets))


def annexed(path: Path, events: list[Event]) -> Path:
    made = Annex(path)
    made.add(portion(named(events)))
    made.finish()
    return path


def load(database: Database, events: list[Event], made: Annexed | None) -> None:
    with Archive.open(database, by="ana", at=AT, command="import") as archive:
        archive.bulk(FILE, made).add_named(named(events))


def open_files() -> list[Path]:
    return [file for file in OPEN_FILES.iterdir() if file.is_symlink()]


def held(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the tables that follow from events."""
    with closing(sqlite3.connect(str(database.path))) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TAKEN}


def found(database: Database) -> list[int]:
    with Reader.open(database) as reader:
        return [reader.count(selection) for selection in FOUND]


@pytest.mark.parametrize("make", [make_events, make_crews, make_tolls])
def test_what_follows_from_events_is_taken_over_as_it_would_be_made(
    database: Database, tmp_path: Path, make: Callable[[], list[Event]]
) -> None:
    other = Database(path=Path(shutil.copy(str(database.path), tmp_path / "other.db")))
    load(database, make(), None)
    path = annexed(tmp_path / "annex", make())
    load(other, make(), lambda: path)
    assert held(other) == held(database)


def test_it_is_the_annex_that_is_taken_over(database: Database, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", make_crews())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE event_actor SET role = 'witness'")
    load(database, make_crews(), lambda: path)
    with closing(sqlite3.connect(str(database.path))) as connection:
        assert connection.execute("SELECT DISTINCT role FROM event_actor").fetchall() == [("witness",)]


Leave = Callable[[Path], None]


def of_fewer(path: Path) -> None:
    annexed(path, make_crews()[:7])


def of_others(path: Path) -> None:
    made = Annex(path)
    made.add(portion(named(make_crews()))._replace(event_ids=[f"SYR{number}" for number in range(500)]))
    made.finish()


def of_another_schema(path: Path) -> None:
    annexed(path, make_crews())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE event_actor ADD COLUMN colour")


def of_other_words(path: Path) -> None:
    annexed(path, make_crews())
    with closing(sqlite3.connect(path)) as connection:
        (made,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'event_words'").fetchone()
        connection.execute("DROP TABLE event_words")
        connection.execute(made.replace("summary", "abstract"))


def none(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("leave", [of_fewer, of_others, of_another_schema, of_other_words, none])
def test_where_it_does_not_agree_all_is_made_here(database: Database, tmp_path: Path, leave: Leave) -> None:
    other = Database(path=Path(shutil.copy(str(database.path), tmp_path / "other.db")))
    load(database, make_crews(), None)
    leave(tmp_path / "annex")
    load(other, make_crews(), lambda: tmp_path / "annex")
    assert held(other) == held(database)
    assert (tmp_path / "annex").exists() == (leave is not none)


def test_actors_keep_their_numbers(database: Database, write: Writing, tmp_path: Path) -> None:
    with write() as archive:
        archive.add_alias("Harbour Crew", "The Crew")
    path = annexed(tmp_path / "annex", make_crews())
    load(database, make_crews(), lambda: path)
    with Reader.open(database) as reader:
        assert reader.count(Selection(actors=("Harbour Crew",))) == sum(
            any(actor.name == "Harbour Crew" for actor in event.actors) for event in make_crews()
        )


def test_a_load_that_begins_with_few_goes_on_row_by_row(database: Database, write: Writing) -> None:
    events = make_crews()
    with write() as archive:
        bulk = archive.bulk(FILE, lambda: None)
        for start, end in ((0, 0), (0, 3), (3, 500)):
            brought = named(events[:end])
            keys, states = brought.keys.pick(range(start, end)), brought.states[start:end]
            bulk.add_named(NamedEvents(keys=keys, states=states, events=named(events[start:end]).events))
    with Reader.open(database) as reader:
        stored = {record.event_id: record.event.actors for record in reader.records()}
    assert stored == {f"IRQ{number}": event.actors for number, event in enumerate(events, start=1)}


def test_later_events_are_found_beside_those_of_an_annex(database: Database, write: Writing, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex", make_events())
    load(database, make_events(), lambda: path)
    assert found(database) == [11, 10]
    with write() as archive:
        archive.add_event(make_events()[7])
    assert found(database) == [12, 11]


def test_where_no_file_can_be_made_there_is_none(tmp_path: Path) -> None:
    assert not annexed(tmp_path / "nowhere" / "annex", make_events()[:7]).exists()


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="this system does not tell which files are open")
def test_one_that_is_given_up_takes_no_room(tmp_path: Path) -> None:
    made = Annex(tmp_path / "annex")
    made.add(portion(named(make_events()[:7])))
    made.give_up()
    made.add(portion(named(make_events()[:7])))
    made.finish()
    assert list(tmp_path.iterdir()) == []
    assert not any(str(tmp_path / "annex") in str(file.readlink()) for file in open_files())


def test_there_is_none_where_nobody_knows_how_a_database_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished, "_NAME", "nothing.sql")
    assert not annexed(tmp_path / "annex", make_events()[:7]).exists()


def test_a_first_load_that_leaves_an_orphan_is_taken_back(database: Database) -> None:
    def load(archive: Archive) -> None:
        archive.bulk(FILE).add_named(named(make_events()[:1]))
        archive._session.connection.run("INSERT INTO report_event VALUES (7, 'IRQ7', 'x', 'x')")  # noqa: SLF001 - a bug

    with (
        pytest.raises(RuntimeError, match="report_event"),
        Archive.open(database, by="ana", at=AT, command="import", is_first_load=True) as archive,
    ):
        load(archive)
    with Reader.open(database) as reader:
        assert reader.count() == 0


def test_a_database_has_an_annex_until_it_has_events_or_actors(database: Database, write: Writing) -> None:
    with open_current(database) as link:
        assert can_have_annex(link)
    with write() as archive:
        archive.add_alias("Harbour Crew", "The Crew")
    with open_current(database) as link:
        assert not can_have_annex(link)


def test_a_point_that_comes_again_is_there_once_however_few_are_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(points, "_HELD", 3)
    made, few = Annex(tmp_path / "annex"), portion(named(make_events()[:7]))
    for prefix in ("IRQ", "SYR", "TUR"):
        made.add(few._replace(event_ids=[f"{prefix}{number}" for number in range(7)]))
    made.finish()
    with closing(sqlite3.connect(tmp_path / "annex")) as connection:
        assert connection.execute("SELECT id, latitude FROM event_spot ORDER BY id").fetchall() == [
            (number + 1, number / 10) for number in range(7)
        ]
