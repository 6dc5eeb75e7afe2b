"""The main acts at a desk whose database is PostgreSQL, once: they do there what they do on SQLite."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.dates import on
from incidents.domain.documents import KILLED
from incidents.errors import Conflict, NotAllowed
from incidents.services.project import Project
from incidents.store import postgresql
from incidents.store.database import Database
from tests.builders import make_article, make_event
from tests.store import server

SIX = make_event(when=on(date(2023, 3, 15)), casualties=(Casualty(KILLED, exactly(6)),), evidence=())


@pytest.fixture
def desk(served: Database) -> Project:
    """A desk with the bomb of Mosul, coded twice: four dead, and a day later six."""
    server.empty(served)
    desk = Project(served, user="amal")
    desk.coding.accept(make_article(), [make_event()])
    desk.coding.accept(make_article(title="Blast in Mosul", published_on=date(2023, 3, 16)), [SIX])
    return desk


def killed(desk: Project) -> dict[str, int | None]:
    return {record.event_id: record.event.killed.best for record in desk.records()}


def test_an_edit_is_undone_and_redone_and_seen_as_of_before(desk: Project) -> None:
    desk.events.edit("IRQ1", {"killed": "5"}, reason="the ministry")
    assert (killed(desk), killed(desk.at("r2"))) == ({"IRQ1": 5, "IRQ2": 6}, {"IRQ1": 4, "IRQ2": 6})
    desk.history.undo()
    assert killed(desk)["IRQ1"] == 4
    desk.history.redo()
    assert killed(desk)["IRQ1"] == 5


def test_a_second_person_at_one_field_is_told(desk: Project) -> None:
    desk.events.edit("IRQ1", {"killed": "5"}, reason="the ministry")
    with pytest.raises(Conflict, match="you typed 7; now 5"):
        desk.events.edit("IRQ1", {"killed": "7"}, version=1)


def test_an_event_follows_links_mergers_and_splits(desk: Project) -> None:
    desk.reconciliation.link("IRQ1", ["2"])
    assert killed(desk)["IRQ1"] == 6
    desk.reconciliation.unlink("IRQ1", ["2"])
    desk.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    assert (killed(desk), desk.events.get("IRQ2").event_id) == ({"IRQ1": 6}, "IRQ1")
    desk.reconciliation.split("IRQ1", ["2"], reason="two after all")
    assert killed(desk) == {"IRQ1": 4, "IRQ3": 6}


def test_a_merging_is_taken_back(desk: Project) -> None:
    desk.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    desk.reconciliation.unmerge("IRQ2", reason="two after all")
    assert killed(desk) == {"IRQ1": 4, "IRQ2": 6}


def test_what_differs_between_two_moments_is_told(desk: Project) -> None:
    desk.events.edit("IRQ1", {"killed": "5"}, reason="the ministry")
    desk.events.withdraw("IRQ2", reason="an accident")
    told = [(each.event_id, each.what) for each in desk.history.compare("r2", "r4")]
    assert told == [("IRQ1", "changed"), ("IRQ2", "withdrawn")]


def test_what_is_there_twice_is_found_and_told_apart(desk: Project) -> None:
    assert [(pair.one.event_id, pair.other.event_id) for pair in desk.duplicates.pairs()] == [("IRQ1", "IRQ2")]
    assert [[twin.article.id for twin in group] for group in desk.duplicates.groups()] == [["1", "2"]]
    desk.duplicates.tell_apart("IRQ1", "IRQ2", reason="a day apart")
    assert desk.duplicates.pairs() == ()


def test_what_is_erased_leaves_the_base_whole(desk: Project) -> None:
    desk.events.edit("IRQ1", {"summary": "The Northern Front struck again."}, reason="as they said")
    desk.maintenance.erase_name("The Northern Front", reason="a request")
    desk.maintenance.erase_article("1", reason="court order")
    assert "orthern" not in str(list(desk.records()))
    assert desk.history.verify().faults == ()


def test_everything_is_undone(desk: Project) -> None:
    desk.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    desk.history.undo(3)
    assert (killed(desk), desk.history.verify().faults) == ({}, ())


def test_an_altered_row_is_found(desk: Project) -> None:
    with postgresql.driver().connect(desk.database.url, autocommit=True) as connection:
        connection.execute("UPDATE event SET stage = 'attempted' WHERE event_id = 'IRQ1'")
    assert [fault.where for fault in desk.history.verify().faults] == ["IRQ1"]


def test_a_member_signs_as_nobody_else_from_their_own_login(desk: Project) -> None:
    desk.team.set("amal", "lead")
    desk.team.set("ana", "coder")  # who owns the login of the test's server
    with pytest.raises(NotAllowed, match="this is the login of ana, who cannot sign as amal"):
        desk.coding.add(make_event())
    assert Project(desk.database, user="ana").coding.add(make_event()) == "IRQ3"


def test_a_role_reaches_as_far_as_on_a_file(desk: Project) -> None:
    desk.team.set("amal", "lead")
    desk.team.set("rada", "reader")
    with pytest.raises(NotAllowed, match="rada is a reader, and may not add"):
        Project(desk.database, user="rada").coding.add(make_event())
