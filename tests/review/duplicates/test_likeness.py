"""Two events are told to be one by what both tell of, and silence says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from incidents.domain.event import Event
from incidents.domain.harm import INJURED, KILLED, Casualty, exactly
from incidents.domain.weapon import Weapon
from incidents.domain.when import When, on
from incidents.domain.where import Place
from incidents.review.duplicates.likeness import LIKELY, compare, rate
from tests.builders import make_event

BOMB = make_event()


def test_the_same_event_is_wholly_like_itself() -> None:
    likeness = compare(BOMB, BOMB)
    assert likeness is not None
    assert likeness.score == 1
    assert set(likeness.signs) == {"date", "place", "type", "weapons", "actors", "targets", "killed", "injured"}


def test_another_toll_and_another_name_for_the_attacker_leave_it_likely() -> None:
    tolls = (Casualty(KILLED, exactly(6)), Casualty(INJURED, exactly(11)))
    assert rate(BOMB, make_event(casualties=tolls, actors=())) > LIKELY


def test_the_day_of_publication_taken_for_the_day_leaves_it_likely() -> None:
    assert rate(BOMB, make_event(when=on(date(2023, 3, 15)))) > LIKELY


@pytest.mark.parametrize(
    "other",
    [
        make_event(when=on(date(2023, 3, 24))),
        make_event(place=Place(country="SYR", name="Mosul")),
        make_event(place=replace(BOMB.place, name="Basra", latitude=30.5, longitude=47.8)),
        make_event(when=None),
    ],
    ids=["ten days later", "another country", "another town", "no date"],
)
def test_what_is_apart_is_never_one(other: Event) -> None:
    assert compare(BOMB, other) is None


def test_another_kind_of_event_in_the_same_place_on_the_same_day_is_not_likely() -> None:
    protest = make_event(
        event_type="Protests",
        sub_event_type="Peaceful protest",
        weapons=(),
        actors=(),
        targets=(),
        casualties=(Casualty(INJURED, exactly(1)),),
    )
    assert rate(BOMB, protest) < LIKELY
    assert rate(BOMB, replace(protest, weapons=(Weapon("stones"),))) < LIKELY


def test_date_and_country_alone_say_nothing() -> None:
    bare = Event(when=on(date(2023, 3, 14)), place=Place(country="IRQ"))
    assert compare(bare, bare) is None


def test_a_month_is_weaker_than_a_day() -> None:
    march = make_event(when=When(date(2023, 3, 1), date(2023, 3, 31), "month"))
    assert rate(BOMB, march) < rate(BOMB, BOMB)


def test_likeness_is_mutual() -> None:
    other = make_event(when=on(date(2023, 3, 15)), weapons=(Weapon("ied"), Weapon("vehicle_bomb")))
    assert rate(BOMB, other) == rate(other, BOMB)
