"""A file, a URL or standard input becomes an article: text, title, outlet, date of publication, language.

What the user says (*overrides*) stands above what the source's header says, and that above what was recognised.
What is not surely there stays None. Reads no clock and no database.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

from incidents.domain.articles import Article
from incidents.intake.addresses import Guard
from incidents.intake.encoding import decode, settle, settle_line
from incidents.intake.files import read_file, read_stream
from incidents.intake.language import detect_language
from incidents.intake.reading import Reading, read_text, refuse_impossible

Value = TypeVar("Value")
STANDARD_INPUT = "-"
_PAGES = {".html", ".htm", ".xhtml"}
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the user says about an article; None leaves it to the source."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None


NO_OVERRIDES = Overrides()


def read_source(
    source: str,
    *,
    overrides: Overrides = NO_OVERRIDES,
    today: date | None = None,
    stdin: BinaryIO | None = None,
    guard: Guard | None = None,
) -> Article:
    """The article in *source*: a file's path, a URL, or ``-`` for *stdin* (the process's own when None).

    ``published_on`` is None when neither user nor source say it. With *today*, a later date of publication is refused.
    *guard* says how a URL may be fetched. Raises BadSource with one sentence for whatever is no article.
    """
    name = "standard input" if source == STANDARD_INPUT else settle(source)
    reading = _read(source, name, stdin=stdin, guard=guard, needs_date=overrides.published_on is None)
    return _article(source, name, reading, overrides=overrides, today=today)


def _article(source: str, name: str, reading: Reading, *, overrides: Overrides, today: date | None) -> Article:
    published_on = _stated(overrides.published_on, reading.published_on)
    refuse_impossible(published_on, source=name, today=today)
    return Article(
        id=_identifier(source),
        path=None if source == STANDARD_INPUT else settle(source),
        text=reading.text,
        title=settle_line(_stated(overrides.title, reading.title)),
        publisher=settle_line(_stated(overrides.publisher, reading.publisher)),
        published_on=published_on,
        scale=reading.scale,
        language=reading.language or detect_language(reading.text) or reading.hinted_language,
    )


def read_data(
    data: bytes, *, source: str, declared: str | None = None, is_page: bool = False, today: date | None = None
) -> Article:
    """The article in *data*, the bytes that were read from *source* before; *declared* is a charset told with them.

    ``published_on`` is None when it does not say. Raises BadSource as ``read_source`` does.
    """
    name = settle(source)
    reading = read_text(decode(data, name=name, declared=declared), name=name, is_page=is_page)
    return _article(source, name, reading, overrides=NO_OVERRIDES, today=today)


def is_url(source: str) -> bool:
    """Whether *source* is an address on the web."""
    return _URL.match(source) is not None


def read_held(text: str, *, source: str, overrides: Overrides = NO_OVERRIDES) -> Article:
    """The article in *text*, the characters that *source* holds, just as ``read_source`` reads it. Opens nothing.

    Raises BadSource as ``read_source`` does.
    """
    name = settle(source)
    needs_date = overrides.published_on is None
    reading = read_text(settle(text), name=name, needs_date=needs_date, is_page=_is_page(source))
    return _article(source, name, reading, overrides=overrides, today=None)


def _identifier(source: str) -> str:
    if source == STANDARD_INPUT:
        return "stdin"
    return settle(source if _URL.match(source) else Path(source).stem)


def _stated(by_user: Value | None, by_source: Value | None) -> Value | None:
    return by_source if by_user is None else by_user


def _read(source: str, name: str, *, stdin: BinaryIO | None, guard: Guard | None, needs_date: bool) -> Reading:
    if source == STANDARD_INPUT:
        data = read_stream(sys.stdin.buffer if stdin is None else stdin, name=name)
        return read_text(decode(data, name=name), name=name, needs_date=needs_date)
    if _URL.match(source):
        from incidents.intake.fetch import fetch  # noqa: PLC0415 - loads an HTTP client, for URLs only

        page = fetch(source, guard=Guard() if guard is None else guard)
        text = decode(page.data, name=name, declared=page.charset)
        return read_text(text, name=name, needs_date=needs_date, is_page=page.is_html)
    path = Path(source)
    text = decode(read_file(path), name=name)
    return read_text(text, name=name, needs_date=needs_date, is_page=_is_page(source))


def _is_page(path: str) -> bool:
    return Path(path).suffix.lower() in _PAGES
