from __future__ import annotations

import pytest

from incidents.domain.articles import Article
from incidents.services.article_queue import Triage, open_triage
from incidents.services.clock import read_seconds
from incidents.services.coding import Meter
from incidents.services.project import Project
from incidents.services.team import AssignmentPlan
from tests.builders import TEXT, make_article

BUS = "A bus crash closed the road north of the town on Monday. It was open again in the evening, they said."


def take(desk: Project, *articles: Article) -> None:
    for article in articles:
        desk.articles.add(article, origin="a folder")


def states(desk: Project) -> dict[str, str]:
    return {each: desk.articles.intake(each).state for each in ("1", "2", "3") if each in known(desk)}


def known(desk: Project) -> set[str]:
    every = ("new", "selected", "irrelevant", "background", "later")
    return {each.article_id for group in desk.articles.groups(every) for each in group}


@pytest.fixture
def work(desk: Project) -> Triage:
    """A group of two that share their words, and an article alone."""
    copied = make_article(title="Copied", text=f"{TEXT} More is not known. It was a Tuesday like others.")
    take(desk, make_article(), copied, make_article(title="A bus", text=BUS))
    return open_triage(desk, Meter(read_seconds))


def test_the_longest_article_of_a_group_stands_for_it(work: Triage) -> None:
    bundle = work.current()
    assert bundle.article.title == "Copied"
    ((other, share),) = bundle.others
    assert (other.title, share > 0.9) == ("Car bomb hits police in Mosul", True)


def test_the_opening_is_shown_with_its_cues(work: Triage) -> None:
    lead = work.current().lead
    lit = [lead.text[start:end] for start, end in lead.cues]
    assert any("car bomb" in words.lower() for words in lit)
    assert any("killing" in words for words in lit)
    assert lit == [words for words in lit if words]


def test_what_is_selected_leaves_its_copies_as_background(work: Triage, desk: Project) -> None:
    work.select(work.current())
    assert states(desk) == {"1": "background", "2": "selected", "3": "new"}
    assert "article 2" in str(desk.articles.intake("1").reason)


def test_every_copy_may_be_selected(work: Triage, desk: Project) -> None:
    work.select(work.current(), is_whole=True)
    assert states(desk) == {"1": "selected", "2": "selected", "3": "new"}


def test_a_group_is_put_away_with_a_reason(work: Triage, desk: Project) -> None:
    work.decide(work.current(), "irrelevant", reason="accident")
    assert states(desk) == {"1": "irrelevant", "2": "irrelevant", "3": "new"}
    assert desk.articles.intake("1").reason == "accident"


def test_undoing_gives_each_article_its_state_back(work: Triage, desk: Project) -> None:
    assert not work.undo()
    work.select(work.current())
    assert work.undo()
    assert states(desk) == {"1": "new", "2": "new", "3": "new"}
    assert work.current().article.title == "Copied"


def test_what_was_put_off_comes_again_when_it_is_asked_for(work: Triage, desk: Project) -> None:
    work.decide(work.current(), "later")
    assert len(open_triage(desk, Meter(read_seconds)).groups) == 1
    assert len(open_triage(desk, Meter(read_seconds), is_later=True).groups) == 2


def test_the_subject_of_other_news_is_guessed(work: Triage) -> None:
    work.decide(work.current(), "later")
    assert work.current().lead.subject == "accident"


def test_what_a_group_cost_is_kept(work: Triage, desk: Project) -> None:
    work.meter.press()
    work.select(work.current())
    work.meter.press(3)
    work.decide(work.current(), "irrelevant", reason="accident")
    (cost,) = desk.effort.costs()
    assert (cost.task, cost.items, cost.keys) == ("triage", 2, 2)
    assert work.is_done


def test_an_article_in_another_language_has_an_opening_without_cues(desk: Project) -> None:
    take(desk, make_article(text="Eine Bombe explodierte am Dienstag in Mossul.", language="de"))
    lead = open_triage(desk, Meter(read_seconds)).current().lead
    assert (lead.text[:10], lead.cues) == ("Eine Bombe", ())


@pytest.mark.usefixtures("work")
def test_what_others_have_is_left_out_unless_it_is_asked_for(desk: Project) -> None:
    lottery = AssignmentPlan(weights={"bilal": 1.0}, states=["new"], share=0.34)
    (drawn,) = desk.assignments.assign(lottery)
    open_ = [open_triage(desk, Meter(read_seconds), is_all=is_all) for is_all in (False, True)]
    assert [sum(map(len, each.groups)) for each in open_] == [2, 3]
    assert [each.assigned_to_others for each in open_] == [1, 0]
    assert drawn.coders == ("bilal",)
