"""Our figures are those of the measure that the project's gold comes with, to the last digit."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.geo.gazetteer import Gazetteer
from incidents.intake.source import read_source
from incidents.review.evaluation.codings import read_coding
from incidents.review.evaluation.judging import judge_coding
from incidents.review.evaluation.scores import Scores, score
from incidents.services.articles import write_suggestion

GOLD = Path(__file__).resolve().parents[4] / "shared" / "gold"
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
    return score(judge_coding(gold, coding))


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
