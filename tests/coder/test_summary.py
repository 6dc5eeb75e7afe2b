"""The sentence on an event says what is known and nothing else."""

from __future__ import annotations

from datetime import date

from incidents.coder.summary import summarise
from incidents.domain.event import Event
from incidents.domain.when import When
from tests.builders import make_event


def test_the_known_is_told() -> None:
    assert summarise(make_event()) == (
        "On 14 March 2023, remote explosive/landmine/ied by The Northern Front in Mosul; 4 killed; 9 injured; "
        "responsibility claimed by The Northern Front."
    )


def test_a_range_of_days_has_two_ends() -> None:
    event = make_event(when=When(date(2023, 3, 1), date(2023, 3, 31), "month"))
    assert summarise(event).startswith("Between 1 March 2023 and 31 March 2023, ")


def test_the_unknown_is_not_told() -> None:
    assert summarise(Event()) == "On an unknown date, an event."
