"""Which suggested event is which, and which of its values are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.dates import When, on
from incidents.domain.documents import KILLED
from incidents.domain.events import PERPETRATOR, Actor, Claim, Event, Weapon
from incidents.review.answer_keys import read_coding
from incidents.review.event_matching import match_codings
from tests.builders import MOSUL, make_event
from tests.review.codings import GOLD_EVENT, coding_of, gold_line, judge_one, read_lines


def test_a_coding_agrees_with_itself() -> None:
    coding = coding_of([make_event(), make_event(main=False, when=on(date(2020, 1, 1)))])
    (article,) = match_codings(coding, coding)
    assert [judgement.wrong for judgement in article.events] == [(), ()]
    assert article.spurious == ()


def test_a_right_suggestion_is_right_in_every_field() -> None:
    assert judge_one(GOLD_EVENT, make_event()).events[0].wrong == ()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("date", {"when": on(date(2023, 3, 15))}),
        ("place", {"place": replace(MOSUL, latitude=36.7, longitude=43.1)}),
        ("sub_event_type", {"sub_event_type": "Grenade"}),
        ("weapons", {"weapons": (Weapon("vehicle_bomb"), Weapon("drone"))}),
        ("weapons", {"weapons": ()}),
        ("killed", {"casualties": (Casualty(KILLED, exactly(5)), Casualty("injured", exactly(9)))}),
        ("injured", {"casualties": (Casualty(KILLED, exactly(4)),)}),
        ("claim", {"claims": (Claim("denied", "The Northern Front"),)}),
        ("perpetrator", {"actors": (Actor("Southern Brigade", PERPETRATOR),)}),
    ],
)
def test_a_wrong_value_is_wrong_in_its_field(field: str, change: dict[str, Any]) -> None:
    wrong = judge_one(GOLD_EVENT, make_event(**change)).events[0].wrong
    assert set(wrong) == {field, "killed_in_range"} if field == "killed" else set(wrong) == {field}


@pytest.mark.parametrize(
    ("reading", "change"),
    [
        ({"date_alt": ["2023-03-13"]}, {"when": on(date(2023, 3, 13))}),
        ({"date_precision": "week"}, {"when": on(date(2023, 3, 18))}),
        ({"event_date": "2023-03", "date_precision": "month"}, {"when": on(date(2023, 3, 30))}),
        ({"country": "Syria", "country_alt": ["Iraq"]}, {}),
        ({"alt_types": [["Battles", "Armed clash"]]}, {"event_type": "Battles", "sub_event_type": "Armed clash"}),
        ({"weapons_alt": ["ied"]}, {"weapons": (Weapon("ied"),)}),
        ({"weapons_alt": [None]}, {"weapons": ()}),
        ({"fatalities": 3, "fatalities_alt": [4]}, {}),
        ({"fatalities": 5, "fatalities_excl_perp": 4}, {}),
        ({"claim_status": "denied", "claim_status_alt": ["claimed"]}, {}),
        ({"perpetrator": "Somebody", "perp_alt": ["The Northern Front brigade"]}, {}),
        ({"perpetrator": None}, {"actors": (Actor("Unidentified Armed Group (Iraq)", PERPETRATOR),)}),
    ],
)
def test_every_reading_that_the_key_allows_is_right(reading: dict[str, Any], change: dict[str, Any]) -> None:
    assert judge_one(GOLD_EVENT | reading, make_event(**change)).events[0].wrong == ()


def test_what_the_key_does_not_say_is_not_compared() -> None:
    silent = GOLD_EVENT | {"event_date": None, "latitude": None, "longitude": None}
    right = judge_one(silent, make_event()).events[0].right
    assert (right["date"], right["place"]) == (None, None)


def test_silence_and_nobody_agree_on_the_dead() -> None:
    silent = GOLD_EVENT | {"fatalities": None}
    event = make_event(casualties=(Casualty("injured", exactly(9)),))
    assert judge_one(silent, event).events[0].right["killed"] is True


@pytest.mark.parametrize(
    "elsewhere", [{"place": replace(MOSUL, country="SYR")}, {"when": on(date(2023, 3, 20))}], ids=["country", "date"]
)
def test_an_event_elsewhere_or_at_another_time_is_another(elsewhere: dict[str, Any]) -> None:
    article = judge_one(GOLD_EVENT, make_event(**elsewhere))
    assert (article.matched, len(article.spurious)) == (0, 1)


def test_a_missed_event_is_wrong_in_every_field() -> None:
    (article,) = match_codings(read_lines(gold_line(GOLD_EVENT)), coding_of([]))
    assert set(article.events[0].right.values()) == {False}


def test_each_event_is_taken_once_and_the_most_alike_first() -> None:
    near = make_event(casualties=())
    (article,) = match_codings(read_lines(gold_line(GOLD_EVENT)), coding_of([near, make_event()]))
    assert article.events[0].event == make_event()
    assert article.spurious == (near,)


def test_an_article_that_the_coding_does_not_have_is_absent() -> None:
    (article,) = match_codings(read_lines(gold_line(GOLD_EVENT)), {})
    assert article.is_absent


def test_a_month_of_our_own_is_right_for_any_of_its_days() -> None:
    march = make_event(when=When(date(2023, 3, 1), date(2023, 3, 31), "month"))
    (article,) = match_codings(coding_of([march]), coding_of([make_event(when=on(date(2023, 3, 30)))]))
    assert article.events[0].right["date"] is True


def test_hand_coded_events_can_be_judged_themselves() -> None:
    gold = read_lines(gold_line(GOLD_EVENT))
    assert match_codings(gold, gold)[0].events[0].wrong == ()


def test_an_event_without_anything_known_is_judged_without_fault() -> None:
    assert judge_one(GOLD_EVENT, Event()).matched == 0


def test_no_line_no_coding() -> None:
    with pytest.raises(Exception, match="holds no coded article"):
        read_coding([], name="empty.jsonl", countries=None)  # type: ignore[arg-type]  # never looked at
