"""Taking an alternative replaces the value and its words, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from incidents.domain.casualties import exactly
from incidents.domain.events import Event
from incidents.domain.evidence import Alternative
from incidents.domain.suggestions import take_alternative
from tests.builders import cite, make_event

FIVE = {"killed": {"low": 5, "best": 5, "high": 5, "status": "reported"}}
WORDS = cite("nine people", field="killed")
OTHER = Alternative(field="killed", changes=FIVE, confidence=0.4, evidence=WORDS)
OF_DATE = Alternative(field="event_date", changes={"event_date": "2023-03-13"}, confidence=0.3)


def taken() -> Event:
    return take_alternative(make_event(alternatives=(OTHER, OF_DATE), confidence={"killed": 0.9, "place": 1.0}), OTHER)


def test_the_value_is_the_alternatives() -> None:
    assert taken().killed == exactly(5)


def test_its_words_stand_in_place_of_the_old_ones() -> None:
    assert [each for each in taken().evidence if each.field == "killed"] == [WORDS]


def test_nobody_is_sure_of_it_any_more_but_a_person() -> None:
    assert taken().confidence == {"place": 1.0}


def test_the_alternatives_of_other_fields_stay() -> None:
    assert taken().alternatives == (OF_DATE,)


def test_everything_else_stays() -> None:
    before, after = make_event(), taken()
    assert replace(after, casualties=before.casualties, evidence=(), confidence={}, alternatives=()) == replace(
        before, evidence=(), confidence={}
    )
