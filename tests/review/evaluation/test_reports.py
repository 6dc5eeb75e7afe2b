"""What is made of judgements: measures, calibration, misses, and the comparison of two codings."""

from __future__ import annotations

import json
from datetime import date

from incidents.domain.event import Event
from incidents.domain.when import on
from incidents.review.evaluation.calibration import calibrate
from incidents.review.evaluation.comparison import FOUND, compare
from incidents.review.evaluation.documents import write_comparison, write_misses, write_scores
from incidents.review.evaluation.intervals import Share
from incidents.review.evaluation.judging import judge_coding
from incidents.review.evaluation.misses import find_misses
from incidents.review.evaluation.scores import score
from tests.builders import make_event
from tests.review.evaluation.samples import GOLD_EVENT, coding_of, gold_line, judge_one, read_lines

LATE = make_event(when=on(date(2023, 3, 15)))


def test_precision_counts_what_was_suggested_and_recall_what_was_coded() -> None:
    gold = read_lines(gold_line(GOLD_EVENT, GOLD_EVENT | {"event_date": "2020-01-01"}))
    scores = score(judge_coding(gold, coding_of([make_event()])))
    assert (scores.precision, scores.recall, scores.f1) == (Share(1, 1), Share(1, 2), 0.667)


def test_an_irrelevant_article_is_left_alone_when_nothing_is_suggested() -> None:
    gold = read_lines(gold_line(article="a"), gold_line(article="b"))
    assert score(judge_coding(gold, coding_of([make_event()], article="b"))).left_alone == Share(1, 2)


def test_background_counts_among_all_events_only() -> None:
    gold = read_lines(gold_line(GOLD_EVENT, GOLD_EVENT | {"main": False, "event_date": "2020-01-01"}))
    scores = score(judge_coding(gold, coding_of([make_event()])))
    assert (scores.main["date"], scores.every["date"]) == (Share(1, 1), Share(1, 2))


def test_without_any_event_there_is_no_f1() -> None:
    assert score(judge_coding(read_lines(gold_line()), {})).f1 is None


def test_calibration_puts_each_value_in_the_bin_of_its_confidence() -> None:
    event = make_event(when=on(date(2023, 3, 15)), confidence={"event_date": 0.92, "killed": 0.95, "place": 0.61})
    calibration = calibrate([judge_one(GOLD_EVENT, event)])
    assert [(each.low, each.kept) for each in calibration.bins] == [(0.6, Share(1, 1)), (0.9, Share(1, 2))]


def test_the_error_of_calibration_is_the_mean_gap() -> None:
    event = make_event(confidence={"event_date": 0.9, "killed": 0.9})
    assert calibrate([judge_one(GOLD_EVENT, event)]).error == 0.1


def test_no_confidence_no_calibration() -> None:
    assert calibrate([judge_one(GOLD_EVENT, make_event(confidence={}))]).error is None


def test_a_miss_has_both_values_and_the_words() -> None:
    (miss,) = find_misses([judge_one(GOLD_EVENT, LATE)])
    (value,) = miss.values
    assert (value.field, value.expected, value.suggested, value.words) == (
        "date",
        "2023-03-14",
        "2023-03-15",
        ("on Tuesday",),
    )


def test_an_event_that_nobody_found_is_a_miss_with_the_words_of_the_key() -> None:
    (miss,) = find_misses(judge_coding(read_lines(gold_line(GOLD_EVENT)), {}))
    assert (miss.is_found, miss.words) == (False, ("killing four officers",))


def test_an_event_that_nobody_coded_is_a_miss_without_a_number() -> None:
    (miss,) = find_misses(judge_coding(read_lines(gold_line()), coding_of([make_event()])))
    assert miss.number is None
    assert miss.what == "2023-03-14, Mosul, IRQ, Remote explosive/landmine/IED"


def test_the_comparison_names_what_got_better_and_what_worse() -> None:
    gold = read_lines(*(gold_line(GOLD_EVENT, article=name) for name in "abc"))
    now = {**coding_of([make_event()], article="a"), **coding_of([LATE], article="b")}
    before = {**coding_of([LATE], article="a"), **coding_of([make_event()], article="b"), **coding_of([], article="c")}
    rows = {row.field: row for row in compare(judge_coding(gold, now), judge_coding(gold, before))}
    assert (rows["date"].better, rows["date"].worse, rows["date"].gain) == (("a event 1",), ("b event 1",), 0.0)
    assert rows[FOUND].chance == 1.0


def test_the_interval_of_a_gain_lies_around_it() -> None:
    names = [f"article{number}" for number in range(20)]
    gold = read_lines(*(gold_line(GOLD_EVENT, article=name) for name in names))
    good = {name: coding_of([make_event()])["mosul"] for name in names}
    rows = {row.field: row for row in compare(judge_coding(gold, good), judge_coding(gold, good | {names[0]: ()}))}
    assert rows["date"].interval.low <= rows["date"].gain == 0.05 <= rows["date"].interval.high


def test_everything_can_be_written_as_json() -> None:
    judged = [judge_one(GOLD_EVENT, LATE)]
    document = write_scores(score(judged), calibrate(judged))
    told = json.dumps([document, write_misses(list(find_misses(judged))), write_comparison(compare(judged, judged))])
    assert json.loads(told)[0]["main_fields"]["date"] == {"rate": 0.0, "right": 0, "of": 1, "low": 0.0, "high": 0.793}


def test_an_empty_event_is_described_as_one() -> None:
    (miss,) = find_misses(judge_coding(read_lines(gold_line()), coding_of([Event()])))
    assert miss.what == "an event"
