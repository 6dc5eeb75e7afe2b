"""Lists of articles to fetch: feeds in RSS or Atom, the TOML file that names feeds, and CSV files with addresses.

XML is read without entities, DTDs and network, so that a feed can neither grow when it is parsed nor request anything.
Nothing here fetches.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from incidents.domain.dates import read_day
from incidents.errors import BadSource
from incidents.intake.text import decode, normalise_line

MOST_ENTRIES = 5_000
_EXAMPLE = '[[feeds]]\n  url = "https://example.org/news.xml"\n  name = "The Example Courier"'
_DATE_ELEMENTS = ("pubDate", "published", "date", "updated", "issued")
_COLUMNS = {
    "url": ("url", "link", "address", "source_url"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "source"),
    "published_on": ("published_on", "date", "published", "publication_date"),
}
MOST_LISTING_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed at *url*; *name* is the outlet of articles that do not name one."""

    url: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in a list: its *url*, and what the list says about it, None if it does not."""

    url: str
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None


def read_feeds(path: Path) -> tuple[Feed, ...]:
    """Read the feeds that a TOML file names. Raises BadSource, naming file and entry."""
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
    """Read the articles of a feed, in its order, each address once. Raises BadSource if *data* is no feed."""
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


def read_listing(path: Path) -> tuple[Entry, ...]:
    """Read the articles that a CSV file lists, each address once. Raises BadSource, naming file and line."""
    try:
        if path.stat().st_size > MOST_LISTING_BYTES:
            raise BadSource(f"{path} is larger than {MOST_LISTING_BYTES // 1_000_000} MB", mend="cut it")
        text = decode(path.read_bytes(), name=str(path))
    except OSError as problem:
        raise BadSource(f"{path} cannot be read: {problem.strerror}") from None
    rows = csv.DictReader(text.splitlines())
    named = _find_columns(path, [name for name in rows.fieldnames or () if name])
    found: dict[str, Entry] = {}
    for row in rows:
        entry = _read_row(
            path, rows.line_num, {name: (row.get(column) or "").strip() for name, column in named.items()}
        )
        found.setdefault(entry.url, entry)
    return tuple(found.values())


def filter_since(entries: tuple[Entry, ...], since: date | None) -> Iterator[Entry]:
    """Iterate over the entries of *since* and later, and over those without a date, which may be new."""
    return (each for each in entries if since is None or each.published_on is None or each.published_on >= since)


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
    days = (_read_feed_date(texts[name]) for name in _DATE_ELEMENTS if name in texts)
    return Entry(
        url=url,
        title=normalise_line(texts.get("title")),
        publisher=feed.name,
        published_on=next((day for day in days if day is not None), None),
    )


def _find_link(item: Any) -> str | None:  # noqa: ANN401 - an element of lxml
    """Return the address in the Atom link that leads to the article itself."""
    links = [each for each in item if _name(each) == "link" and each.get("href")]
    chosen = [each for each in links if each.get("rel", "alternate") == "alternate"]
    return str(chosen[0].get("href")) if chosen else None


def _name(element: Any) -> str:  # noqa: ANN401 - an element of lxml; a comment has no name
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _read_feed_date(text: str) -> date | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text.strip()).date()
        except (ValueError, TypeError, IndexError):
            continue
    return None


def _find_columns(path: Path, header: list[str]) -> dict[str, str]:
    folded = {name.strip().lower().replace(" ", "_"): name for name in header}
    named = {
        name: next(folded[each] for each in called if each in folded)
        for name, called in _COLUMNS.items()
        if folded.keys() & set(called)
    }
    if "url" not in named:
        raise BadSource(f"{path} has no column url", mend="head it: url,title,publisher,date")
    return named


def _read_row(path: Path, line: int, cells: dict[str, str]) -> Entry:
    where = f"{path}, line {line}"
    if not cells["url"].startswith(("http://", "https://")):
        raise BadSource(
            f"{where}: {cells['url']!r} is not an address on the web", mend="mend the line, and run it again"
        )
    day = cells.get("published_on")
    try:
        published_on = read_day(day) if day else None
    except ValueError as problem:
        raise BadSource(f"{where}: {problem}", mend="write it as 2021-11-07") from None
    return Entry(
        url=cells["url"],
        title=normalise_line(cells.get("title")),
        publisher=normalise_line(cells.get("publisher")),
        published_on=published_on,
    )
