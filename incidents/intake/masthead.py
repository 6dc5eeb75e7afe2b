"""The title and the date at the top of a text that was copied from a page, without header lines.

Recognises a line that is nothing but a date, and the headline above it. Does not guess: where two lines could be the
title or two dates are given, nothing is taken and all lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from incidents.domain.dates import read_day
from incidents.intake.furniture import is_furniture

_TOP = 8
_LONGEST_DATELINE = 150
_ANNOUNCES = re.compile(r"\s*(?:first\s+)?(?:published|posted|date)(?:\s+(?:on|at))?\s*:?\s+", re.IGNORECASE)
_SEPARATES = re.compile(r"\s*[|\u2022\u00b7]\s*|\s+[\u2013\u2014-]\s+")
_ENDS_SENTENCE = re.compile(r"[.!?:\u2026]['\"\u2019\u201d)\]]?$")
_BYLINE = re.compile(r"(?:by|from)\s+[A-Z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the top of a text says about it, None where it does not or not surely; *rest* is the text below."""

    title: str | None
    published_on: date | None
    rest: str


def read_masthead(text: str) -> Masthead:
    """The title and date at the top of *text*, and the text without the lines that were taken.

    With a date line, the title is the nearest headline above it, or the next below when it comes first; shorter
    lines above a headline are the site's own. Without one, a title is a first line that a paragraph of prose follows
    after a blank line.
    """
    lines = text.split("\n")
    top = [number for number, line in enumerate(lines) if line.strip()][:_TOP]
    dated = {number: day for number in top for day in _dates(lines[number])}
    if len(set(dated.values())) != 1:
        return _undated(text, lines, top)
    at, day = next(iter(dated.items()))
    title = _title_beside(lines, top, at)
    cut = (
        {at}
        | ({title} if title is not None else set())
        | _site_lines(lines, top, max(at, -1 if title is None else title))
    )
    return Masthead(None if title is None else lines[title].strip(), day, _without(lines, cut))


def is_prose(line: str) -> bool:
    """True for a sentence or a paragraph; False for a headline, a label, a byline."""
    words = len(line.split())
    return words > 30 or (words >= 8 and _ENDS_SENTENCE.search(line.strip()) is not None)


def _undated(text: str, lines: Sequence[str], top: Sequence[int]) -> Masthead:
    if len(top) < 2 or top[1] == top[0] + 1 or not _is_headline(lines[top[0]]) or not is_prose(lines[top[1]]):
        return Masthead(None, None, text)
    return Masthead(lines[top[0]].strip(), None, _without(lines, {top[0]}))


def _dates(line: str) -> Iterator[date]:
    """The day that *line* is about as a whole, or in one of its parts ("By Jane Doe | 7 November 2021")."""
    line = " ".join(line.split())
    if len(line) > _LONGEST_DATELINE:
        return
    parts = [line, *_SEPARATES.split(line)]
    if any(len(part.split()) > 8 for part in parts[1:]):
        return
    for part in parts:
        try:
            yield read_day(_ANNOUNCES.sub("", part, count=1) if _ANNOUNCES.match(part) else part)
        except ValueError:
            continue
        return


def _title_beside(lines: Sequence[str], top: Sequence[int], at: int) -> int | None:
    above = [number for number in top if number < at and _is_headline(lines[number])]
    if above or at != top[0]:
        return above[-1] if above else None
    return next((number for number in top[1:2] if _is_headline(lines[number])), None)


def _is_headline(line: str) -> bool:
    line = line.strip()
    return (
        3 <= len(line.split()) <= 30
        and not _ENDS_SENTENCE.search(line.replace("?", "").replace("!", ""))
        and _BYLINE.match(line) is None
        and not is_furniture(line)
    )


def _site_lines(lines: Sequence[str], top: Sequence[int], last: int) -> set[int]:
    """The taglines, sections and bylines of the top, down to the line *last*; a full sentence is never one."""
    return {number for number in top if number < last and not _ENDS_SENTENCE.search(lines[number].strip())}


def _without(lines: Sequence[str], cut: set[int]) -> str:
    return "\n".join(line for number, line in enumerate(lines) if number not in cut).strip("\n")
