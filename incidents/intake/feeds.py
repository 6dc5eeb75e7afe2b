"""Feeds in RSS or Atom, and the file that names them: which articles they tell of, where, and since when.

XML is read without entities, DTDs and network, so that a feed can neither blow up nor ask for anything. Fetches
nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from incidents.errors import BadSource
from incidents.intake.encoding import settle_line

MOST_ENTRIES = 5_000
_EXAMPLE = '[[feeds]]\n  url = "https://example.org/news.xml"\n  name = "The Example Courier"'
_DATES = ("pubDate", "published", "date", "updated", "issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed at *url*; *name* is the outlet's, for articles that do not say."""

    url: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that a list tells of: its *url*, and what the list says of it, None where it does not."""

    url: str
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None


def read_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds that a TOML file names. Raises BadSource, naming file and entry."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("feeds")
    except OSError as problem:
        raise BadSource(f"{path} cannot be read: {problem.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadSource(f"{path} is no TOML: {problem}", mend=f"write it like\n  {_EXAMPLE}") from None
    if not isinstance(rows, list) or not rows:
        raise BadSource(f"{path} names no feed", mend=f"write it like\n  {_EXAMPLE}")
    return tuple(_read_feed(path, number, row) for number, row in enumerate(rows, start=1))


def read_entries(data: bytes, *, feed: Feed) -> tuple[Entry, ...]:
    """The articles that a feed tells of, in its order, each address once. Raises BadSource for what is no feed."""
    from lxml import etree  # noqa: PLC0415 - for feeds only

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise BadSource(f"{feed.url} is no feed: {problem}", mend="give the address of an RSS or Atom feed") from None
    if root is None or _name(root) not in {"rss", "feed", "RDF"}:
        raise BadSource(f"{feed.url} is no RSS or Atom feed", mend="give the address of one")
    items = [each for each in root.iter() if _name(each) in {"item", "entry"}][:MOST_ENTRIES]
    found = {entry.url: entry for item in items if (entry := _read_entry(item, feed)) is not None}
    return tuple(found.values())


def _read_feed(path: Path, number: int, row: object) -> Feed:
    known = {"url", "name"}
    told = row if isinstance(row, Mapping) else {}
    if not isinstance(told.get("url"), str) or told.keys() - known or not isinstance(told.get("name", ""), str):
        raise BadSource(f"{path}, feed {number}: wants a url, and may have a name", mend=f"write it like\n  {_EXAMPLE}")
    return Feed(url=told["url"], name=told.get("name") or None)


def _read_entry(item: Any, feed: Feed) -> Entry | None:  # noqa: ANN401 - an element of lxml
    texts: dict[str, str] = {}
    for each in item:
        texts.setdefault(_name(each), "".join(each.itertext()).strip())
    url = _find_link(item) or texts.get("link") or ""
    if not url.startswith(("http://", "https://")):
        return None
    days = (_read_day(texts[name]) for name in _DATES if name in texts)
    return Entry(
        url=url,
        title=settle_line(texts.get("title")),
        publisher=feed.name,
        published_on=next((day for day in days if day is not None), None),
    )


def _find_link(item: Any) -> str | None:  # noqa: ANN401 - an element of lxml
    """The address in an Atom link that leads to the article itself."""
    links = [each for each in item if _name(each) == "link" and each.get("href")]
    chosen = [each for each in links if each.get("rel", "alternate") == "alternate"]
    return str(chosen[0].get("href")) if chosen else None


def _name(element: Any) -> str:  # noqa: ANN401 - an element of lxml; a comment has no name
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _read_day(text: str) -> date | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text.strip()).date()
        except (ValueError, TypeError, IndexError):
            continue
    return None


def sort_out(entries: tuple[Entry, ...], since: date | None) -> Iterator[Entry]:
    """The entries of *since* and later; those without a date may be new."""
    return (each for each in entries if since is None or each.published_on is None or each.published_on >= since)
