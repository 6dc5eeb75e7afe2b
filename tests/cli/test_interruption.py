"""Ctrl-C while coding: the person is told which events are stored."""

from __future__ import annotations

from pathlib import Path

from tests.cli.person import CTRL_C, Person

DECIDE = "q quits: "


def test_the_events_stored_before_are_named(folder: Path, article: str) -> None:
    (folder / "other.txt").write_text((folder / article).read_text("utf-8").replace("Mosul", "Kirkuk"), "utf-8")
    person = Person("code", article, "other.txt", folder=folder)
    person.waits_for(DECIDE).types("a").waits_for("IRQ1 draft").waits_for(DECIDE).presses(CTRL_C)
    assert person.leaves() == 130
    assert "stored before: IRQ1\n" in person.seen


def test_a_person_who_stored_nothing_is_told_so(folder: Path, article: str) -> None:
    person = Person("code", article, folder=folder).waits_for(DECIDE).presses(CTRL_C)
    assert person.leaves() == 130
    assert "stored before: nothing\n" in person.seen
