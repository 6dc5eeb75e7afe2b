"""``incidents triage`` with a person at a terminal, who presses one key for each group."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.cli.conftest import Run, Sit
from tests.cli.person import Person

KEYS = "? keys  q quit\n"


@pytest.fixture
def person(sit_down: Sit, article: str, folder: Path) -> Person:
    """Somebody who looks at the first of two groups."""
    bus = "Title: A bus\nDate: 2023-03-15\n\nA bus crash on Monday closed the road for a day."
    (folder / "bus.txt").write_text(bus, encoding="utf-8")
    return sit_down("triage", article, "bus.txt").waits_for(KEYS)


def states(folder: Path) -> dict[str, tuple[str, str | None]]:
    inbox = Project.open(str(folder / "incidents.db")).articles
    return {number: (inbox.intake(number).state, inbox.intake(number).reason) for number in ("1", "2")}


def test_one_key_decides_each_group(person: Person, folder: Path) -> None:
    assert "[1/2]" in person.seen
    assert "[killing four officers]" in person.seen
    person.presses("y").waits_for("A bus").waits_for(KEYS).presses("n").waits_for("Accident  (Enter)")
    assert person.waits_for("goes back").presses("\n").waits_for("every group is decided").leaves() == 0
    assert states(folder) == {"1": ("selected", None), "2": ("irrelevant", "accident")}


def test_keys_that_are_typed_ahead_are_each_taken(person: Person, folder: Path) -> None:
    person.presses("yl").waits_for("every group is decided")
    assert person.leaves() == 0
    assert states(folder) == {"1": ("selected", None), "2": ("later", None)}


def test_undo_open_help_and_a_reason_in_words(person: Person, folder: Path) -> None:
    person.presses("u").waits_for("this is the first group").waits_for(KEYS)
    person.presses("?").waits_for("kept to be looked up").waits_for(KEYS)
    person.presses("o").waits_for("it was behind the blast").waits_for(KEYS)
    person.presses("b").waits_for("A bus").waits_for(KEYS)
    person.presses("u").waits_for("Car bomb").waits_for(KEYS)
    person.presses("n").waits_for("goes back").presses("Q").waits_for(KEYS)
    person.presses("n").waits_for("goes back").presses("w").waits_for("why? ").types("told before").waits_for(KEYS)
    assert person.presses("q").waits_for("what was decided stays").leaves() == 0
    assert states(folder) == {"1": ("irrelevant", "told before"), "2": ("new", None)}


def test_off_a_terminal_what_waits_is_listed(run: Run, article: str) -> None:
    assert run("triage", article).exit_code == 2
    (group,) = map(json.loads, run("triage", article, "--json").stdout.splitlines())
    assert group["title"] == "Car bomb hits police in Mosul"
    assert [each["state"] for each in group["articles"]] == ["new"]
