"""Texts that share their words and events that agree are told from those that do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.dates import When, on
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Event, Weapon
from incidents.domain.locations import Place
from incidents.review.duplicates import LIKELY, compare, overlap, rate, read_fingerprint, take_fingerprint
from tests.builders import make_event

MILES = range(40)
STORY = " ".join(
    f"The {number} patrol crossed the bridge near mile {number * 7} and met nobody." for number in range(40)
)
OTHER = " ".join(
    f"On day {number} the harbour stayed closed while crews cleared {number * 3} berths." for number in range(40)
)


def shared(one: str, other: str) -> float:
    mine, theirs = take_fingerprint(one), take_fingerprint(other)
    assert mine is not None
    assert theirs is not None
    return overlap(mine, theirs)


def test_a_text_shares_all_with_itself_and_its_case_and_marks_do_not_count() -> None:
    assert shared(STORY, STORY.upper().replace(".", "!")) == 1


def test_a_story_holds_its_own_first_half() -> None:
    assert shared(STORY, STORY[: len(STORY) // 2]) > 0.8


def test_two_stories_share_next_to_nothing() -> None:
    assert shared(STORY, OTHER) < 0.1


def test_near_duplicates_have_a_band_in_common() -> None:
    whole, half = take_fingerprint(STORY), take_fingerprint(STORY[: len(STORY) // 2])
    assert whole is not None
    assert half is not None
    assert set(whole.bands()) & set(half.bands())


def test_a_few_words_have_no_fingerprint() -> None:
    assert take_fingerprint("two words") is None


@given(text=st.text(max_size=200))
def test_a_fingerprint_is_read_as_it_was_written(text: str) -> None:
    taken = take_fingerprint(f"one two three {text}")
    assert taken is not None
    assert read_fingerprint(taken.write(), taken.size) == taken


BOMB = make_event()


def test_the_same_event_is_wholly_like_itself() -> None:
    likeness = compare(BOMB, BOMB)
    assert likeness is not None
    assert likeness.score == 1
    assert set(likeness.features) == {"date", "place", "type", "weapons", "actors", "targets", "killed", "injured"}


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
