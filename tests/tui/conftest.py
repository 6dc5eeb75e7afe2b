"""The full screen with the builders' article on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.domain.articles import Article
from incidents.services.article_queue import ArticleSteps
from incidents.services.coding_session import CodingSession, open_session, start_session
from incidents.services.coding_task import Proposal, propose
from incidents.services.project import Project
from incidents.tui.app import DeskApp
from incidents.tui.keys import KEYS
from tests.builders import make_article
from tests.desk.conftest import desk
from tests.services.coding_sessions import suggest_two
from tests.tui.seat import Act, sit

__all__ = ["desk"]

Sit = Callable[..., DeskApp]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the terminal that the tests run in."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


def open_still(desk: Project, article: Article) -> CodingSession:
    """A session on *article* whose clock stands still, not begun."""
    return hold_still(open_session(desk, article, suggest_two, proposer="the machine"))


def hold_still(session: CodingSession) -> CodingSession:
    """*session* with a clock that stands still."""
    session.meter.read_clock = lambda: 0.0
    return session


def come_still(desk: Project, article: Article) -> ArticleSteps:
    """The steps to open such a session while somebody is at another one."""

    def lay(proposal: Proposal) -> CodingSession:
        return hold_still(start_session(desk, proposal, proposer="the machine"))

    return ArticleSteps(
        name=article.id, read=lambda: article, propose=lambda read: propose(desk, read, suggest_two), open_session=lay
    )


@pytest.fixture
def sit_down(desk: Project) -> Sit:
    """``sit_down(act)``: somebody acts at a screen with the builders' article, or with *articles*; the app after it."""

    def run(act: Act, *articles: Article, size: tuple[int, int] = (80, 24)) -> DeskApp:
        first, *others = articles or (make_article(),)
        following = [come_still(desk, each) for each in others]
        app = DeskApp(open_still(desk, first), following=following, keys=KEYS)
        sit(app, act, size=size)
        return app

    return run
