"""``incidents agree``: two codings of the same articles, measured against each other."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from incidents.domain.dates import on
from incidents.domain.events import Event
from incidents.domain.suggestions import Suggestion
from incidents.services.articles import write_suggestion
from tests.builders import make_article, make_event
from tests.cli.conftest import Run


def write(path: str, events: dict[str, list[Event]]) -> str:
    made = [Suggestion(make_article(id=name), tuple(found)) for name, found in events.items()]
    Path(path).write_text("".join(f"{json.dumps(write_suggestion(each))}\n" for each in made), encoding="utf-8")
    return path


def event(number: int) -> Event:
    return make_event(
        when=on(date(2023, 3, 1) + timedelta(days=number)), stage="attempted" if number % 2 else "threatened"
    )


@pytest.fixture
def files(folder: Path) -> tuple[str, str]:
    """Twelve articles: the same events, but that the second coder has another stage and misses one event."""
    assert folder.is_dir()
    one = {f"a{number}": [event(number)] for number in range(12)}
    other = {name: [replace(each, stage="intercepted") for each in found] for name, found in one.items()}
    return write("amal.jsonl", one), write("bilal.jsonl", other | {"a11": []})


def test_agreement_is_told_field_by_field_and_on_events(run: Run, files: tuple[str, str]) -> None:
    document = json.loads(run("agree", *files, "--json").stdout)
    assert (document["coders"], document["articles"]) == (["amal", "bilal"], 12)
    assert document["events"]["events"]["raw"]["value"] == pytest.approx(22 / 23, abs=0.001)
    assert document["fields"]["date"]["alpha"]["value"] == 1
    assert document["fields"]["stage"]["raw"]["value"] == 0


def test_the_table_says_what_figures_mean(run: Run, files: tuple[str, str]) -> None:
    shown = run("agree", *files).stdout
    assert shown.startswith("12 articles coded by amal and bilal\n")
    assert "everybody gave one value: nothing was put to the test; most often IRQ (100%)" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_the_gate_is_passed_by_those_who_agree(run: Run, files: tuple[str, str]) -> None:
    result = run(
        "agree", files[0], write("carla.jsonl", {f"a{number}": [event(number)] for number in range(12)}), "--gate"
    )
    assert result.exit_code == 0


def test_the_gate_says_which_threshold_is_not_reached(run: Run, files: tuple[str, str]) -> None:
    wrong = {f"a{number}": [replace(event(number), sub_event_type="Attack")] for number in range(12)}
    result = run("agree", files[0], write("carla.jsonl", wrong), "--gate")
    assert result.exit_code == 3
    assert "sub_event_type is not shown to reach 0.8" in result.stderr
    assert "date" not in result.stderr


def test_codings_of_other_articles_cannot_be_compared(run: Run, files: tuple[str, str]) -> None:
    result = run("agree", files[0], write("carla.jsonl", {"b1": [event(1)]}))
    assert result.exit_code == 1
    assert "no article is in amal.jsonl and in carla.jsonl" in result.stderr
