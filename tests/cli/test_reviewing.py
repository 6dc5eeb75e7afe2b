"""``incidents review``, ``publish`` and ``reopen``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run


@pytest.fixture
def coded(desk: Project) -> Project:
    desk.coding.accept(make_article(), [make_event(), make_event(main=False)])
    desk.events.edit("IRQ1", {"killed": "5"})
    return desk


def test_the_queue_shows_differences_only(run: Run, coded: Project) -> None:
    shown = run("review", "--queue", "--id", coded.events.get("IRQ1").event_id)
    assert "killed: 4 -> 5" in shown.stdout
    assert "injured" not in shown.stdout.partition("no words behind")[0].partition("\n")[2]
    assert shown.stderr == "1 event shown, at most 20\n"


def test_the_queue_names_values_without_words(run: Run, coded: Project) -> None:
    assert "no words behind: " in run("review", "--queue", "--id", coded.events.get("IRQ2").event_id).stdout


def test_the_queue_as_json(run: Run, coded: Project) -> None:
    lines = [json.loads(line) for line in run("review", "--queue", "--json").stdout.splitlines()]
    assert [line["event_id"] for line in lines] == ["IRQ1", "IRQ2"]
    assert lines[0]["held_against"][0]["differences"]["killed"]["then"]["best"] == 4
    assert coded.events.get("IRQ1").status == "draft"


def test_moves_are_told_and_can_be_asked_for(run: Run, coded: Project) -> None:
    assert run("review", "IRQ1", "IRQ2").stderr == "IRQ1 is reviewed\nIRQ2 is reviewed\n"
    assert run("publish", "IRQ2").stderr == "IRQ2 is published\n"
    (line,) = run("query", "--status", "published").stdout.splitlines()
    assert json.loads(line)["event_id"] == "IRQ2"
    assert run("reopen", "IRQ2", "--reason", "too early").stderr == "IRQ2 is draft\n"
    assert coded.events.get("IRQ2").status == "draft"


def test_an_empty_queue_says_so(run: Run, desk: Project) -> None:
    assert run("review", "--queue", "--database", str(desk.database)).stderr == "nothing waits for review\n"


def test_who_may_not_is_told_who_may(run: Run, coded: Project) -> None:
    rules = 'definition = "Ours."\n[[moves]]\nname = "review"\nlabel = "R"\ndefinition = "D"\nfrom = ["draft"]\n'
    Path("review.toml").write_text(f'{rules}to = "reviewed"\nby = ["bilal"]\n', encoding="utf-8")
    refused = run("review", "IRQ1")
    assert refused.exit_code == 1
    assert "amal may not review events" in refused.stderr
    assert coded.events.get("IRQ1").status == "draft"


@pytest.mark.parametrize("arguments", [["review"], ["review", "--queue", "IRQ1"]])
def test_review_wants_events_or_the_queue(run: Run, coded: Project, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
    assert coded.events.get("IRQ1").status == "draft"
