"""A large load into an empty database leaves what rows one by one would have left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from operator import attrgetter

import pytest

from incidents.domain.casualties import NONE, UNKNOWN, Casualty, Count, exactly
from incidents.domain.datasets import NamedEvent, State
from incidents.domain.dates import on
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Actor, Claim, Event
from incidents.domain.filters import EVERYTHING, Box, Selection
from incidents.store.archive import Archive
from incidents.store.bulk import DEFERRED, DeferredIndexes
from incidents.store.database import Database
from incidents.store.facets import FACETS
from incidents.store.reading import Reader
from tests.builders import make_event
from tests.store.conftest import Writing
from tests.store.test_bulk import FILE


def make_events() -> list[Event]:
    event = make_event()
    return [
        replace(event, summary=f"Stra\u00dfe {number}", place=replace(event.place, latitude=number / 10))
        for number in range(DEFERRED)
    ]


def named(events: list[Event]) -> list[NamedEvent]:
    return [
        NamedEvent((f"IRQ{number}", "IRQ", number), State(status="published"), event)
        for number, event in enumerate(events, start=1)
    ]


def make_crews() -> list[Event]:
    """Events of which every third has the same rows, some none, and each tenth an actor of its own."""
    shared = (Actor("Coast Guard", role="target"), Actor("Harbour Crew", role="perpetrator", type="rebels"))
    claims = (Claim("claimed", "Harbour Crew"), Claim("denied"))
    return [
        replace(
            event,
            actors=(Actor(f"Boat {number}", role="perpetrator"),) if number % 10 == 0 else shared[: number % 3],
            claims=claims[: number % 3],
            targets=() if number % 2 else event.targets,
        )
        for number, event in enumerate(make_events())
    ]


def make_tolls() -> list[Event]:
    """Events of several months and countries, some of none, whose dead are told of in every way there is."""
    tolls = (
        (),
        (Casualty(KILLED, Count(low=3)), Casualty(INJURED, Count(2, 5, 9))),
        (Casualty(KILLED, Count(high=7)), Casualty(KILLED, Count(best=4)), Casualty(KILLED, UNKNOWN)),
        (Casualty(KILLED, exactly(8), "civilians"), Casualty(INJURED, NONE)),
    )
    days = (None, on(date(2023, 3, 14)), on(date(2023, 4, 1)))
    return [
        replace(
            event,
            when=days[number % 3],
            place=replace(event.place, country=(None, "IRQ", "SYR")[number // 3 % 3]),
            casualties=tolls[number % len(tolls)],
        )
        for number, event in enumerate(make_events())
    ]


def schema(database: Database) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(str(database.path))) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())


def test_indexes_and_triggers_are_as_they_were(database: Database, write: Writing) -> None:
    before = schema(database)
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_events()))
    assert schema(database) == before


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (EVERYTHING, DEFERRED),
        (Selection(text="strasse 7"), 11),
        (Selection(box=Box(south=0.05, west=-180, north=1.05, east=180)), 10),
        (Selection(weapons=("ied",)), 0),
    ],
    ids=repr,
)
def test_what_was_put_off_is_found(write: Writing, reader: Reader, selection: Selection, expected: int) -> None:
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_events()))
    assert reader.count(selection) == expected
    assert [events for _, _, events, *_ in reader.tallies(EVERYTHING, ("country", "month"))] == [DEFERRED]


def test_what_hangs_on_events_is_what_was_brought(write: Writing, reader: Reader) -> None:
    events = make_crews()
    with write() as archive:
        archive.bulk(FILE).add_named(named(events))
    stored = {record.event_id: record.event for record in reader.records(EVERYTHING)}
    hanging = attrgetter(*(facet.field for facet in FACETS))
    assert [hanging(stored[f"IRQ{number}"]) for number in range(1, len(events) + 1)] == list(map(hanging, events))


def test_events_are_counted_as_a_look_at_each_counts_them(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_tolls()))
    by = ("country", "month", "status")
    kept = reader.tallies(EVERYTHING, by)
    assert kept == reader.tallies(Selection(event_types=("Explosions/Remote violence",)), by)
    assert len(kept) == 9


def test_full_text_goes_on_in_its_usual_way(database: Database, write: Writing) -> None:
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_events()))
    with closing(sqlite3.connect(str(database.path))) as connection:
        kept = dict(connection.execute("SELECT k, v FROM event_words_config"))
    assert (kept["hashsize"], kept["automerge"]) == (1 << 20, 4)


def test_a_load_that_fails_changes_nothing(database: Database, write: Writing) -> None:
    before = schema(database)

    def fail(archive: Archive) -> None:
        archive.bulk(FILE).add_named(named(make_events()))
        raise KeyError

    with pytest.raises(KeyError), write() as archive:
        fail(archive)
    assert schema(database) == before
    with Reader.open(database) as reader:
        assert reader.count() == 0


def test_a_small_load_keeps_order_row_by_row(write: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[DeferredIndexes] = []
    monkeypatch.setattr(DeferredIndexes, "build", built.append)
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_events()[:3]))
    assert built == []


def test_a_load_that_begins_with_few_goes_on_row_by_row(write: Writing, reader: Reader) -> None:
    events = named(make_events() * 2)
    with write() as archive:
        load = archive.bulk(FILE)
        load.add_named(events[:3])
        load.add_named(events[3:])
    assert reader.count() == len(events)
    assert reader.count(Selection(box=Box(south=0.05, west=-180, north=1.05, east=180))) == 20
    assert [counted for _, _, counted, *_ in reader.tallies(EVERYTHING, ("country", "month"))] == [len(events)]


def test_a_load_follows_one_that_was_undone(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_tolls()))
    with write() as archive:
        archive.undo(1)
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_tolls()))
    by = ("country", "month", "status")
    assert reader.tallies(EVERYTHING, by) == reader.tallies(Selection(event_types=("Explosions/Remote violence",)), by)
    assert reader.count(Selection(text="strasse 7")) == 11
