"""The next article is read and suggested for in a thread, and its session opened when its turn comes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Event

import pytest

from incidents.domain.articles import Article
from incidents.errors import BadSource
from incidents.services.article_queue import ArticleSteps, PendingArticle, PreparedQueue
from incidents.services.coding_session import start_session
from incidents.services.coding_task import Proposal, propose
from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.services.coding_sessions import suggest_two


@pytest.fixture
def steps(desk: Project) -> ArticleSteps:
    """How the builders' article comes."""
    return ArticleSteps(
        name="mosul.txt",
        read=make_article,
        propose=lambda article: propose(desk, article, suggest_two),
        open_session=lambda proposal: start_session(desk, proposal, proposer="the machine"),
    )


def refuse(_article: Article) -> Proposal:
    raise BadSource("the coder is out")


def test_it_is_laid_once_it_was_read_and_suggested_for(steps: ArticleSteps) -> None:
    coming = PendingArticle(steps)
    assert (coming.article, coming.is_ready) == (None, False)
    coming.start(lambda: None)
    assert len(coming.open_session().work.drafts) == 2
    assert coming.is_ready


def test_the_text_is_there_before_the_suggestions(steps: ArticleSteps) -> None:
    has_come, may_go_on = Event(), Event()

    def wait(article: Article) -> Proposal:
        may_go_on.wait()
        return steps.propose(article)

    coming = PendingArticle(replace(steps, propose=wait))
    coming.start(has_come.set)
    assert has_come.wait(timeout=30)
    assert coming.article == make_article()
    assert not coming.is_ready
    may_go_on.set()
    coming.open_session()


def test_what_a_step_raised_is_raised_when_it_is_laid(steps: ArticleSteps) -> None:
    coming = PendingArticle(replace(steps, propose=refuse))
    coming.start(lambda: None)
    with pytest.raises(BadSource, match="the coder is out"):
        coming.open_session()
    assert coming.article == make_article()


def test_what_was_coded_meanwhile_is_known_when_it_is_laid(steps: ArticleSteps, desk: Project) -> None:
    has_come = Event()
    coming = PendingArticle(steps)
    coming.start(lambda: has_come.set() if coming.is_ready else None)
    assert has_come.wait(timeout=30)
    desk.coding.accept(make_article(), [make_event()])
    assert coming.open_session().task.coded == ("IRQ1",)


def test_a_queue_prepares_the_next_one_only(steps: ArticleSteps) -> None:
    begun: list[str] = []

    def read(name: str) -> Article:
        begun.append(name)
        return make_article()

    queue = PreparedQueue([replace(steps, read=partial(read, name)) for name in "abc"], lambda: None)
    queue.prepare()
    queue.prepare()
    first = queue.take()
    assert first is not None
    first.open_session()
    assert (begun, len(queue)) == (["a"], 2)


def test_an_empty_queue_gives_nothing() -> None:
    queue = PreparedQueue((), lambda: None)
    queue.prepare()
    assert (queue.take(), len(queue)) == (None, 0)
