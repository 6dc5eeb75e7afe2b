"""The sentence on an event says what is known and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.coder.fields.summary import summarise
from incidents.domain.dates import When
from incidents.domain.events import Claim, Event
from tests.builders import make_event


def test_the_known_is_told() -> None:
    assert summarise(make_event()) == (
        "On 14 March 2023, remote explosive/landmine/IED by The Northern Front in Mosul; 4 killed; 9 injured; "
        "claimed by The Northern Front."
    )


def test_a_range_of_days_has_two_ends() -> None:
    event = make_event(when=When(date(2023, 3, 1), date(2023, 3, 31), "month"))
    assert summarise(event).startswith("Between 1 March 2023 and 31 March 2023, ")


def test_the_unknown_is_not_told() -> None:
    assert summarise(Event()) == "On an unknown date, an event."


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ((Claim("claimed", "Group A"),), "; claimed by Group A"),
        ((Claim("claimed", "Group A"), Claim("claimed", "Group B", "video")), "; claimed by Group A and Group B"),
        ((Claim("denied", "Group A"),), "; denied by Group A"),
        ((Claim("suspected", "Group A"),), "; attributed to Group A"),
        ((Claim("suspected", "Group A"), Claim("denied", "Group A")), "; attributed to Group A; denied by Group A"),
        ((Claim("retracted", "Group A"),), "; claim retracted by Group A"),
        ((Claim("stated none"),), "; no claim of responsibility reported"),
        ((Claim("suspected"),), ""),
        ((Claim("not mentioned"),), ""),
        ((), ""),
    ],
)
def test_responsibility_is_told_as_it_was_stated(claims: tuple[Claim, ...], told: str) -> None:
    assert summarise(Event(claims=claims)) == f"On an unknown date, an event{told}."
