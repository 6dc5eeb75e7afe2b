"""Agreement by field and on events: how events are aligned, how figures are read, and what is asked of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incidents.codebook.policies import MeasuredField, Measures
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.dates import on
from incidents.domain.documents import KILLED
from incidents.domain.events import Claim, Event
from incidents.review.agreement import (
    Agreement,
    AlignedArticle,
    align,
    align_codings,
    measure_events,
    measure_field,
    measure_how_many,
    measure_relevance,
)
from incidents.review.answer_keys import Answer, answer_of
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
    found = align_codings({"a": answers(ONE), "b": ()}, {"b": answers(ONE), "c": ()}, names=("x", "y"))
    assert [(each.article, each.coders, each.units) for each in found] == [("b", ("x", "y"), ((None, ONE),))]


MEASURES = Measures(least_units=5, prevalent_from=0.85, good_from=0.8, events_at_least=0.8, fields=())


def article(number: int, *units: tuple[Event | None, ...]) -> AlignedArticle:
    return AlignedArticle(str(number), ("amal", "bilal"), units)


def pair(number: int, **other: object) -> AlignedArticle:
    """An article with an event of its own day, coded by two who differ in *other*."""
    event = make_event(when=on(date(2023, 3, 1) + timedelta(days=number)))
    return article(number, (event, replace(event, **other)))  # type: ignore[arg-type]


def measured(articles: list[AlignedArticle], name: str, metric: str = "nominal", at_least: float = 0.8) -> Agreement:
    return measure_field(articles, MeasuredField(name=name, metric=metric, at_least=at_least), MEASURES, {})


def test_coders_who_agree_are_good_and_meet_the_threshold() -> None:
    found = measured([pair(number) for number in range(12)], "date")
    assert (found.units, found.raw.value, found.alpha.value, found.is_met, found.reading) == (12, 1, 1, True, "good")


def test_one_who_differs_half_of_the_time_is_low() -> None:
    articles = [pair(number, **({"when": on(date(2023, 6, 1))} if number % 2 else {})) for number in range(12)]
    found = measured(articles, "date")
    assert (found.raw.value, found.is_met, found.reading) == (0.5, False, "low")
    assert found.alpha.interval is not None
    assert found.alpha.interval.low < 0.5 < found.alpha.interval.high


def test_a_rare_code_is_judged_by_ac1_and_said_to_be_rare() -> None:
    claims = [pair(number, **({"claims": (Claim("denied"),)} if number == 0 else {})) for number in range(20)]
    found = measured(claims, "claim")
    assert found.alpha.value == 0
    assert found.ac1.value is not None
    assert found.ac1.value > 0.9
    assert (found.prevalent, found.share, found.is_met) == ("claimed", 0.975, True)
    assert found.reading == "rare code, alpha misleads; by AC1 good"


def test_too_few_units_meet_no_threshold() -> None:
    found = measured([pair(1), pair(2)], "date")
    assert (found.is_met, found.reading) == (False, "too few to judge: 2 of 5")


def test_where_everybody_gave_one_value_that_is_said() -> None:
    found = measured([pair(number) for number in range(6)], "country")
    assert found.reading == "everybody gave one value: nothing was put to the test"


def test_without_a_threshold_nothing_is_met_or_missed() -> None:
    field = MeasuredField(name="date", metric="nominal")
    assert measure_field([pair(number) for number in range(6)], field, MEASURES, {}).is_met is None


def test_a_number_that_nobody_gives_is_left_out_and_the_status_tells_of_it() -> None:
    articles = [pair(number, casualties=()) for number in range(6)]
    assert measured(articles, "killed", "ordinal").units == 0
    assert measured(articles, "killed_status").raw.value == 0


def test_a_near_number_counts_for_more_than_a_far_one() -> None:
    def toll(number: int, other: int) -> AlignedArticle:
        mine, theirs = (make_event(casualties=(Casualty(KILLED, exactly(each)),)) for each in (number, other))
        return article(number, (mine, theirs))

    near = measured([toll(number, number + 1) for number in range(10)], "killed", "ordinal")
    far = measured([toll(number, (number + 5) % 10) for number in range(10)], "killed", "ordinal")
    assert near.raw.value == far.raw.value == 0
    assert near.alpha.value is not None
    assert far.alpha.value is not None
    assert near.alpha.value > 0.8
    assert far.alpha.value < 0


def test_codes_are_put_in_order_by_a_number_of_theirs() -> None:
    field = MeasuredField(name="date_precision", metric="ordinal", by="days")
    orders = {"date_precision": {"day": 2.0, "month": 31.0}}
    assert measure_field([pair(number) for number in range(6)], field, MEASURES, orders).prevalent == "day"


def test_agreement_on_events_is_twice_what_both_found_over_all_that_each_found() -> None:
    event = make_event()
    articles = [article(number, (event, event)) for number in range(3)]
    found = measure_events([*articles, article(3, (event, None)), article(4, (None, event))], MEASURES)
    assert (found.units, found.raw.value, found.is_met) == (5, 0.75, False)


def test_events_of_no_article_cannot_be_judged() -> None:
    assert measure_events([], MEASURES).raw.value is None


def test_agreement_on_whether_there_is_any_event() -> None:
    event = make_event()
    articles = [article(number, (event, event)) for number in range(3)] + [article(number) for number in range(3, 6)]
    assert measure_relevance(articles, MEASURES).alpha.value == 1
    assert measure_relevance([*articles, article(7, (event, None))], MEASURES).raw.value == pytest.approx(
        6 / 7, abs=0.001
    )


def test_agreement_on_how_many_events_there_are() -> None:
    event = make_event()
    many = [article(number, *[(event, event)] * number) for number in range(1, 7)]
    assert measure_how_many(many, MEASURES).alpha.value == 1


def test_the_same_codings_give_the_same_intervals() -> None:
    articles = [pair(number, **({"stage": "attempted"} if number % 3 else {})) for number in range(12)]
    assert measured(articles, "stage") == measured(articles, "stage")
