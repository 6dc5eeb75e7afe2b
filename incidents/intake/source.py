"""A file, a URL or standard input becomes an article: text, title, outlet, date of publication, language.

There are three kinds of source: a page in HTML, a text with header lines, and a text that was copied from a page. What
the user says (*overrides*) counts more than the source's header, and that more than what was recognised. What is not
certain stays None. Reads no clock and no database.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

from incidents.domain.articles import Article
from incidents.domain.dates import read_day
from incidents.errors import BadSource
from incidents.intake.addresses import Guard
from incidents.intake.files import read_file, read_stream
from incidents.intake.html import is_html, read_body, read_page, refuse_too_big
from incidents.intake.metadata import Header, detect_language, read_byline, read_header, read_language
from incidents.intake.text import decode, normalise_line, normalise_text, remove_boilerplate

STANDARD_INPUT = "-"
EARLIEST = date(1900, 1, 1)
MOST_LINES = 100_000
_TIME_ZONES = timedelta(days=1)  # somewhere it is tomorrow already
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|sitemapindex|urlset)\b", re.IGNORECASE)
_GIVE_TEXT = "give a file with the text of an article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the user says about an article; None leaves it to the source."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a source says, None if it does not say it.

    *language* was stated by the person who made the file; *hinted_language* is what a page's template declares, which
    is often wrong.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    scale: str | None = None
    published_on: date | None = None
    language: str | None = None
    hinted_language: str | None = None


def is_url(source: str) -> bool:
    """Return whether *source* is an address on the web."""
    return _URL.match(source) is not None


def read_source(
    source: str,
    *,
    overrides: Overrides = NO_OVERRIDES,
    today: date | None = None,
    stdin: BinaryIO | None = None,
    guard: Guard | None = None,
) -> Article:
    """Return the article in *source*: a file's path, a URL, or ``-`` for *stdin* (the process's own if None).

    ``published_on`` is None if neither user nor source say it. With *today*, a later date of publication is refused.
    *guard* says how a URL may be fetched. Raises BadSource with one sentence for whatever is no article.
    """
    name, is_page = _name(source), False
    if source == STANDARD_INPUT:
        text = decode(read_stream(sys.stdin.buffer if stdin is None else stdin, name=name), name=name)
    elif is_url(source):
        from incidents.intake.fetch import fetch  # noqa: PLC0415 - loads an HTTP client, for URLs only

        page = fetch(source, guard=Guard() if guard is None else guard)
        text, is_page = decode(page.data, name=name, declared=page.charset), page.is_html
    else:
        text, is_page = decode(read_file(Path(source)), name=name), _is_html_file(source)
    content = _parse(text, name, needs_date=overrides.published_on is None, is_page=is_page)
    return _make_article(source, content, overrides=overrides, today=today)


def read_bytes(
    data: bytes, *, source: str, declared: str | None = None, is_page: bool = False, today: date | None = None
) -> Article:
    """Return the article in *data*, the bytes that were read from *source*; *declared* is the charset told with them.

    ``published_on`` is None if it does not say it. Raises BadSource as ``read_source`` does.
    """
    text = decode(data, name=_name(source), declared=declared)
    return _make_article(source, _parse(text, _name(source), is_page=is_page), overrides=NO_OVERRIDES, today=today)


def read_text(text: str, *, source: str, overrides: Overrides = NO_OVERRIDES) -> Article:
    """Return the article in *text*, the characters that *source* holds, just as ``read_source`` does. Opens nothing.

    Raises BadSource as ``read_source`` does.
    """
    needs_date = overrides.published_on is None
    content = _parse(normalise_text(text), _name(source), needs_date=needs_date, is_page=_is_html_file(source))
    return _make_article(source, content, overrides=overrides, today=None)


def _name(source: str) -> str:
    return "standard input" if source == STANDARD_INPUT else normalise_text(source)


def _is_html_file(source: str) -> bool:
    return Path(source).suffix.lower() in _HTML_SUFFIXES


def _make_article(source: str, content: _Content, *, overrides: Overrides, today: date | None) -> Article:
    published_on = content.published_on if overrides.published_on is None else overrides.published_on
    _refuse_impossible_date(published_on, name=_name(source), today=today)
    stem = "stdin" if source == STANDARD_INPUT else source if is_url(source) else Path(source).stem
    return Article(
        id=normalise_text(stem),
        path=None if source == STANDARD_INPUT else normalise_text(source),
        text=content.text,
        title=normalise_line(content.title if overrides.title is None else overrides.title),
        publisher=normalise_line(content.publisher if overrides.publisher is None else overrides.publisher),
        published_on=published_on,
        scale=content.scale,
        language=content.language or detect_language(content.text) or content.hinted_language,
    )


def _refuse_impossible_date(published_on: date | None, *, name: str, today: date | None) -> None:
    """Raise BadSource for a date of publication before 1900, or after *today* if that is given."""
    mend = "mend the date in the source, or give --published-on"
    if published_on is not None and published_on < EARLIEST:
        raise BadSource(f"{name} would be published on {published_on}, before {EARLIEST.year}", mend=mend)
    if published_on is not None and today is not None and published_on > today + _TIME_ZONES:
        raise BadSource(f"{name} would be published on {published_on}, in the future", mend=mend)


def _parse(text: str, name: str, *, needs_date: bool = True, is_page: bool = False) -> _Content:
    """Return what *text* says; it is HTML if *is_page* or if it begins so.

    A header's date is read only if *needs_date*, so that a date given by the user replaces one that cannot be read.
    """
    if not text.strip():
        raise BadSource(f"{name} holds nothing but white space", mend=_GIVE_TEXT)
    is_page = is_page or is_html(text)
    content = _parse_page(text, name) if is_page else _parse_plain(text, name, needs_date=needs_date)
    if not content.text.strip():
        raise BadSource(f"{name} holds no text of an article", mend=_GIVE_TEXT)
    return content


def _parse_page(html: str, name: str) -> _Content:
    refuse_too_big(html, name=name)
    page = read_page(html)
    top = read_byline(normalise_text(read_body(html, name=name)))  # entities are characters only now
    title = normalise_line(page.title if page.title is not None else top.title)
    return _Content(
        text=remove_boilerplate(_without_title(top.rest, title)),
        title=title,
        publisher=normalise_line(page.publisher),
        published_on=page.published_on if page.published_on is not None else top.published_on,
        hinted_language=page.language,
    )


def _parse_plain(text: str, name: str, *, needs_date: bool) -> _Content:
    if _XML.match(text):
        raise BadSource(f"{name} is a feed or another XML file, not an article", mend="give the URL of one article")
    if text.count("\n") > MOST_LINES:
        raise BadSource(f"{name} has more than {MOST_LINES} lines, too many for an article", mend=_GIVE_TEXT)
    header = read_header(text, source=name)
    if not header.lines:
        top = read_byline(text)
        return _Content(text=remove_boilerplate(top.rest), title=top.title, published_on=top.published_on)
    return _Content(
        text=remove_boilerplate(_without_title(header.rest, header.get("title"))),
        title=header.get("title"),
        publisher=header.get("publisher"),
        scale=header.get("scale"),
        published_on=_read_header_date(header, name) if needs_date else None,
        language=read_language(header.get("language")),
    )


def _read_header_date(header: Header, name: str) -> date | None:
    line = header.lines.get("date")
    if line is None or line.value is None:
        return None
    try:
        return read_day(line.value)
    except ValueError as problem:
        mend = "write it as 2021-11-07, or give --published-on"
        raise BadSource(f"{name}, line {line.number}: {problem}", mend=mend) from None


def _without_title(text: str, title: str | None) -> str:
    """Remove a first line that only repeats the *title*."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title is not None and first.strip() == title else text
