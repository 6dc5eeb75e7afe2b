"""The article that comes next is read and suggested for in a thread, and laid on the bench when its turn comes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Event

import pytest

from incidents.desk import Desk
from incidents.domain.article import Article
from incidents.errors import BadSource
from incidents.workbench.bench import lay_bench
from incidents.workbench.coming import Coming, Queue, Steps
from incidents.workbench.papers import Proposal, propose
from tests.builders import make_article, make_event
from tests.workbench.conftest import suggest_two


@pytest.fixture
def steps(desk: Desk) -> Steps:
    """How the builders' article comes."""
    return Steps(
        name="mosul.txt",
        read=make_article,
        propose=lambda article: propose(desk, article, suggest_two),
        lay=lambda proposal: lay_bench(desk, proposal, proposer="the machine"),
    )


def refuse(_article: Article) -> Proposal:
    raise BadSource("the coder is out")


def test_it_is_laid_once_it_was_read_and_suggested_for(steps: Steps) -> None:
    coming = Coming(steps)
    assert (coming.article, coming.is_ready) == (None, False)
    coming.start(lambda: None)
    assert len(coming.lay().work.drafts) == 2
    assert coming.is_ready


def test_the_text_is_there_before_the_suggestions(steps: Steps) -> None:
    has_come, may_go_on = Event(), Event()

    def wait(article: Article) -> Proposal:
        may_go_on.wait()
        return steps.propose(article)

    coming = Coming(replace(steps, propose=wait))
    coming.start(has_come.set)
    assert has_come.wait(timeout=30)
    assert coming.article == make_article()
    assert not coming.is_ready
    may_go_on.set()
    coming.lay()


def test_what_a_step_raised_is_raised_when_it_is_laid(steps: Steps) -> None:
    coming = Coming(replace(steps, propose=refuse))
    coming.start(lambda: None)
    with pytest.raises(BadSource, match="the coder is out"):
        coming.lay()
    assert coming.article == make_article()


def test_what_was_coded_meanwhile_is_known_when_it_is_laid(steps: Steps, desk: Desk) -> None:
    has_come = Event()
    coming = Coming(steps)
    coming.start(lambda: has_come.set() if coming.is_ready else None)
    assert has_come.wait(timeout=30)
    desk.accept(make_article(), [make_event()])
    assert coming.lay().paper.coded == ("IRQ1",)


def test_a_queue_prepares_the_next_one_only(steps: Steps) -> None:
    begun: list[str] = []

    def read(name: str) -> Article:
        begun.append(name)
        return make_article()

    queue = Queue([replace(steps, read=partial(read, name)) for name in "abc"], lambda: None)
    queue.prepare()
    queue.prepare()
    first = queue.take()
    assert first is not None
    first.lay()
    assert (begun, len(queue)) == (["a"], 2)


def test_an_empty_queue_gives_nothing() -> None:
    queue = Queue((), lambda: None)
    queue.prepare()
    assert (queue.take(), len(queue)) == (None, 0)
