"""Many articles at once: nothing twice, nothing that others forbid, and whatever fails stops nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from incidents.intake.addresses import Guard
from incidents.intake.robots import Robots
from incidents.services.ingestion import FAILED, KNOWN, NEW, Ingested, Ingestion
from incidents.services.project import Project
from tests.serving import serving


def tell(number: int) -> str:
    """A story of so many dead."""
    return " ".join(
        [f"A car bomb went off near the market of Mosul on Sunday, killing {number} people, officials said."] * 4
    )


class Site(BaseHTTPRequestHandler):
    """News under /news/N, a feed, and a robots.txt that forbids /private."""

    asked: list[str] = []  # noqa: RUF012 - what this server was asked for

    def do_GET(self) -> None:
        self.asked.append(self.path)
        port = self.headers["Host"]
        items = "".join(
            f"<item><title>Report {number}</title><link>http://{port}/news/{number}</link>"
            f"<pubDate>{day} Nov 2021 08:00:00 GMT</pubDate></item>"
            for number, day in ((1, "06"), (2, "07"))
        )
        pages = {
            "/robots.txt": ("text/plain", "User-agent: *\nDisallow: /private"),
            "/feed": ("application/rss+xml", f"<rss><channel>{items}</channel></rss>"),
            "/empty": ("text/html", "<html><body></body></html>"),
            **{f"/news/{number}": ("text/html", article(number)) for number in (1, 2)},
            "/private/1": ("text/html", article(3)),
        }
        kind, body = pages.get(self.path, ("text/html", ""))
        path, _, leads_to = self.path.partition("?")
        self.send_response(302 if path == "/on" else 200 if self.path in pages else 404)
        if path == "/on":
            self.send_header("Location", leads_to)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Closed(Site):
    """A server that wants no programs."""

    asked: list[str] = []  # noqa: RUF012 - what this server was asked for

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = b"User-agent: *\nDisallow: /"
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def article(number: int) -> str:
    return f"<html><body><article><h1>Report {number}</h1><p>{tell(number)}</p></article></body></html>"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving(Site) as address:
        yield address


@pytest.fixture
def ingesting(desk: Project) -> Ingestion:
    """The way in, to the server of this test as well."""
    Site.asked.clear()
    guard = Guard(allow_loopback=True, seconds=10)
    return Ingestion(desk, guard=guard)


def outcomes(taken: Iterator[Ingested]) -> list[str]:
    return [each.outcome for each in taken]


def write_texts(folder: Path, *numbers: int) -> str:
    for number in numbers:
        head = f"Title: Report {number}\nDate: 2021-11-07\n\n"
        (folder / f"{number}.txt").write_text(head + tell(number), encoding="utf-8")
    return str(folder)


def test_a_feed_brings_its_articles_with_the_pages_and_what_it_says_of_them(
    desk: Project, ingesting: Ingestion, site: str, tmp_path: Path
) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'[[feeds]]\nurl = "{site}/feed"\nname = "The Example Courier"\n', encoding="utf-8")
    assert outcomes(ingesting.run([str(feeds)], pause=0)) == [NEW, NEW]
    first = desk.articles.get("1")
    assert (first.title, first.publisher, first.published_on) == ("Report 1", "The Example Courier", date(2021, 11, 6))
    page = desk.articles.page("1")
    assert page is not None
    assert page.data == article(1).encode()
    assert (desk.articles.intake("1").origin, desk.articles.intake("1").url) == (f"{site}/feed", f"{site}/news/1")
    assert len(desk.articles.groups()[0]) == 2


def test_the_server_that_another_leads_to_is_asked_what_it_allows(ingesting: Ingestion, site: str) -> None:
    with serving(Closed) as closed:
        (taken,) = ingesting.run([f"{site}/on?{closed}/news/1"], pause=0)
    assert taken.outcome == FAILED
    assert "robots.txt" in (taken.problem or "")
    assert Closed.asked == ["/robots.txt"]


def test_what_a_server_leads_to_is_asked_for_after_the_pause(
    ingesting: Ingestion, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    patient = partial(Robots, clock=lambda: 0.0, sleep=waits.append)
    monkeypatch.setattr("incidents.services.ingestion.Robots", patient)
    assert outcomes(ingesting.run([f"{site}/on?{site}/news/1"], pause=30)) == [NEW]
    assert waits == [30, 30]


def test_what_was_read_is_not_asked_for_again(ingesting: Ingestion, site: str) -> None:
    assert outcomes(ingesting.run([f"{site}/news/1"], pause=0)) == [NEW]
    Site.asked.clear()
    assert outcomes(ingesting.run([f"{site}/news/1"], pause=0)) == [KNOWN]
    assert Site.asked == []


def test_what_was_undone_is_read_again(desk: Project, ingesting: Ingestion, site: str) -> None:
    list(ingesting.run([f"{site}/news/1"], pause=0))
    desk.history.undo()
    assert outcomes(ingesting.run([f"{site}/news/1"], pause=0)) == [NEW]


def test_what_robots_txt_forbids_is_not_asked_for(ingesting: Ingestion, site: str) -> None:
    (taken,) = ingesting.run([f"{site}/private/1"], pause=0)
    assert taken.outcome == FAILED
    assert "robots.txt" in (taken.problem or "")
    assert Site.asked == ["/robots.txt"]


def test_one_failure_stops_none_of_the_others(ingesting: Ingestion, site: str, tmp_path: Path) -> None:
    urls = tmp_path / "urls.csv"
    urls.write_text(f"url\n{site}/none\n{site}/news/2\n", encoding="utf-8")
    assert outcomes(ingesting.run([str(urls), str(tmp_path / "none.toml"), f"{site}/news/1"], pause=0)) == [
        FAILED,
        NEW,
        FAILED,
        NEW,
    ]


def test_what_is_no_article_is_tried_again_only_when_asked(ingesting: Ingestion, site: str) -> None:
    assert outcomes(ingesting.run([f"{site}/empty"], pause=0)) == [FAILED]
    assert outcomes(ingesting.run([f"{site}/empty"], pause=0)) == [KNOWN]
    assert outcomes(ingesting.run([f"{site}/empty"], again=True, pause=0)) == [FAILED]


def test_a_server_that_did_not_answer_is_tried_again(ingesting: Ingestion, site: str) -> None:
    assert outcomes(ingesting.run([f"{site}/none"], pause=0)) == [FAILED]
    assert outcomes(ingesting.run([f"{site}/none"], pause=0)) == [FAILED]


def test_older_entries_of_a_feed_are_left_out(ingesting: Ingestion, site: str, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'[[feeds]]\nurl = "{site}/feed"\n', encoding="utf-8")
    assert [each.source for each in ingesting.run([str(feeds)], since="2021-11-07", pause=0)] == [f"{site}/news/2"]


def test_addresses_of_this_machine_are_refused_but_in_tests(desk: Project, site: str) -> None:
    (taken,) = desk.ingestion.run([f"{site}/news/1"])
    assert "not on the public internet" in (taken.problem or "")


def test_a_folder_is_taken_whole_and_goes_on_where_it_was_broken_off(ingesting: Ingestion, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    source = write_texts(folder, 1, 2, 3)
    broken_off = ingesting.run([source], pause=0)
    assert next(broken_off).outcome == NEW
    assert outcomes(ingesting.run([source], pause=0)) == [KNOWN, NEW, NEW]


def test_a_file_that_changed_is_another_article(ingesting: Ingestion, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    list(ingesting.run([write_texts(folder, 1)], pause=0))
    (folder / "1.txt").write_text(f"Title: Report 1\nDate: 2021-11-07\n\n{tell(9)}", encoding="utf-8")
    assert outcomes(ingesting.run([str(folder)], pause=0)) == [NEW]


def test_nothing_is_coded(desk: Project, ingesting: Ingestion, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    list(ingesting.run([write_texts(folder, 1)], pause=0))
    assert list(desk.records()) == []
    assert desk.history.verify().faults == ()
