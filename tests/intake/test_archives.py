"""Pages out of WARC files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from incidents.errors import BadSource
from incidents.intake import archives
from incidents.intake.archives import read_archive

PAGE = b"<html><body><p>Five hurt in Mosul.</p></body></html>"


def write(path: Path, *pages: tuple[str, bytes, dict[str, str]], status: str = "200 OK") -> Path:
    """An archive of responses, each packed by itself where the name says so."""
    records = [_record(number, *page, status=status) for number, page in enumerate(pages)]
    packed = path.suffix == ".gz"
    path.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    return path


def _record(number: int, url: str, body: bytes, headers: dict[str, str], *, status: str) -> bytes:
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    response = f"HTTP/1.1 {status}\r\n{told}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:example:{number}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2021-11-07T09:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(response)}\r\n\r\n"
    )
    return head.encode() + response + b"\r\n\r\n"


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_pages_come_with_their_address_and_charset(tmp_path: Path, name: str) -> None:
    (page,) = read_archive(write(tmp_path / name, ("https://news.example/1", PAGE, HTML)))
    assert (page.url, page.data, page.kind, page.charset, page.is_html) == (
        "https://news.example/1",
        PAGE,
        "text/html",
        "utf-8",
        True,
    )


def test_what_is_no_page_is_left_out(tmp_path: Path) -> None:
    picture = ("https://news.example/1.png", b"\x89PNG", {"Content-Type": "image/png"})
    assert list(read_archive(write(tmp_path / "a.warc", picture))) == []
    assert list(read_archive(write(tmp_path / "b.warc", ("https://x.example", PAGE, HTML), status="404 Gone"))) == []


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    packed = ("https://news.example/1", gzip.compress(PAGE), HTML | {"Content-Encoding": "gzip"})
    (page,) = read_archive(write(tmp_path / "a.warc", packed))
    assert page.data == PAGE


def test_a_page_that_unpacks_to_more_than_an_article_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    bomb = ("https://news.example/1", gzip.compress(b"x" * 100_000), HTML | {"Content-Encoding": "gzip"})
    (page,) = read_archive(write(tmp_path / "a.warc.gz", bomb))
    assert page.data is None


def test_what_stands_before_damage_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", ("https://news.example/1", PAGE, HTML))
    path.write_bytes(path.read_bytes() + b"no record\r\n\r\n" * 9)
    pages = read_archive(path)
    assert next(pages).url == "https://news.example/1"
    with pytest.raises(BadSource, match="is damaged, or no WARC file"):
        next(pages)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="cannot be read"):
        list(read_archive(tmp_path / "none.warc"))


def test_an_empty_archive_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc"
    path.touch()
    with pytest.raises(BadSource, match="is empty"):
        list(read_archive(path))
