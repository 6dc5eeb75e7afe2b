"""How a team works at a database on PostgreSQL, once: as it does on SQLite."""

from __future__ import annotations

import pytest

from incidents.domain.articles import LATER, NEW, SELECTED, Page
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.domain.suggestions import WITH, Taken, Trial
from incidents.review.adjudication import RIGHT
from incidents.services.project import Project
from incidents.store.database import Database
from tests.builders import TEXT, make_article, make_event
from tests.store import server

SEVEN = make_event(casualties=(Casualty(KILLED, exactly(7)),))
PAGE = Page(data=b"<p>A car bomb</p>", kind="text/html")


@pytest.fixture
def desk(served: Database) -> Project:
    """A desk with one article that came in."""
    server.empty(served)
    desk = Project(served, user="amal")
    desk.articles.add(make_article(), origin="feed", page=PAGE)
    return desk


def test_what_came_in_waits_is_decided_on_undone_and_asked_of_the_past(desk: Project) -> None:
    desk.articles.add(make_article(title="Again", text=f"{TEXT} More."), origin="feed")
    assert [[each.article_id for each in group] for group in desk.articles.groups()] == [["1", "2"]]
    desk.articles.decide(["1", "2"], LATER)
    desk.history.undo()
    assert (desk.articles.counts(), desk.articles.page("1")) == ({NEW: 2}, PAGE)
    with desk.at("r1").open_reader() as reader:
        assert len(reader.waiting((NEW, SELECTED))) == 1
    assert desk.history.verify().faults == ()


def test_two_code_apart_and_a_third_decides(desk: Project) -> None:
    for by, event in (("amal", make_event()), ("bilal", SEVEN)):
        sharing = Project(desk.database, user=by).assignments
        coding = sharing.begin(make_article())
        sharing.keep(coding, event)
        sharing.finish(coding)
    (case,) = desk.adjudication.cases()
    (question,) = case.questions
    event = desk.adjudication.decide(question, dict.fromkeys(question.differences, RIGHT), {})
    assert desk.adjudication.store(case, [event], reason="the hospital's list") == ("IRQ1",)
    desk.review.move("review", ["IRQ1"])
    assert (desk.events.get("IRQ1").event.killed.best, desk.events.get("IRQ1").status) == (7, "reviewed")
    desk.history.undo(2)
    assert len(desk.adjudication.cases()) == 1
    desk.maintenance.erase_name("The Northern Front", reason="asked for")
    assert desk.history.verify().faults == ()


def test_questions_and_trials_are_kept(desk: Project) -> None:
    desk.questions.answer(desk.questions.ask("killed", "Does the attacker count?"), "No.")
    trial = Trial(article="a", arm=WITH, told=("killed",), kept=(), planted="killed", is_caught=True, seconds=4.5)
    desk.coding.accept(make_article(), [make_event()], taken=Taken(trials=(trial,)))
    desk.questions.confirm("vehicle_bomb", ["IRQ1"], reason="it is one")
    with desk.open_reader() as reader:
        assert (reader.trials(), reader.queries()[0].answer) == ((trial,), "No.")
    assert desk.questions.to_recode() == ()
    assert desk.history.verify().faults == ()
