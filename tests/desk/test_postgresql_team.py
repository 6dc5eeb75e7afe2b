"""How a team works at a database on PostgreSQL, once: as it does on SQLite."""

from __future__ import annotations

import pytest

from incidents.desk import Desk
from incidents.domain.harm import KILLED, Casualty, exactly
from incidents.domain.intake import LATER, NEW, SELECTED, Page
from incidents.domain.taken import Taken
from incidents.domain.trial import WITH, Trial
from incidents.review.agreement.differences import RIGHT
from incidents.store.database import Database
from tests.builders import TEXT, make_article, make_event
from tests.store import server

SEVEN = make_event(casualties=(Casualty(KILLED, exactly(7)),))
PAGE = Page(data=b"<p>A car bomb</p>", kind="text/html")


@pytest.fixture
def desk(served: Database) -> Desk:
    """A desk with one article that came in."""
    server.empty(served)
    desk = Desk(served, by="amal")
    desk.inbox.take(make_article(), origin="feed", page=PAGE)
    return desk


def test_what_came_in_waits_is_decided_on_undone_and_asked_of_the_past(desk: Desk) -> None:
    desk.inbox.take(make_article(title="Again", text=f"{TEXT} More."), origin="feed")
    assert [[each.article_id for each in group] for group in desk.inbox.groups()] == [["1", "2"]]
    desk.inbox.decide(["1", "2"], LATER)
    desk.history.undo()
    assert (desk.inbox.counts(), desk.inbox.page("1")) == ({NEW: 2}, PAGE)
    with desk.at("r1").open_reader() as reader:
        assert len(reader.waiting((NEW, SELECTED))) == 1
    assert desk.history.verify().faults == ()


def test_two_code_apart_and_a_third_decides(desk: Desk) -> None:
    for by, event in (("amal", make_event()), ("bilal", SEVEN)):
        sharing = Desk(desk.database, by=by).sharing
        coding = sharing.begin(make_article())
        sharing.keep(coding, event)
        sharing.finish(coding)
    (case,) = desk.adjudicating.cases()
    (question,) = case.questions
    event = desk.adjudicating.decide(question, dict.fromkeys(question.differences, RIGHT), {})
    assert desk.adjudicating.store(case, [event], reason="the hospital's list") == ("IRQ1",)
    desk.reviewing.move("review", ["IRQ1"])
    assert (desk.record("IRQ1").event.killed.best, desk.record("IRQ1").status) == (7, "reviewed")
    desk.history.undo(2)
    assert len(desk.adjudicating.cases()) == 1
    desk.erasing.erase_name("The Northern Front", reason="asked for")
    assert desk.history.verify().faults == ()


def test_questions_and_trials_are_kept(desk: Desk) -> None:
    desk.querying.answer(desk.querying.ask("killed", "Does the attacker count?"), "No.")
    trial = Trial(article="a", arm=WITH, told=("killed",), kept=(), planted="killed", is_caught=True, seconds=4.5)
    desk.accept(make_article(), [make_event()], taken=Taken(trials=(trial,)))
    desk.querying.confirm("vehicle_bomb", ["IRQ1"], reason="it is one")
    with desk.open_reader() as reader:
        assert (reader.trials(), reader.queries()[0].answer) == ((trial,), "No.")
    assert desk.querying.to_recode() == ()
    assert desk.history.verify().faults == ()
