"""The commands that judge what reports mean together: what they print, what they refuse, and how they end."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.dates import on
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Event
from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_article
from tests.cli.conftest import Run

WHY = ("--reason", "the same blast")
NOTHING = "nothing was changed: this was a dry run"


def code(desk: Project, killed: int, *, day: int) -> str:
    """An event of one report, from an article of that day of March 2023."""
    event = Event(
        when=on(date(2023, 3, 14)),
        place=Place(country="IRQ", name="Mosul"),
        casualties=(Casualty(KILLED, exactly(killed)), Casualty(INJURED, exactly(9))),
    )
    (event_id,) = desk.coding.accept(make_article(title=f"{killed} dead", published_on=date(2023, 3, day)), [event])
    return event_id


@pytest.fixture
def two(desk: Project) -> Project:
    """IRQ1 with four dead in report 1, IRQ2 with six in the later report 2."""
    code(desk, 4, day=15)
    code(desk, 6, day=16)
    return desk


@pytest.fixture
def merged(two: Project) -> Project:
    """IRQ2 is part of IRQ1, which rests on both reports."""
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same blast")
    return two


def look(run: Run, event_id: str) -> dict[str, Any]:
    """The event as ``show`` has it."""
    shown: dict[str, Any] = json.loads(run("show", event_id, "--json").stdout)
    return shown


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("command", [("merge", "IRQ1", "IRQ2", *WHY), ("link", "IRQ1", "2")])
def test_the_event_follows_what_was_judged_and_says_so(run: Run, command: tuple[str, ...]) -> None:
    told = run(*command)
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.startswith("IRQ1 rests on reports 1, 2\n  killed: 4 -> 6 (4 to 6)\n")
    assert look(run, "IRQ1")["killed"]["best"] == 6


@pytest.mark.usefixtures("two")
def test_merging_says_what_was_merged_into_what(run: Run) -> None:
    assert "IRQ2 is merged into IRQ1\n" in run("merge", "irq1", "irq2", *WHY).stderr


@pytest.mark.usefixtures("merged")
def test_show_and_why_follow_a_merged_identifier(run: Run) -> None:
    shown = run("show", "IRQ2", "--json")
    assert (shown.exit_code, json.loads(shown.stdout)["event_id"]) == (0, "IRQ1")
    why = run("why", "IRQ2", "killed")
    assert (why.exit_code, "IRQ1" in why.stdout + why.stderr) == (0, True)


@pytest.mark.usefixtures("merged")
def test_query_by_identifier_follows_a_merged_one(run: Run) -> None:
    told = run("query", "--id", "IRQ2", "--json")
    assert [json.loads(line)["event_id"] for line in told.stdout.splitlines()] == ["IRQ1"]


@pytest.mark.usefixtures("merged")
def test_unmerging_lets_both_stand_again(run: Run) -> None:
    told = run("unmerge", "IRQ2", "--reason", "two after all")
    assert told.exit_code == 0
    assert "IRQ2 rests on reports 2" in told.stderr
    assert [look(run, event_id)["killed"]["best"] for event_id in ("IRQ1", "IRQ2")] == [4, 6]


@pytest.mark.usefixtures("merged")
def test_splitting_prints_the_new_draft(run: Run) -> None:
    told = run("split", "IRQ1", "2", "--reason", "another blast")
    assert (told.exit_code, told.stdout) == (0, "IRQ3 draft\n")
    assert [look(run, event_id)["killed"]["best"] for event_id in ("IRQ1", "IRQ3")] == [4, 6]


@pytest.mark.usefixtures("merged")
def test_unlinking_lets_the_event_follow_what_is_left(run: Run) -> None:
    told = run("unlink", "IRQ1", "2")
    assert (told.exit_code, look(run, "IRQ1")["killed"]["best"]) == (0, 4)


@pytest.mark.usefixtures("merged")
def test_a_rule_is_chosen_for_one_event_and_taken_back(run: Run) -> None:
    assert run("rule", "IRQ1", "killed=lowest", "--reason", "sources disagree").exit_code == 0
    assert look(run, "IRQ1")["killed"]["best"] == 4
    assert "lowest" in run("why", "IRQ1", "killed").stdout
    assert run("rule", "IRQ1", "killed=default", "--reason", "they agree").exit_code == 0
    assert look(run, "IRQ1")["killed"]["best"] == 6


@pytest.mark.usefixtures("two")
def test_events_whose_reports_left_what_a_person_decided_are_found(run: Run) -> None:
    assert run("edit", "IRQ1", "killed=5", "--reason", "the hospital's list").exit_code == 0
    assert run("query", "--moved", "--json").stdout == ""
    told = run("link", "IRQ1", "2")
    assert "stays as a person decided, though the reports say something else now" in told.stderr
    moved = run("query", "--moved", "--json")
    assert [json.loads(line)["event_id"] for line in moved.stdout.splitlines()] == ["IRQ1"]


@pytest.mark.usefixtures("merged")
@pytest.mark.parametrize(
    "command",
    [
        ("unmerge", "IRQ2", *WHY),
        ("split", "IRQ1", "2", *WHY),
        ("unlink", "IRQ1", "2"),
        ("rule", "IRQ1", "killed=lowest", *WHY),
    ],
    ids=lambda command: command[0],
)
def test_a_dry_run_shows_and_changes_nothing(run: Run, command: tuple[str, ...]) -> None:
    before = run("log", "--json").stdout
    told = run(*command, "--dry-run")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.startswith("IRQ1 rests on")
    assert told.stderr.endswith(f"{NOTHING}\n")
    assert run("log", "--json").stdout == before


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("command", [("merge", "IRQ1", "IRQ2", *WHY), ("link", "IRQ1", "2")])
def test_a_dry_run_of_joining_changes_nothing(run: Run, command: tuple[str, ...]) -> None:
    before = run("log", "--json").stdout
    assert run(*command, "--dry-run").stderr.endswith(f"{NOTHING}\n")
    assert run("log", "--json").stdout == before


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "command",
    [
        ("merge", "IRQ1", "IRQ9", *WHY),
        ("merge", "IRQ9", "IRQ1", *WHY),
        ("unmerge", "IRQ9", *WHY),
        ("unmerge", "IRQ2", *WHY),
        ("split", "IRQ9", "1", *WHY),
        ("link", "IRQ9", "1"),
        ("link", "IRQ1", "99"),
        ("unlink", "IRQ9", "1"),
        ("unlink", "IRQ1", "2"),
        ("split", "IRQ1", "2", *WHY),
        ("rule", "IRQ9", "killed=lowest", *WHY),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_named_and_nothing_changes(run: Run, command: tuple[str, ...]) -> None:
    before = run("log", "--json").stdout
    told = run(*command)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith("incidents: ")
    assert any(word in told.stderr for word in command if word in {"IRQ9", "IRQ2", "99", "2"})
    assert run("log", "--json").stdout == before


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "command",
    [
        ("merge", "IRQ1", "IRQ1", *WHY),
        ("merge", "IRQ1", "IRQ2"),
        ("merge", "IRQ1", *WHY),
        ("unlink", "IRQ1", "1"),
        ("split", "IRQ1", "1", *WHY),
        ("rule", "IRQ1", "killed", *WHY),
        ("rule", "IRQ1", "killed=loudest", *WHY),
        ("rule", "IRQ1", "smell=lowest", *WHY),
        ("rule", "IRQ1", "place=lowest", *WHY),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(run: Run, command: tuple[str, ...]) -> None:
    before = run("log", "--json").stdout
    assert run(*command).exit_code == 2
    assert run("log", "--json").stdout == before


@pytest.mark.usefixtures("merged")
def test_an_undone_merging_leads_nowhere_anymore(run: Run) -> None:
    assert run("undo").exit_code == 0
    assert [look(run, event_id)["event_id"] for event_id in ("IRQ1", "IRQ2")] == ["IRQ1", "IRQ2"]
