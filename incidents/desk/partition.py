"""A part of a table of articles through the coder: rows in, documents out, on whatever machine holds the part.

Needs no database, no clock and no network, so that the same rows give the same documents wherever they are worked on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from incidents.desk.articles import undated, write_suggestion
from incidents.desk.backing import BY_RULES, Backing
from incidents.desk.batch import Request, attempt, open_once
from incidents.domain.article import Article
from incidents.domain.day import read_day
from incidents.domain.summing import Document
from incidents.errors import BadSource
from incidents.intake.source import Overrides, read_held

Row = Mapping[str, Any]


def suggest_rows(rows: Iterable[Row], *, backing: Backing = BY_RULES) -> Iterator[Document]:
    """A document for each of *rows*, in their order: what ``incidents suggest --json`` says of a file with that text.

    A row has ``path``, a file's name or a URL, and ``text``, all that stands there: an article with or without header
    lines, or a page. ``title``, ``publisher`` and ``published_on`` (a date, or text) stand above what the text says;
    they may be absent or None. Of a row that cannot be coded the document has ``article`` with its path, and the
    ``problem``. The coder is opened with the first row and kept for all later calls in the same process.
    """
    for row in rows:
        yield _suggest(row, backing)


def _suggest(row: Row, backing: Backing) -> Document:
    path = str(row["path"])
    outcome = attempt(Request(source=path), open_once(backing), read=partial(_read, row))
    if outcome.suggestion is None:
        return {"article": {"path": path}, "events": [], "problem": str(outcome.problem)}
    return write_suggestion(outcome.suggestion)


def _read(row: Row, request: Request) -> Article:
    """The article of *row*. Raises BadSource for one that is none, or without a date of publication."""
    if not isinstance(row["text"], str):
        raise BadSource(f"{request.source} has no text")
    overrides = Overrides(title=row.get("title"), publisher=row.get("publisher"), published_on=_day(row, request))
    article = read_held(row["text"], source=request.source, overrides=overrides)
    if article.published_on is None:
        raise undated(request.source)
    return article


def _day(row: Row, request: Request) -> date | None:
    given = row.get("published_on")
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return read_day(str(given))
    except ValueError as problem:
        raise BadSource(f"{request.source}: {problem}") from problem
