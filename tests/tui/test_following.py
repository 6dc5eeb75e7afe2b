"""Articles that follow the one on the full screen: prepared beside the keys, passed over, put off."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

from incidents.domain.articles import Article
from incidents.errors import BadSource
from incidents.services.article_queue import ArticleSteps
from incidents.services.coding_task import Proposal
from incidents.services.project import Project
from incidents.tui.app import DeskApp
from incidents.tui.keys import KEYS
from tests.builders import make_article
from tests.services.coding_sessions import suggest_two
from tests.tui.conftest import come_still, open_still
from tests.tui.seat import Act, Seat, sit


def follow(desk: Project, act: Act, *following: ArticleSteps) -> DeskApp:
    """Somebody acts at a screen with the builders' article, which *following* come after; the app after it."""
    app = DeskApp(open_still(desk, make_article()), following=following, keys=KEYS)
    sit(app, act)
    return app


async def wait_for(seat: Seat, words: str) -> None:
    """Wait until *words* are on the screen."""
    while words not in seat.screen:
        await seat.pilot.pause(0.01)


def test_an_article_that_cannot_be_opened_is_passed_over_and_told_at_once(desk: Project) -> None:
    def fail() -> Article:
        raise BadSource("gone.txt is not there")

    async def act(seat: Seat) -> None:
        await seat.presses("l")
        assert "The third" in seat.screen
        assert "passed over: gone.txt is not there" in seat.screen

    third = come_still(desk, make_article(title="The third"))
    app = follow(desk, act, replace(third, read=fail), third)
    assert [str(failure) for failure in app.articles.failures] == ["gone.txt is not there"]


def test_an_article_that_is_coded_already_is_passed_over_where_others_follow(desk: Project) -> None:
    coded = make_article(title="The second")
    desk.coding.accept(coded, suggest_two(coded).events)

    async def act(seat: Seat) -> None:
        await seat.presses("l")
        assert "The third" in seat.screen
        assert "passed over: 1 article coded already" in seat.screen

    following = [come_still(desk, each) for each in (coded, make_article(title="The third"))]
    app = follow(desk, act, *following)
    assert (app.articles.coded, app.articles.failures) == (1, [])


def test_the_text_is_there_before_its_suggestions_and_no_key_decides_unseen(desk: Project) -> None:
    may_go_on = Event()
    second = come_still(desk, make_article(title="The second"))

    def propose_late(article: Article) -> Proposal:
        may_go_on.wait()
        return second.propose(article)

    async def act(seat: Seat) -> None:
        await seat.pilot.press("l")
        await wait_for(seat, "A car bomb went off")
        await seat.pilot.press("enter")
        await wait_for(seat, "still being worked out")
        assert "The second" in seat.screen
        may_go_on.set()
        await seat.settles()
        assert "0/12" in seat.screen

    follow(desk, act, replace(second, propose=propose_late))


def test_the_next_article_is_prepared_while_somebody_is_at_another(desk: Project) -> None:
    prepared = Event()
    second = come_still(desk, make_article(title="The second"))

    def propose_soon(article: Article) -> Proposal:
        prepared.set()
        return second.propose(article)

    async def act(seat: Seat) -> None:
        assert prepared.wait(timeout=30)
        assert "The second" not in seat.screen

    follow(desk, act, replace(second, propose=propose_soon))


def test_an_article_is_put_off_before_its_suggestions_are_there(desk: Project) -> None:
    may_go_on = Event()
    third = come_still(desk, make_article(title="The third"))

    def propose_never(article: Article) -> Proposal:
        may_go_on.wait()
        return third.propose(article)

    async def act(seat: Seat) -> None:
        await seat.pilot.press("l")
        await wait_for(seat, "being worked out")
        await seat.presses("l")
        assert "The third" in seat.screen
        may_go_on.set()

    second = replace(come_still(desk, make_article(title="The second")), propose=propose_never)
    app = follow(desk, act, second, third)
    assert len(app.articles.works) == 1


def test_what_is_told_is_not_cut_while_it_fits_three_lines(desk: Project) -> None:
    told = "gone.txt " + "cannot be read for a reason that takes many words " * 3 + "and an end"

    def fail() -> Article:
        raise BadSource(told)

    async def act(seat: Seat) -> None:
        await seat.presses("l")
        assert "and an end" in seat.screen

    third = come_still(desk, make_article(title="The third"))
    follow(desk, act, replace(third, read=fail), third)
