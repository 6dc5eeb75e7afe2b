"""Which event of one coder is which of another's."""

from __future__ import annotations

from incidents.domain.event import Event
from incidents.review.agreement.alignment import align, align_two
from incidents.review.evaluation.answers import Answer, answer_of
from tests.builders import MOSUL, make_event

ONE = make_event()
ELSEWHERE = make_event(place=MOSUL.__class__(country="PAK", name="Lahore", latitude=31.55, longitude=74.34))


def answers(*events: Event) -> tuple[Answer, ...]:
    return tuple(map(answer_of, events))


def test_the_same_event_is_one_unit_whatever_the_order() -> None:
    aligned = align("a", {"amal": answers(ONE, ELSEWHERE), "bilal": answers(ELSEWHERE, ONE)})
    assert aligned.units == ((ONE, ONE), (ELSEWHERE, ELSEWHERE))


def test_an_event_that_one_coder_found_is_a_unit_with_a_gap() -> None:
    aligned = align("a", {"amal": answers(ONE), "bilal": answers(ELSEWHERE)})
    assert aligned.units == ((ONE, None), (None, ELSEWHERE))


def test_a_third_coder_joins_the_units_that_stand() -> None:
    aligned = align("a", {"amal": answers(), "bilal": answers(ELSEWHERE), "carla": answers(ONE, ELSEWHERE)})
    assert aligned.units == ((None, ELSEWHERE, ELSEWHERE), (None, None, ONE))


def test_only_articles_that_both_have_are_aligned() -> None:
    found = align_two({"a": answers(ONE), "b": ()}, {"b": answers(ONE), "c": ()}, names=("x", "y"))
    assert [(each.article, each.coders, each.units) for each in found] == [("b", ("x", "y"), ((None, ONE),))]
