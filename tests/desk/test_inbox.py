"""Articles that came in wait in groups until somebody decides, and every decision can be asked about and undone."""

from __future__ import annotations

import zlib
from contextlib import closing

import pytest

from incidents.domain.articles import IRRELEVANT, LATER, NEW, SELECTED, Article, Page
from incidents.errors import BadUsage, NotFound, UnknownTerm
from incidents.services.project import Project
from incidents.store import sqlite
from tests.builders import TEXT, make_article, make_event

PAGE = Page(data=b"<html><p>A car bomb in Mosul</p></html>", kind="text/html")
OTHER = "Fishermen on the lake went home early on Friday, because the wind had turned and the nets were empty again."


def take(desk: Project, title: str, text: str = TEXT, page: Page | None = None) -> str:
    article = make_article(title=title, text=text, path=f"https://news.example/{title}")
    return desk.articles.add(article, origin="feed", url=article.path, page=page).id


def states(desk: Project) -> list[list[tuple[str, str]]]:
    return [[(each.article_id, each.state) for each in group] for group in desk.articles.groups((NEW, SELECTED, LATER))]


def test_articles_that_share_their_words_wait_together(desk: Project) -> None:
    take(desk, "One")
    take(desk, "Two", OTHER)
    take(desk, "Three", f"{TEXT} More to follow.")
    assert states(desk) == [[("1", NEW), ("3", NEW)], [("2", NEW)]]


def test_an_article_that_is_there_is_not_taken_again(desk: Project) -> None:
    take(desk, "One")
    assert not desk.articles.add(make_article(title="One", path="elsewhere"), origin="folder").is_new
    assert desk.articles.intake("1").origin == "feed"


def test_the_page_is_kept_as_it_came(desk: Project) -> None:
    take(desk, "One", page=PAGE)
    assert desk.articles.page("1") == PAGE


def test_a_decision_is_kept_with_who_and_why(desk: Project) -> None:
    take(desk, "One")
    assert desk.articles.decide(["1"], "irrelevant", reason="accident") == 1
    found = desk.articles.intake("1")
    assert (found.state, found.reason, found.decided_by) == (IRRELEVANT, "accident", "amal")
    assert states(desk) == []


def test_an_irrelevant_article_needs_a_reason(desk: Project) -> None:
    take(desk, "One")
    with pytest.raises(BadUsage, match="why it is irrelevant"):
        desk.articles.decide(["1"], IRRELEVANT)


def test_decisions_are_all_or_none(desk: Project) -> None:
    take(desk, "One")
    with pytest.raises(NotFound):
        desk.articles.decide(["1", "7"], LATER)
    assert states(desk) == [[("1", NEW)]]


def test_an_unknown_state_is_refused(desk: Project) -> None:
    take(desk, "One")
    with pytest.raises(UnknownTerm):
        desk.articles.decide(["1"], "postpone")


def test_a_decision_is_undone_and_redone(desk: Project) -> None:
    take(desk, "One")
    desk.articles.decide(["1"], LATER)
    desk.history.undo()
    assert states(desk) == [[("1", NEW)]]
    desk.history.redo()
    assert states(desk) == [[("1", LATER)]]


def test_taking_an_article_is_undone_whole_and_comes_back_with_its_page(desk: Project) -> None:
    take(desk, "One", page=PAGE)
    desk.history.undo()
    assert states(desk) == []
    desk.history.redo()
    assert desk.articles.page("1") == PAGE


def test_what_was_decided_can_be_asked_of_a_past_revision(desk: Project) -> None:
    take(desk, "One")
    desk.articles.decide(["1"], SELECTED)
    take(desk, "Two", OTHER)
    with desk.at("r1").open_reader() as reader:
        assert [(each.article_id, each.state) for each in reader.waiting((NEW, SELECTED))] == [("1", NEW)]


def test_verification_finds_a_decision_that_no_command_made(desk: Project) -> None:
    take(desk, "One", page=PAGE)
    desk.articles.decide(["1"], SELECTED)
    desk.articles.decide(["1"], LATER)
    assert desk.history.verify().faults == ()
    assert desk.database.path is not None
    with closing(sqlite.connect(desk.database.path, mode="rw")) as connection:
        connection.execute("UPDATE intake SET state = 'new'")
    assert [fault.where for fault in desk.history.verify().faults] == ["intake 1"]


def test_an_article_that_events_rest_on_waits_no_more(desk: Project) -> None:
    article: Article = make_article()
    desk.articles.add(article, origin="feed")
    desk.coding.accept(article, [make_event()])
    assert desk.articles.groups() == ()
    desk.history.undo()
    assert [each.article_id for group in desk.articles.groups() for each in group] == ["1"]


def test_an_article_that_was_coded_at_once_did_not_come_in(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    with pytest.raises(NotFound, match="did not come in by ingest"):
        desk.articles.intake("1")


def test_erasing_an_article_drops_its_page(desk: Project) -> None:
    take(desk, "One", page=PAGE)
    desk.maintenance.erase_article("1", reason="court order")
    assert desk.articles.page("1") is None
    assert desk.history.verify().faults == ()


def test_erasing_a_name_takes_it_out_of_reasons_and_drops_the_page(desk: Project) -> None:
    take(desk, "One", page=PAGE)
    desk.articles.decide(["1"], IRRELEVANT, reason="only The Northern Front says so")
    desk.maintenance.erase_name("The Northern Front", reason="asked for")
    assert "Northern" not in (desk.articles.intake("1").reason or "")
    assert desk.articles.page("1") is None
    assert desk.history.verify().faults == ()


def test_verification_finds_a_page_whose_bytes_were_changed(desk: Project) -> None:
    take(desk, "One", page=PAGE)
    assert desk.database.path is not None
    with closing(sqlite.connect(desk.database.path, mode="rw")) as connection:
        connection.execute("UPDATE page SET data = :data", {"data": zlib.compress(b"another page")})
    assert [fault.what for fault in desk.history.verify().faults] == ["its bytes are not those of its hash"]
