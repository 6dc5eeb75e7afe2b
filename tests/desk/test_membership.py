"""Who may write what: everybody while there are no members, then each as far as their role reaches."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from incidents.errors import BadUsage, NotAllowed, NotFound, UnknownTerm
from incidents.services.project import Project
from tests.builders import make_event

As = Callable[[str], Project]


@pytest.fixture
def sit(template: Path, tmp_path: Path) -> As:
    """``sit("bo")``: the desk of a team with one of each role, as bo has it."""
    path = shutil.copy(template, tmp_path / "incidents.db")
    lead = Project.open(str(path), by="lea").team
    for name, role in {"lea": "lead", "rui": "reviewer", "cleo": "coder", "rada": "reader"}.items():
        lead.set(name, role)
    return lambda name: Project.open(str(path), by=name)


def test_without_members_everybody_may_do_everything(template: Path, tmp_path: Path) -> None:
    desk = Project.open(str(shutil.copy(template, tmp_path / "own.db")), by="anybody")
    event_id = desk.coding.add(make_event())
    desk.review.move("review", [event_id])
    assert desk.events.get(event_id).status == "reviewed"


@pytest.mark.parametrize(
    ("name", "may"),
    [("rada", set()), ("cleo", {"add"}), ("rui", {"add", "review"}), ("lea", {"add", "review", "publish"})],
)
def test_a_role_may_do_what_it_may_and_no_more(sit: As, name: str, may: set[str]) -> None:
    draft, reviewed = sit("lea").coding.add(make_event()), sit("lea").coding.add(make_event())
    sit("lea").review.move("review", [reviewed])
    desk = sit(name)
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: desk.coding.add(make_event()),
        "review": lambda: desk.review.move("review", [draft]),
        "publish": lambda: desk.review.move("publish", [reviewed]),
    }
    for command, act in acts.items():
        if command in may:
            act()
        else:
            with pytest.raises(NotAllowed, match=f"{name} is a .*, and may not {command}; nothing was changed"):
                act()


def test_whoever_is_no_member_writes_nothing_and_reads_everything(sit: As) -> None:
    event_id = sit("cleo").coding.add(make_event())
    with pytest.raises(NotAllowed, match="zoe is no member"):
        sit("zoe").coding.add(make_event())
    assert [record.event_id for record in sit("zoe").records()] == [event_id]


def test_a_coder_takes_back_only_their_own_work(sit: As) -> None:
    sit("cleo").coding.add(make_event())
    sit("cleo").history.undo()
    sit("lea").coding.add(make_event())
    with pytest.raises(NotAllowed, match="is by lea"):
        sit("cleo").history.undo()
    assert sit("rui").history.undo()[0].by == "lea"


def test_only_a_lead_takes_back_who_belongs_to_the_team(sit: As) -> None:
    sit("lea").team.set("rui", "coder")
    sit("lea").team.set("rui", "reviewer")
    with pytest.raises(NotAllowed):
        sit("rui").history.undo()
    sit("lea").history.undo()
    assert {member.name: member.role for member in sit("lea").team.members()}["rui"] == "coder"


def test_only_a_lead_names_members(sit: As) -> None:
    with pytest.raises(NotAllowed, match="rui is a reviewer, and may not members add"):
        sit("rui").team.set("rui", "lead")


def test_a_team_is_never_without_a_lead(sit: As) -> None:
    for act in (
        lambda: sit("lea").team.set("lea", "coder"),
        lambda: sit("lea").team.remove("lea"),
    ):
        with pytest.raises(BadUsage, match="a team needs a lead; nothing was changed"):
            act()


def test_the_first_member_is_a_lead(template: Path, tmp_path: Path) -> None:
    desk = Project.open(str(shutil.copy(template, tmp_path / "own.db")), by="amal")
    with pytest.raises(BadUsage, match="a team needs a lead"):
        desk.team.set("amal", "coder")
    assert desk.team.set("amal", "lead")
    assert not desk.team.set("amal", "owner")
    desk.team.remove("amal")
    assert desk.team.members() == ()


def test_an_unknown_role_or_member_is_named(sit: As) -> None:
    with pytest.raises(UnknownTerm, match="unknown role: 'boss'"):
        sit("lea").team.set("bo", "boss")
    with pytest.raises(NotFound, match="there is no member 'bo'"):
        sit("lea").team.remove("bo")


def test_who_belonged_to_the_team_is_in_the_log_and_the_log_is_whole(sit: As) -> None:
    sit("lea").team.set("cleo", "reviewer")
    sit("lea").team.remove("rada")
    assert sit("lea").history.verify().faults == ()
    assert [change.by for change in sit("lea").history.log(command="members remove")] == ["lea"]
