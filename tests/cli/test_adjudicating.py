"""``incidents adjudicate`` with a person at the terminal."""

from __future__ import annotations

import pytest

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Event
from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run, Sit

LAHORE = Place(country="PAK", name="Lahore", latitude=31.55, longitude=74.34)


@pytest.fixture
def doubled(desk: Project) -> Project:
    """An article coded by two: they differ on the dead and the wounded, and the second has one more event."""
    other = make_event(casualties=(Casualty(KILLED, exactly(7)), Casualty(INJURED, exactly(8))))
    code(desk, "amal", make_event())
    code(desk, "bilal", other, make_event(place=LAHORE))
    return desk


def code(desk: Project, by: str, *events: Event) -> None:
    sharing = Project.open(str(desk.database), by=by).assignments
    coding = sharing.begin(make_article())
    for event in events:
        sharing.keep(coding, event)
    sharing.finish(coding)


def test_a_person_is_asked_about_differences_only_and_why(sit_down: Sit, doubled: Project) -> None:
    person = sit_down("adjudicate", "1")
    person.waits_for("event 1, killed").waits_for("amal: 4").waits_for("bilal: 7").waits_for("q leaves: ").types("r")
    person.waits_for("event 1, injured").waits_for("q leaves: ").types("o").waits_for("injured [9]: ").types("10")
    person.waits_for("only bilal has it").waits_for("q leaves: ").types("d")
    person.waits_for("Why is it decided so? ").types("the hospital's list")
    assert person.leaves() == 0
    event = doubled.events.get("IRQ1").event
    assert (event.killed.best, event.injured.best) == (7, 10)


def test_where_two_agree_nobody_is_asked_why(desk: Project, run: Run) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", make_event())
    assert "0 differences, 0 events of one only" in run("adjudicate").stdout
    assert run("adjudicate", "1").stdout == "IRQ1 draft\n"
    assert "both coded the same" in run("log", "--limit", "1").stdout


def test_who_leaves_has_stored_nothing(sit_down: Sit, doubled: Project) -> None:
    person = sit_down("adjudicate", "1")
    person.waits_for("q leaves: ").types("r").waits_for("q leaves: ").types("q").waits_for("nothing was stored")
    assert person.leaves() == 0
    assert list(doubled.records()) == []
