"""Words are found by the full text on SQLite as by a look at each text on PostgreSQL, and after every write."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.dates import When
from incidents.domain.filters import Selection
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.store.conftest import Writing


@pytest.mark.parametrize(
    "words", ["drone", "DRONES", "two drones", "drones str", "strasse", "Straße", "saint etienne", "Étienne", "3 h"]
)
def test_words_are_found_without_case_accents_and_the_end_of_the_last(
    write: Writing, reader: Reader, words: str
) -> None:
    with write() as archive:
        archive.add_event(make_event(summary="Two drones struck the Straße in Saint-Étienne; 3 hurt.", actors=()))
    assert reader.count(Selection(text=words)) == 1


@pytest.mark.parametrize("words", ["rones", "drones two", "two struck", "étiennes"])
def test_the_middle_of_a_word_and_other_orders_are_not_found(write: Writing, reader: Reader, words: str) -> None:
    with write() as archive:
        archive.add_event(make_event(summary="Two drones struck in Saint-Étienne.", actors=()))
    assert reader.count(Selection(text=words)) == 0


def test_words_are_found_as_they_are_now(write: Writing, reader: Reader) -> None:
    with write() as archive:
        event_id = archive.add_event(make_event(summary="A mortar hit the market."))
    with write() as archive:
        archive.change_event(event_id, make_event(summary="A rocket hit the market."), version=None)
    assert (reader.count(Selection(text="mortar")), reader.count(Selection(text="rocket"))) == (0, 1)
    with write() as archive:
        archive.undo()
    assert (reader.count(Selection(text="mortar")), reader.count(Selection(text="rocket"))) == (1, 0)


def test_a_word_longer_than_an_index_keeps_is_found_whole_only(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.add_event(make_event(summary="z" * 600, actors=()))
    assert (reader.count(Selection(text="z" * 600)), reader.count(Selection(text="z" * 599 + "y"))) == (1, 0)


def test_words_of_an_article_find_the_events_that_rest_on_it(write: Writing, reader: Reader) -> None:
    with write() as archive:
        article = archive.add_article(make_article(text="Smoke rose over the old quarry."))
        report = archive.add_report(article.id, make_event(evidence=()), proposed_by="machine", accepted_by="ana")
        event_id = archive.add_event(make_event(), reports=[report])
        archive.add_event(make_event())
    assert [record.event_id for record in reader.records(Selection(text="old quarr"))] == [event_id]


@pytest.mark.parametrize("limit", [1, 2, 3, 9])  # of few events all are looked up, of many the first are gone through
def test_the_first_that_have_words_are_the_same_by_either_way(write: Writing, reader: Reader, limit: int) -> None:
    days = [date(2021, 1, number) for number in (3, 1, 2)]
    with write() as archive:
        for day in days:
            archive.add_event(make_event(when=When(day, day, "day"), summary="A mortar hit the market.", actors=()))
        archive.add_event(make_event(summary="A rocket hit the market.", actors=()))
    found = [record.event_id for record in reader.records(Selection(text="mortar", limit=limit))]
    assert found == ["IRQ2", "IRQ3", "IRQ1"][:limit]
