"""``incidents evaluate``: a coding measured against another, on the screen, as JSON and as a gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.review.codings import GOLD_EVENT, gold_line


@pytest.fixture
def gold(folder: Path, article: str) -> str:
    """A folder of one hand-coded article."""
    (folder / "gold" / "articles").mkdir(parents=True)
    (folder / article).rename(folder / "gold" / "articles" / article)
    event = GOLD_EVENT | {"date_precision": "day", "fatalities": 5}
    (folder / "gold" / "gold.jsonl").write_text(f"{json.dumps(gold_line(event))}\n", encoding="utf-8")
    return "gold"


@pytest.fixture
def suggested(run: Run, gold: str, folder: Path) -> str:
    """What the coder suggests for it, in a file."""
    told = run("suggest", f"{gold}/articles", "--json").stdout
    (folder / "suggested.jsonl").write_text(told, encoding="utf-8")
    return "suggested.jsonl"


def test_the_coder_is_run_where_no_coding_is_given(run: Run, gold: str, suggested: str) -> None:
    assert run("evaluate", gold).stdout == run("evaluate", gold, suggested).stdout


def test_a_gold_file_may_be_named_itself(run: Run, gold: str) -> None:
    assert run("evaluate", f"{gold}/gold.jsonl").stdout == run("evaluate", gold).stdout


def test_the_table_has_shares_with_their_intervals(run: Run, gold: str, suggested: str) -> None:
    shown = run("evaluate", gold, suggested).stdout
    assert "1 article; 1 event coded, 1 suggested" in shown
    assert "date               1.000  0.21 to 1.00   1/1" in shown


def test_misses_are_shown_with_the_words(run: Run, gold: str, suggested: str) -> None:
    shown = run("evaluate", gold, suggested, "--misses").stdout
    assert "killed: 4 where 5 is right" in shown
    assert '"killing four officers"' in shown


def test_json_holds_the_measures_and_what_was_asked_for(run: Run, gold: str, suggested: str) -> None:
    told = json.loads(run("evaluate", gold, suggested, "--json", "--misses", "--compare", suggested).stdout)
    assert told["events"]["recall"] == {"rate": 1.0, "right": 1, "of": 1, "low": 0.207, "high": 1.0}
    assert told["misses"][0]["values"][0] == {
        "field": "killed",
        "expected": "5",
        "suggested": "4",
        "words": ["killing four officers"],
    }
    assert {row["chance"] for row in told["comparison"]} == {1.0}


def test_a_coding_is_measured_by_one_of_its_own_form(run: Run, suggested: str) -> None:
    assert json.loads(run("evaluate", suggested, suggested, "--json").stdout)["main_mean"] == 1.0


def test_what_the_database_holds_is_a_coding(run: Run, gold: str, suggested: str, folder: Path) -> None:
    run("code", f"{gold}/articles", "--accept")
    (folder / "stored.jsonl").write_text(run("query", "--json").stdout, encoding="utf-8")
    assert json.loads(run("evaluate", suggested, "stored.jsonl", "--json").stdout)["main_mean"] == 1.0
    assert json.loads(run("evaluate", "stored.jsonl", "--json").stdout)["main_mean"] == 1.0


def test_a_gate_that_is_met_passes(run: Run, gold: str, suggested: str) -> None:
    assert run("evaluate", gold, suggested, "--gate", "date=0.9", "--gate", "precision=1").exit_code == 0


def test_a_gate_that_is_not_met_exits_3_and_says_by_how_much(run: Run, gold: str, suggested: str) -> None:
    result = run("evaluate", gold, suggested, "--gate", "killed=0.5")
    assert result.exit_code == 3
    assert "killed 0.0 is below 0.5" in result.stderr


@pytest.mark.parametrize("gate", ["date", "date=", "date=much", "date=1.5", "weather=0.5"])
def test_a_gate_that_means_nothing_is_refused(run: Run, gold: str, suggested: str, gate: str) -> None:
    assert run("evaluate", gold, suggested, "--gate", gate).exit_code == 2


def test_an_article_that_is_not_there_is_named(run: Run, gold: str, folder: Path) -> None:
    (folder / gold / "articles" / "mosul.txt").unlink()
    result = run("evaluate", gold)
    assert result.exit_code == 1
    assert "there is no article 'mosul'" in result.stderr


@pytest.mark.parametrize("content", ["", "{", "no json"])
def test_a_file_that_is_no_coding_is_refused(run: Run, folder: Path, content: str) -> None:
    (folder / "odd.jsonl").write_text(content, encoding="utf-8")
    result = run("evaluate", "odd.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "odd.jsonl" in result.stderr
