"""The characters of a source become what it says: clean text, title, outlet, date of publication, language.

Three kinds of source: a page in HTML, a text with header lines, and a text as it was copied from a page.
Does not open anything; ``source`` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.domain.dates import read_day
from incidents.errors import BadSource
from incidents.intake.body import is_html, read_body
from incidents.intake.encoding import settle, settle_line
from incidents.intake.furniture import without_furniture
from incidents.intake.header import Header, read_header
from incidents.intake.language import read_code
from incidents.intake.masthead import read_masthead

EARLIEST = date(1900, 1, 1)
MOST_LINES = 100_000
# Somewhere it is tomorrow already.
_AHEAD = timedelta(days=1)
_FEED = re.compile(r"\s*<(?:\?xml|rss|feed|sitemapindex|urlset)\b", re.IGNORECASE)
_ARTICLE = "give a file with the text of an article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a source says, None where it does not.

    *language* was stated by the one who made the file; *hinted_language* is what a page's template declares, which
    is often wrong.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    scale: str | None = None
    published_on: date | None = None
    language: str | None = None
    hinted_language: str | None = None


def read_text(text: str, *, name: str, needs_date: bool = True, is_page: bool = False) -> Reading:
    """What *text* says; it is HTML when *is_page* or when it begins so.

    A header's date is only read when *needs_date*, so that a date given by hand mends one that cannot be read.
    Raises BadSource, naming *name*, when it holds no article.
    """
    if not text.strip():
        raise BadSource(f"{name} holds nothing but white space", mend=_ARTICLE)
    is_page = is_page or is_html(text)
    reading = _read_page(text, name) if is_page else _read_plain(text, name, needs_date=needs_date)
    if not reading.text.strip():
        raise BadSource(f"{name} holds no text of an article", mend=_ARTICLE)
    return reading


def refuse_impossible(published_on: date | None, *, source: str, today: date | None) -> None:
    """Raise BadSource for a date of publication before 1900, or after *today* where that is given."""
    mend = "mend the date in the source, or give --published-on"
    if published_on is not None and published_on < EARLIEST:
        raise BadSource(f"{source} would be published on {published_on}, before {EARLIEST.year}", mend=mend)
    if published_on is not None and today is not None and published_on > today + _AHEAD:
        raise BadSource(f"{source} would be published on {published_on}, in the future", mend=mend)


def _read_plain(text: str, name: str, *, needs_date: bool) -> Reading:
    if _FEED.match(text):
        raise BadSource(f"{name} is a feed or another XML file, not an article", mend="give the URL of one article")
    if text.count("\n") > MOST_LINES:
        raise BadSource(f"{name} has more than {MOST_LINES} lines, too many for an article", mend=_ARTICLE)
    header = read_header(text, source=name)
    return _read_headed(header, name, needs_date=needs_date) if header.lines else _read_copied(text)


def _read_page(html: str, name: str) -> Reading:
    # A parser of HTML, for pages only: neither a text nor a query need wait for it.
    from incidents.intake.bounds import refuse_too_big  # noqa: PLC0415
    from incidents.intake.page import read_page  # noqa: PLC0415

    refuse_too_big(html, name=name)
    page = read_page(html)
    masthead = read_masthead(settle(read_body(html, name=name)))  # entities are characters only now
    title = settle_line(page.title if page.title is not None else masthead.title)
    return Reading(
        text=without_furniture(_without_title(masthead.rest, title)),
        title=title,
        publisher=settle_line(page.publisher),
        published_on=page.published_on if page.published_on is not None else masthead.published_on,
        hinted_language=page.language,
    )


def _read_headed(header: Header, name: str, *, needs_date: bool) -> Reading:
    return Reading(
        text=without_furniture(_without_title(header.rest, header.get("title"))),
        title=header.get("title"),
        publisher=header.get("publisher"),
        scale=header.get("scale"),
        published_on=_header_day(header, name) if needs_date else None,
        language=read_code(header.get("language")),
    )


def _read_copied(text: str) -> Reading:
    masthead = read_masthead(text)
    return Reading(text=without_furniture(masthead.rest), title=masthead.title, published_on=masthead.published_on)


def _header_day(header: Header, name: str) -> date | None:
    line = header.lines.get("date")
    if line is None or line.value is None:
        return None
    try:
        return read_day(line.value)
    except ValueError as problem:
        mend = "write it as 2021-11-07, or give --published-on"
        raise BadSource(f"{name}, line {line.number}: {problem}", mend=mend) from None


def _without_title(text: str, title: str | None) -> str:
    """*text* without a first line that only repeats the *title*."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title is not None and first.strip() == title else text
