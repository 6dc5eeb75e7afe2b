"""The note of an event: a date in a fixed form, then what happened."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.dates import When, on
from incidents.domain.events import Event, to_document
from incidents.exchange.acled import notes
from tests.builders import make_document


def test_a_known_day_begins_with_on() -> None:
    assert notes(make_document(when=on(date(2021, 11, 7)), summary="A bomb.")) == "On 7 November 2021, a bomb."


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (When(date(2021, 11, 1), date(2021, 11, 7), "week"), "4 November 2021"),
        (When(date(2021, 2, 1), date(2021, 2, 28), "month"), "14 February 2021"),
    ],
)
def test_any_longer_time_begins_with_around_its_middle(when: When, day: str) -> None:
    assert notes(make_document(when=when, summary="A bomb.")) == f"Around {day}, a bomb."


def test_a_summary_that_has_its_date_is_not_dated_twice() -> None:
    summary = "On 7 November 2021, a bomb went off."
    assert notes(make_document(when=on(date(2021, 11, 7)), summary=summary)) == summary


@pytest.mark.parametrize(
    "opening",
    [
        "On 9 February 2022",
        "Around 9 February 2022",
        "Between 1 February 2022 and 28 February 2022",
        "On an unknown date",
    ],
)
def test_a_summary_that_begins_with_another_date_has_only_the_notes_own(opening: str) -> None:
    month = When(date(2022, 2, 1), date(2022, 2, 28), "month")
    event = make_document(when=month, summary=f"{opening}, attack in Homs on 2 February 2022.")
    assert notes(event) == "Around 14 February 2022, attack in Homs on 2 February 2022."


def test_a_date_later_in_the_summary_stays() -> None:
    event = make_document(when=on(date(2021, 11, 7)), summary="Ana Example died. On 6 November 2021, she was shot.")
    assert notes(event) == "On 7 November 2021, Ana Example died. On 6 November 2021, she was shot."


def test_without_a_summary_the_note_tells_the_type_and_the_place() -> None:
    event = make_document(when=on(date(2021, 11, 7)), summary=None)
    assert notes(event) == "On 7 November 2021, remote explosive/landmine/IED in Mosul."


def test_without_a_summary_and_a_date_the_type_and_the_place_stand_alone() -> None:
    assert notes(make_document(when=None, summary=None)) == "Remote explosive/landmine/IED in Mosul."


def test_where_nothing_else_is_known_the_date_stands_alone() -> None:
    assert notes(to_document(Event(when=on(date(2021, 11, 7))))) == "On 7 November 2021."


def test_where_nothing_is_known_there_is_no_note() -> None:
    assert notes(to_document(Event())) is None


def test_without_a_date_the_summary_stands_alone() -> None:
    assert notes(make_document(when=None, summary="A bomb.")) == "A bomb."


def test_what_was_shot_down_is_an_interception() -> None:
    event = make_document(
        when=on(date(2021, 11, 7)), sub_event_type="Disrupted weapons use", stage="intercepted", summary="Two drones."
    )
    assert notes(event) == "Interception: On 7 November 2021, two drones."
    assert notes({**event, "summary": notes(event)}) == notes(event)


def test_a_name_at_the_beginning_keeps_its_capital() -> None:
    assert notes(make_document(when=on(date(2021, 11, 7)), summary="Ana Example was shot.")) == (
        "On 7 November 2021, Ana Example was shot."
    )
