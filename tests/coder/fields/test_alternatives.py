"""What an event nearly had: other values of a field, with their words, each once and not the chosen one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.evidence import MOST, Alternative
from incidents.domain.suggestions import take_alternative
from incidents.geo.gazetteer import Gazetteer

TEXT = """\
Gunmen attacked the police headquarters in Mosul on Monday, killing four officers, police in Kirkuk said.

Militants of the Northern Front fired at guards in Baghdad during the attack on the headquarters."""


@pytest.fixture(scope="module")
def event(gazetteer: Gazetteer) -> Event:
    article = Article(id="x", text=TEXT, published_on=date(2023, 3, 15))
    return suggest(article, codebook=load(), gazetteer=gazetteer).events[0]


def of(event: Event, field: str) -> list[Alternative]:
    return [each for each in event.alternatives if each.field == field]


def test_other_places_are_offered_with_their_words(event: Event) -> None:
    offered = {each.changes["place"]: each for each in of(event, "place")}
    words = offered["Kirkuk"].evidence
    assert event.place.name not in offered
    assert words is not None
    assert TEXT[words.start : words.end] == "Kirkuk"


def test_other_perpetrators_are_offered_in_place_of_the_chosen_one(event: Event) -> None:
    chosen = {actor.name for actor in event.actors if actor.role == "perpetrator"}
    (other, *_) = of(event, "actors")
    offered = [actor["name"] for actor in other.changes["actors"] if actor["role"] == "perpetrator"]
    assert len(offered) == 1
    assert not chosen & set(offered)


def test_there_are_at_most_three_for_a_field_none_twice(event: Event) -> None:
    counted = Counter(each.field for each in event.alternatives)
    assert max(counted.values()) <= MOST
    assert len({repr(each.changes) for each in event.alternatives}) == len(event.alternatives)


def test_a_taken_alternative_is_an_event_and_no_alternative_of_its_own(event: Event) -> None:
    for alternative in event.alternatives:
        assert not of(take_alternative(event, alternative), alternative.field)


def test_an_alternative_is_never_surer_than_the_value(event: Event) -> None:
    assert all(each.confidence <= event.confidence[each.field] for each in event.alternatives)
