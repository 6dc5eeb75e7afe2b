"""Two people at one event: the second is told, and what they typed is not lost."""

from __future__ import annotations

import pytest

from incidents.domain.casualties import exactly
from incidents.errors import BadUsage, Conflict
from incidents.services.project import Project
from tests.builders import make_article, make_event


@pytest.fixture
def changed(desk: Project) -> Project:
    """IRQ1, in which somebody changed the dead since version 1."""
    desk.coding.accept(make_article(), [make_event()])
    desk.events.edit("IRQ1", {"killed": "5"}, reason="the ministry")
    return desk


def test_the_second_of_two_people_is_shown_both_values(changed: Project) -> None:
    with pytest.raises(Conflict) as told:
        changed.events.edit("IRQ1", {"killed": "6", "stage": "attempted"}, version=1)
    assert "you typed 6; now 5 (amal" in told.value.what
    assert "the ministry); before 4" in told.value.what
    assert changed.events.get("IRQ1").event.killed == exactly(5)


def test_what_was_typed_can_be_typed_again(changed: Project) -> None:
    with pytest.raises(Conflict) as told:
        changed.events.edit("IRQ1", {"killed": "6", "stage": "attempted"}, version=1)
    assert "incidents edit IRQ1 killed=6 stage=attempted --version 2" in (told.value.mend or "")
    assert "only what does not clash: incidents edit IRQ1 stage=attempted --version 2" in (told.value.mend or "")


def test_fields_that_do_not_clash_go_together(changed: Project) -> None:
    changed.events.edit("IRQ1", {"stage": "attempted"}, version=1)
    event = changed.events.get("IRQ1").event
    assert (event.killed, event.stage) == (exactly(5), "attempted")


def test_two_people_who_type_the_same_do_not_clash(changed: Project) -> None:
    assert changed.events.edit("IRQ1", {"killed": "5"}, version=1).keys == ()


@pytest.mark.parametrize("version", [0, 3])
def test_nobody_saw_a_version_that_never_was(changed: Project, version: int) -> None:
    before = changed.events.get("IRQ1")
    with pytest.raises(BadUsage, match=f"IRQ1 never had version {version}; nothing was changed"):
        changed.events.edit("IRQ1", {"killed": "6"}, version=version)
    assert changed.events.get("IRQ1") == before


def test_whoever_saw_the_newest_version_writes(changed: Project) -> None:
    changed.events.edit("IRQ1", {"killed": "6"}, version=2)
    assert changed.events.get("IRQ1").event.killed == exactly(6)
