"""Rows of a dataset stored many at a time: with identifiers, reports, history and licence, and undone like all else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.articles import Article
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.datasets import Cited, File, NamedEvent, NewRow, State, Terms
from incidents.domain.documents import KILLED
from incidents.domain.events import Event, Origin
from incidents.store import bulk
from incidents.store.database import Database
from incidents.store.log import write_json
from incidents.store.reading import Reader
from incidents.store.versions import describe_event
from tests.builders import make_article, make_event
from tests.store.conftest import Writing
from tests.strategies import events

TERMS = Terms(name="made_up", label="Made up", licence="CC-BY-4.0", may_be_shared=True, citation="Nobody, 2026")
FILE = File(
    article=Article(id="rows", text="Rows of Made up.", title="rows.csv"),
    terms=TERMS,
    profile="ged",
    header=("id", "best"),
)
EVENT = replace(make_event(), evidence=(), confidence={})


def rows(*numbered: int, event: Event = EVENT) -> list[NewRow]:
    return new_rows(dict.fromkeys(numbered, event))


def new_rows(events: dict[int, Event]) -> list[NewRow]:
    return [NewRow(str(number), number + 1, (str(number), "4"), event) for number, event in events.items()]


def test_rows_become_events_under_identifiers_of_their_country(database: Database, write: Writing) -> None:
    nowhere = replace(EVENT, place=replace(EVENT.place, country=None))
    with write() as archive:
        archive.add_event(EVENT)
        added = archive.bulk(FILE).add(new_rows({1: EVENT, 2: nowhere, 3: EVENT}))
    assert added == ["IRQ2", "ZZZ1", "IRQ3"]
    with Reader.open(database) as reader:
        record = reader.record("IRQ3")
    assert record.event == EVENT
    assert record.origins == (Origin(dataset="made_up", identifier="3", licence="CC-BY-4.0", may_be_shared=True),)


def test_an_event_says_what_it_said_whatever_those_stored_with_it_say(database: Database, write: Writing) -> None:
    silent = Event(main=False)
    with write() as archive:
        load = archive.bulk(FILE)
        load.add(new_rows({1: silent, 2: silent}))
        load.add(new_rows({3: silent, 4: EVENT}))
    with Reader.open(database) as reader:
        stored = {record.event_id: record.event for record in reader.records()}
    assert stored == {"ZZZ1": silent, "ZZZ2": silent, "ZZZ3": silent, "IRQ1": EVENT}


def test_a_row_is_found_again_with_what_it_said(database: Database, write: Writing) -> None:  # noqa: ARG001 - as above
    with write() as archive:
        archive.bulk(FILE).add(rows(1))
    with write() as archive:
        found = archive.bulk(FILE).find(["1", "2"])
    assert list(found) == ["1"]
    assert (found["1"].cells, found["1"].account, found["1"].event_id) == (("1", "4"), EVENT, "IRQ1")


def test_a_newer_edition_takes_the_place_of_the_older_one(database: Database, write: Writing) -> None:
    newer = replace(EVENT, casualties=(Casualty(KILLED, exactly(5)),))
    with write() as archive:
        archive.bulk(FILE).add(rows(1))
    with write() as archive:
        load = archive.bulk(FILE)
        stored = load.find(["1"])["1"]
        edition = NewRow("1", 2, ("1", "5"), newer)
        load.renew(edition, event_id=stored.event_id, event=newer, report=stored.report)
    with Reader.open(database) as reader:
        (report,) = reader.reports("IRQ1")
        assert (reader.record("IRQ1").event, report.account) == (newer, newer)
    with write() as archive:
        assert archive.bulk(FILE).find(["1"])["1"].cells == ("1", "5")


def test_an_import_is_undone_and_redone_like_any_other_work(database: Database, write: Writing) -> None:
    with write() as archive:
        archive.bulk(FILE).add(rows(1, 2))
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
        archive.bulk(FILE).add_named([NamedEvent(("IRQ7", "IRQ", 7), State(version=3, status="reviewed"), EVENT)])
        assert archive.add_event(EVENT) == "IRQ8"
    with Reader.open(database) as reader:
        record = reader.record("IRQ7")
    assert (record.version, record.status, record.event) == (3, "reviewed", EVENT)


def test_articles_that_are_cited_keep_their_numbers_and_new_ones_come_behind(
    database: Database, write: Writing
) -> None:
    cited = (Cited(12, "The Example Courier"), Cited(7))
    with write() as archive:
        archive.bulk(FILE).add_named([NamedEvent(("IRQ7", "IRQ", 7), State(citations=cited), EVENT)])
    with write() as archive:
        assert archive.add_article(make_article()).id == "13"
    with Reader.open(database) as reader:
        record = reader.record("IRQ7")
    assert record.reports == ("7", "12")
    assert [source.outlet for source in record.sources] == [None, "The Example Courier"]


@given(events(), st.sampled_from(["draft", "published"]), st.lists(st.integers(1, 99).map(str), max_size=3))
def test_the_log_has_of_an_event_what_its_description_says(event: Event, status: str, reports: list[str]) -> None:
    described = bulk._Describing().describe(event, status=status, reports=reports)  # noqa: SLF001 - the digest alone is stored
    assert described == write_json(describe_event(event, status=status, reports=reports))
