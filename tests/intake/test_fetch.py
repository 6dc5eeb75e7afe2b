"""Against a real server on this machine: the guard's permission for loopback exists for these tests."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from incidents.errors import BadSource
from incidents.intake.addresses import Guard
from incidents.intake.fetch import fetch
from tests.serving import serving

PAGE = b"<html><body><p>Five hurt in Mosul.</p></body></html>"
PATIENT = Guard(allow_loopback=True, seconds=10)


class Site(BaseHTTPRequestHandler):
    """Answers by path; ``/to?URL`` redirects."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/to":
            self.answer(302, b"", Location=query)
        elif path == "/slow":
            self.drip()
        else:
            self.answer_page(path)

    def answer_page(self, path: str) -> None:
        pages: dict[str, tuple[bytes, dict[str, str]]] = {
            "/page": (PAGE, {"Content-Type": "text/html; charset=ISO-8859-1"}),
            "/text": (b"Five hurt.", {"Content-Type": "text/plain"}),
            "/pdf": (b"%PDF-1.7", {"Content-Type": "application/pdf"}),
            "/untyped": (PAGE, {}),
            "/big": (b"x" * 5_000, {"Content-Type": "text/html"}),
            "/packed": (gzip.compress(PAGE), {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
            "/bomb": (gzip.compress(b"x" * 5_000_000), {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
            "/broken": (b"not gzip", {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
            "/brotli": (PAGE, {"Content-Type": "text/html", "Content-Encoding": "br"}),
            "/host": (self.headers["Host"].encode(), {"Content-Type": "text/plain"}),
        }
        if path in pages:
            body, headers = pages[path]
            self.answer(200, body, **headers)
        else:
            self.answer(404, b"", **{"Content-Type": "text/html"})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """A byte now and then, each too soon for a timeout between two."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(40):
            try:
                self.wfile.write(b"x")
                time.sleep(0.05)
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving(Site) as address:
        yield address


def test_a_page_comes_with_its_charset(site: str) -> None:
    page = fetch(f"{site}/page", guard=PATIENT)

    assert (page.data, page.charset, page.is_html) == (PAGE, "iso-8859-1", True)


def test_plain_text_is_no_html(site: str) -> None:
    assert not fetch(f"{site}/text", guard=PATIENT).is_html


def test_a_redirect_is_followed(site: str) -> None:
    assert fetch(f"{site}/to?/to?{site}/page", guard=PATIENT).data == PAGE


def test_the_name_is_told_to_the_server_while_the_checked_address_is_connected_to(site: str) -> None:
    port = site.rpartition(":")[2]
    guard = replace(PATIENT, resolve=lambda _host, _port: ["127.0.0.1"])

    assert fetch(f"http://news.example:{port}/host", guard=guard).data == f"news.example:{port}".encode()


def test_a_name_is_resolved_once_for_each_request(site: str) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    port = site.rpartition(":")[2]
    fetch(f"http://one.example:{port}/to?http://two.example:{port}/page", guard=replace(PATIENT, resolve=resolve))

    assert asked == ["one.example", "two.example"]


def test_a_redirect_to_a_private_address_is_refused(site: str) -> None:
    with pytest.raises(BadSource, match=r"10\.0\.0\.1, which is not on the public internet"):
        fetch(f"{site}/to?http://10.0.0.1/page", guard=PATIENT)


def test_without_the_permission_of_tests_this_machine_is_refused(site: str) -> None:
    with pytest.raises(BadSource, match=r"127\.0\.0\.1, which is not on the public internet"):
        fetch(f"{site}/page", guard=Guard())


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    with pytest.raises(BadSource, match="not an address on the web"):
        fetch(f"{site}/to?file:///etc/passwd", guard=PATIENT)


def test_redirects_come_to_an_end(site: str) -> None:
    with pytest.raises(BadSource, match="redirects more than 2 times"):
        fetch(f"{site}/to?/to?/to?/page", guard=replace(PATIENT, redirects=2))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("pdf", "is application/pdf, not a page"),
        ("untyped", "of an unknown type"),
        ("none", "answers 404 Not Found"),
        ("broken", "cannot be fetched"),
        ("brotli", "packed as br"),
    ],
)
def test_what_is_no_page_is_refused(site: str, path: str, reason: str) -> None:
    with pytest.raises(BadSource, match=reason):
        fetch(f"{site}/{path}", guard=PATIENT)


@pytest.mark.parametrize("path", ["big", "bomb"])
def test_a_page_that_is_too_large_is_refused_packed_or_not(site: str, path: str) -> None:
    with pytest.raises(BadSource, match="larger than"):
        fetch(f"{site}/{path}", guard=replace(PATIENT, most_bytes=1_000 if path == "big" else 1_000_000))


def test_a_packed_page_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed", guard=PATIENT).data == PAGE


def test_a_server_that_drips_is_left_when_the_time_is_over(site: str) -> None:
    with pytest.raises(BadSource, match="took longer than"):
        fetch(f"{site}/slow", guard=replace(PATIENT, seconds=0.3))


def test_a_name_that_is_looked_up_for_ever_is_left_when_the_time_is_over() -> None:
    answered = threading.Event()

    def resolve(_host: str, _port: int) -> Sequence[str]:
        answered.wait(20)
        return []

    start = time.monotonic()
    with pytest.raises(BadSource, match="took longer than"):
        fetch("http://news.example/page", guard=replace(PATIENT, resolve=resolve, seconds=0.2))
    assert time.monotonic() - start < 10
    answered.set()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://news.example/a", "not an address on the web"),
        ("http:///a", "not an address on the web"),
        ("https://user:secret@news.example/a", "holds a name or a password"),
        ("http://news.example:99999/a", "not an address on the web"),
        ("http://[::1/a", "not a URL"),
    ],
)
def test_what_is_no_web_address_is_refused_before_anything_is_sent(url: str, reason: str) -> None:
    with pytest.raises(BadSource, match=reason):
        fetch(url, guard=Guard())


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(BadSource) as refusal:
        fetch("https://user:secret@news.example/a", guard=Guard())

    assert "secret" not in str(refusal.value)


def test_a_server_that_does_not_answer_is_said_to_be_unreachable() -> None:
    with pytest.raises(BadSource, match="cannot be fetched"):
        fetch("http://127.0.0.1:1/", guard=PATIENT)
