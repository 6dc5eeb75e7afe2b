"""Feeds, the file that names them, and CSV files that list addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from incidents.errors import BadSource
from incidents.intake.feeds import Entry, Feed, filter_since, read_entries, read_feeds, read_listing

FEED = Feed(url="https://news.example/feed", name="The Example Courier")
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>
<item><title>Bomb in &amp; near Mosul</title><link> https://news.example/1 </link>
<pubDate>Sun, 07 Nov 2021 08:00:00 GMT</pubDate></item>
<item><title>No address</title></item>
<item><title>Again</title><link>https://news.example/1</link></item>
<item><link>ftp://news.example/2</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Clash</title>
<link rel="self" href="https://news.example/self"/><link href="https://news.example/3"/>
<published>2021-11-08T23:30:00Z</published></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>Raid</title><link>https://news.example/4</link>
 <dc:date>2021-11-09</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("data", "url", "title", "day"),
    [
        (RSS, "https://news.example/1", "Again", None),
        (ATOM, "https://news.example/3", "Clash", date(2021, 11, 8)),
        (RDF, "https://news.example/4", "Raid", date(2021, 11, 9)),
    ],
)
def test_each_kind_of_feed_is_read(data: bytes, url: str, title: str, day: date | None) -> None:
    (entry,) = read_entries(data, feed=FEED)
    assert entry == Entry(url=url, title=title, publisher="The Example Courier", published_on=day)


def test_dates_of_mail_are_read() -> None:
    once = RSS.replace(b"<item><title>Again</title><link>https://news.example/1</link></item>", b"")
    (entry,) = read_entries(once, feed=FEED)
    assert (entry.title, entry.published_on) == ("Bomb in & near Mosul", date(2021, 11, 7))


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    outside = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://%s/secret">]>' % str(tmp_path).encode()
    data = outside + b"<rss><channel><item><title>&x;</title><link>https://news.example/1</link></item></channel></rss>"
    assert all("secret" not in (entry.title or "") for entry in read_entries(data, feed=FEED))


def test_a_billion_laughs_do_not_blow_up() -> None:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10))
    data = b'<!DOCTYPE rss [<!ENTITY l0 "ha">' + levels + b"]><rss><channel><item><title>&l9;</title>"
    data += b"<link>https://news.example/1</link></item></channel></rss>"
    assert sum(len(entry.title or "") for entry in read_entries(data, feed=FEED)) < 1000


@pytest.mark.parametrize("data", [b"", b"<html><body>News</body></html>", b"{}", b"\x00\xff"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(BadSource, match="is no"):
        read_entries(data, feed=FEED)


def test_feeds_are_named_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[feeds]]\nurl = "https://a.example/x"\nname = "A"\n[[feeds]]\nurl = "https://b.example/y"\n', "utf-8"
    )
    assert read_feeds(path) == (Feed(url="https://a.example/x", name="A"), Feed(url="https://b.example/y"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names no feed"),
        ("[[feeds]]\nname = 'A'", "feed 1: wants a url"),
        ("[[feeds]", "is no TOML"),
        ("feeds = 3", "no feed"),
    ],
)
def test_a_file_of_feeds_that_is_none_is_refused_by_name(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadSource, match=told):
        read_feeds(path)


def test_older_entries_are_left_out_and_undated_ones_stay() -> None:
    entries = tuple(Entry(url=str(day), published_on=day) for day in (None, date(2021, 11, 6), date(2021, 11, 7)))
    assert [each.published_on for each in filter_since(entries, date(2021, 11, 7))] == [None, date(2021, 11, 7)]


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "urls.csv"
    path.write_text(text, "utf-8")
    return path


def test_addresses_come_with_what_is_known_of_them(tmp_path: Path) -> None:
    path = write(
        tmp_path, "URL,Headline,Outlet,Date\nhttps://a.example/1,Bomb,Courier,2021-11-07\nhttps://a.example/2,,,\n"
    )
    assert read_listing(path) == (
        Entry(url="https://a.example/1", title="Bomb", publisher="Courier", published_on=date(2021, 11, 7)),
        Entry(url="https://a.example/2"),
    )


def test_an_address_that_stands_twice_counts_once(tmp_path: Path) -> None:
    assert len(read_listing(write(tmp_path, "url\nhttps://a.example/1\nhttps://a.example/1\n"))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title\nBomb\n", "has no column url"),
        ("", "has no column url"),
        ("url\nhttps://a.example/1\nfile:///etc/passwd\n", "line 3: 'file:///etc/passwd' is not an address"),
        ("url,date\nhttps://a.example/1,soon\n", "line 2"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_by_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadSource, match=told):
        read_listing(write(tmp_path, text))
