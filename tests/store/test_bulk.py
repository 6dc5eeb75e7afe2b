"""Rows of a dataset stored many at a time: with identifiers, reports, history and licence, and undone like all else."""

from __future__ import annotations

import json
from dataclasses import replace

from incidents.domain.articles import Article
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.datasets import Cited, File, Keys, NamedEvents, NewRows, State, Terms
from incidents.domain.documents import KILLED
from incidents.domain.events import Event, Origin
from incidents.store.database import Database
from incidents.store.keys import split_keys
from incidents.store.reading import Reader
from incidents.store.shelves import bind_all
from tests.builders import make_article, make_event
from tests.store.conftest import Writing

TERMS = Terms(name="made_up", label="Made up", licence="CC-BY-4.0", may_be_shared=True, citation="Nobody, 2026")
FILE = File(
    article=Article(id="rows", text="Rows of Made up.", title="rows.csv"),
    terms=TERMS,
    profile="ged",
    header=("id", "best"),
)
EVENT = replace(make_event(), evidence=(), confidence={})


def rows(*numbered: int, event: Event = EVENT) -> NewRows:
    return new_rows(dict.fromkeys(numbered, event))


def new_rows(events: dict[int, Event]) -> NewRows:
    return NewRows(
        identifiers=[str(number) for number in events],
        lines=[number + 1 for number in events],
        cells=[json.dumps([str(number), "4"]) for number in events],
        events=bind_all(list(events.values())),
    )


def named(event_id: str, state: State) -> NamedEvents:
    split = split_keys([event_id])
    assert split is not None
    return NamedEvents(keys=Keys([event_id], *split), states=[state], events=bind_all([EVENT], status=state.status))


def test_rows_become_events_under_identifiers_of_their_country(database: Database, write: Writing) -> None:
    nowhere = replace(EVENT, place=replace(EVENT.place, country=None))
    with write() as archive:
        archive.add_event(EVENT)
        added = archive.bulk(FILE).add(new_rows({1: EVENT, 2: nowhere, 3: EVENT}), prefix="ZZZ")
    assert added == ("IRQ2", "ZZZ1", "IRQ3")
    with Reader.open(database) as reader:
        record = reader.record("IRQ3")
    assert record.event == EVENT
    assert record.origins == (Origin(dataset="made_up", identifier="3", licence="CC-BY-4.0", may_be_shared=True),)


def test_an_event_says_what_it_said_whatever_those_stored_with_it_say(database: Database, write: Writing) -> None:
    silent = Event(main=False)
    with write() as archive:
        bulk = archive.bulk(FILE)
        bulk.add(new_rows({1: silent, 2: silent}), prefix="ZZZ")
        bulk.add(new_rows({3: silent, 4: EVENT}), prefix="ZZZ")
    with Reader.open(database) as reader:
        stored = {record.event_id: record.event for record in reader.records()}
    assert stored == {"ZZZ1": silent, "ZZZ2": silent, "ZZZ3": silent, "IRQ1": EVENT}


def test_a_row_is_found_again_with_what_it_said(database: Database, write: Writing) -> None:  # noqa: ARG001 - as above
    with write() as archive:
        archive.bulk(FILE).add(rows(1), prefix="ZZZ")
    with write() as archive:
        found = archive.bulk(FILE).find(["1", "2"])
    assert list(found) == ["1"]
    assert (found["1"].cells, found["1"].account, found["1"].event_id) == (("1", "4"), EVENT, "IRQ1")


def test_a_newer_edition_takes_the_place_of_the_older_one(database: Database, write: Writing) -> None:
    newer = replace(EVENT, casualties=(Casualty(KILLED, exactly(5)),))
    with write() as archive:
        archive.bulk(FILE).add(rows(1), prefix="ZZZ")
    with write() as archive:
        bulk = archive.bulk(FILE)
        stored = bulk.find(["1"])["1"]
        edition = replace(rows(1, event=newer), cells=['["1","5"]'])
        bulk.renew(edition, event_id=stored.event_id, event=newer, report=stored.report)
    with Reader.open(database) as reader:
        (report,) = reader.reports("IRQ1")
        assert (reader.record("IRQ1").event, report.account) == (newer, newer)
    with write() as archive:
        assert archive.bulk(FILE).find(["1"])["1"].cells == ("1", "5")


def test_an_import_is_undone_and_redone_like_any_other_work(database: Database, write: Writing) -> None:
    with write() as archive:
        archive.bulk(FILE).add(rows(1, 2), prefix="ZZZ")
    with write() as archive:
        archive.undo()
    with Reader.open(database) as reader:
        assert reader.count() == 0
    with write() as archive:
        assert archive.bulk(FILE).find(["1"]) == {}
        archive.redo()
    with Reader.open(database) as reader:
        assert [record.origins[0].identifier for record in reader.records()] == ["1", "2"]


def test_events_with_names_of_their_own_keep_them_and_the_counter_goes_on(database: Database, write: Writing) -> None:
    with write() as archive:
        archive.bulk(FILE).add_named(named("IRQ7", State(version=3, status="reviewed")))
        assert archive.add_event(EVENT) == "IRQ8"
    with Reader.open(database) as reader:
        record = reader.record("IRQ7")
    assert (record.version, record.status, record.event) == (3, "reviewed", EVENT)


def test_articles_that_are_cited_keep_their_numbers_and_new_ones_come_behind(
    database: Database, write: Writing
) -> None:
    cited = (Cited(12, "The Example Courier"), Cited(7))
    with write() as archive:
        archive.bulk(FILE).add_named(named("IRQ7", State(citations=cited)))
    with write() as archive:
        assert archive.add_article(make_article()).id == "13"
    with Reader.open(database) as reader:
        record = reader.record("IRQ7")
    assert record.reports == ("7", "12")
    assert [source.outlet for source in record.sources] == [None, "The Example Courier"]
