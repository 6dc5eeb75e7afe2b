"""Measures, calibration, misses and comparison; our figures are those of the project's gold."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.dates import on
from incidents.domain.events import Event
from incidents.geo.gazetteer import Gazetteer
from incidents.intake.source import read_source
from incidents.review.answer_keys import read_coding
from incidents.review.evaluation import (
    FOUND,
    Scores,
    calibrate,
    compare_codings,
    find_misses,
    score,
    write_comparison,
    write_misses,
    write_scores,
)
from incidents.review.event_matching import match_codings
from incidents.review.statistics import Share
from incidents.services.articles import write_suggestion
from tests.builders import make_event
from tests.review.codings import GOLD_EVENT, coding_of, gold_line, judge_one, read_lines

LATE = make_event(when=on(date(2023, 3, 15)))


def test_precision_counts_what_was_suggested_and_recall_what_was_coded() -> None:
    gold = read_lines(gold_line(GOLD_EVENT, GOLD_EVENT | {"event_date": "2020-01-01"}))
    scores = score(match_codings(gold, coding_of([make_event()])))
    assert (scores.precision, scores.recall, scores.f1) == (Share(1, 1), Share(1, 2), 0.667)


def test_an_irrelevant_article_is_left_alone_when_nothing_is_suggested() -> None:
    gold = read_lines(gold_line(article="a"), gold_line(article="b"))
    assert score(match_codings(gold, coding_of([make_event()], article="b"))).left_alone == Share(1, 2)


def test_background_counts_among_all_events_only() -> None:
    gold = read_lines(gold_line(GOLD_EVENT, GOLD_EVENT | {"main": False, "event_date": "2020-01-01"}))
    scores = score(match_codings(gold, coding_of([make_event()])))
    assert (scores.main["date"], scores.every["date"]) == (Share(1, 1), Share(1, 2))


def test_without_any_event_there_is_no_f1() -> None:
    assert score(match_codings(read_lines(gold_line()), {})).f1 is None


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
    (miss,) = find_misses(match_codings(read_lines(gold_line(GOLD_EVENT)), {}))
    assert (miss.is_found, miss.words) == (False, ("killing four officers",))


def test_an_event_that_nobody_coded_is_a_miss_without_a_number() -> None:
    (miss,) = find_misses(match_codings(read_lines(gold_line()), coding_of([make_event()])))
    assert miss.number is None
    assert miss.what == "2023-03-14, Mosul, IRQ, Remote explosive/landmine/IED"


def test_the_comparison_names_what_got_better_and_what_worse() -> None:
    gold = read_lines(*(gold_line(GOLD_EVENT, article=name) for name in "abc"))
    now = {**coding_of([make_event()], article="a"), **coding_of([LATE], article="b")}
    before = {**coding_of([LATE], article="a"), **coding_of([make_event()], article="b"), **coding_of([], article="c")}
    rows = {row.field: row for row in compare_codings(match_codings(gold, now), match_codings(gold, before))}
    assert (rows["date"].better, rows["date"].worse, rows["date"].gain) == (("a event 1",), ("b event 1",), 0.0)
    assert rows[FOUND].chance == 1.0


def test_the_interval_of_a_gain_lies_around_it() -> None:
    names = [f"article{number}" for number in range(20)]
    gold = read_lines(*(gold_line(GOLD_EVENT, article=name) for name in names))
    good = {name: coding_of([make_event()])["mosul"] for name in names}
    rows = {
        row.field: row for row in compare_codings(match_codings(gold, good), match_codings(gold, good | {names[0]: ()}))
    }
    assert rows["date"].interval.low <= rows["date"].gain == 0.05 <= rows["date"].interval.high


def test_everything_can_be_written_as_json() -> None:
    judged = [judge_one(GOLD_EVENT, LATE)]
    document = write_scores(score(judged), calibrate(judged))
    told = json.dumps(
        [document, write_misses(list(find_misses(judged))), write_comparison(compare_codings(judged, judged))]
    )
    assert json.loads(told)[0]["main_fields"]["date"] == {"rate": 0.0, "right": 0, "of": 1, "low": 0.0, "high": 0.793}


def test_an_empty_event_is_described_as_one() -> None:
    (miss,) = find_misses(match_codings(read_lines(gold_line()), coding_of([Event()])))
    assert miss.what == "an event"


GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the hand-coded articles are not beside the repository")


@pytest.fixture(scope="module")
def suggested(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the coder suggests for the hand-coded articles, as a file."""
    path = tmp_path_factory.mktemp("gold") / "suggested.jsonl"
    code = partial(suggest, codebook=load(), gazetteer=gazetteer)
    documents = [write_suggestion(code(read_source(str(each)))) for each in sorted((GOLD / "articles").glob("*.txt"))]
    path.write_text("".join(f"{json.dumps(document)}\n" for document in documents), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def theirs(suggested: Path) -> dict[str, Any]:
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "gold.jsonl"), str(suggested), "--json"]
    told: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return told


@pytest.fixture(scope="module")
def ours(suggested: Path) -> Scores:
    countries = load().countries
    gold, coding = (
        read_coding(path.read_text(encoding="utf-8").split("\n"), name=path.name, countries=countries)
        for path in (GOLD / "gold.jsonl", suggested)
    )
    return score(match_codings(gold, coding))


def test_the_events_agree(ours: Scores, theirs: dict[str, Any]) -> None:
    told = {"precision": ours.precision.rate, "recall": ours.recall.rate, "f1": ours.f1}
    assert told == theirs["events"]


def test_the_fields_of_main_events_agree(ours: Scores, theirs: dict[str, Any]) -> None:
    assert {field: share.rate for field, share in ours.main.items()} == theirs["main_fields"]


def test_the_fields_of_all_events_agree(ours: Scores, theirs: dict[str, Any]) -> None:
    assert {field: share.rate for field, share in ours.every.items()} == theirs["all_fields"]


def test_the_rest_agrees(ours: Scores, theirs: dict[str, Any]) -> None:
    told = (ours.main_mean, ours.main_recall.rate, ours.left_alone.rate)
    assert told == (theirs["main_mean"], theirs["main_recall"], theirs["irrelevant_left_alone"])


def test_the_counts_agree(ours: Scores, theirs: dict[str, Any]) -> None:
    counts = theirs["counts"]
    assert (ours.precision.right, ours.precision.of, ours.recall.of, ours.absent) == (
        counts["matched"],
        counts["suggested"],
        counts["gold"],
        counts["absent"],
    )
