"""Duplicates are found before they are made, and afterwards; what a person decided is remembered."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.dates import on
from incidents.services.project import Project
from tests.builders import TEXT, make_article, make_event

LATER = make_event(when=on(date(2023, 3, 15)), evidence=())


@pytest.fixture
def two(desk: Project) -> Project:
    """The bomb of Mosul, coded twice from two articles."""
    desk.coding.accept(make_article(), [make_event()])
    desk.coding.accept(make_article(title="Blast in Mosul"), [LATER])
    return desk


def test_a_stored_event_that_may_be_the_same_is_named(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    assert [each.record.event_id for each in desk.duplicates.events_like(LATER)] == ["IRQ1"]


def test_nothing_is_like_an_event_without_a_date(two: Project) -> None:
    assert two.duplicates.events_like(make_event(when=None)) == ()


def test_the_whole_base_is_gone_through(two: Project) -> None:
    assert [(pair.one.event_id, pair.other.event_id) for pair in two.duplicates.pairs()] == [("IRQ1", "IRQ2")]


def test_two_events_that_were_told_apart_are_not_shown_again(two: Project) -> None:
    two.duplicates.tell_apart("irq1", "IRQ2", reason="an hour apart")
    assert two.duplicates.pairs() == ()
    assert two.events.get("IRQ2").apart == ("IRQ1",)


def test_merged_events_are_no_pair(two: Project) -> None:
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    assert two.duplicates.pairs() == ()


def test_an_article_with_the_same_words_is_known_before_it_is_coded(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    (twin,) = desk.duplicates.articles_like(make_article(title="Reprint", text=f"{TEXT}\n\nMore to follow."))
    assert (twin.article.id, twin.events, twin.overlap > 0.9) == ("1", ("IRQ1",), True)


def test_the_article_itself_is_no_twin(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    assert desk.duplicates.articles_like(make_article()) == ()


def test_articles_that_share_their_words_make_a_group(two: Project) -> None:
    assert [[twin.article.id for twin in group] for group in two.duplicates.groups()] == [["1", "2"]]


def test_a_suggestion_becomes_a_report_of_an_event_that_is_there(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    outcome = desk.coding.accept_into(make_article(title="Blast in Mosul"), LATER, "IRQ1")
    assert (outcome.event_id, outcome.reports) == ("IRQ1", ("1", "2"))
    assert [record.event_id for record in desk.records()] == ["IRQ1"]


def test_of_several_suggestions_the_likest_is_chosen(desk: Project) -> None:
    background = make_event(when=on(date(2023, 1, 2)), main=False)
    assert desk.duplicates.choose_likest([background, LATER], make_event()) == LATER
