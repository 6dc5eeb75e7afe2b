"""What a plain text says about its article: header lines, the title and date at its top, and its language.

Nothing is guessed: if two lines could be the title, or two dates are given, nothing is taken and all lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from incidents.domain.dates import read_day
from incidents.errors import BadSource
from incidents.intake.text import is_boilerplate

_HEADER_NAMES = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "outlet": "publisher",
    "scale": "scale",
    "source scale": "scale",
    "source": "publisher",
    "date": "date",
    "published": "date",
    "published on": "date",
    "publication date": "date",
    "url": "url",
    "link": "url",
    "language": "language",
    "author": "author",
    "byline": "author",
}
_HEADER_LINE = re.compile(rf"\s*({'|'.join(_HEADER_NAMES)})\s*:(.*)", re.IGNORECASE)
_TOP_LINES = 8
_LONGEST_DATELINE = 150
_ANNOUNCES = re.compile(r"\s*(?:first\s+)?(?:published|posted|date)(?:\s+(?:on|at))?\s*:?\s+", re.IGNORECASE)
_SEPARATES = re.compile(r"\s*[|\u2022\u00b7]\s*|\s+[\u2013\u2014-]\s+")
_ENDS_SENTENCE = re.compile(r"[.!?:\u2026]['\"\u2019\u201d)\]]?$")
_BYLINE = re.compile(r"(?:by|from)\s+[A-Z]", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"\s*([a-z]{2})(?![a-z])", re.IGNORECASE)
_DETECTED_LENGTH = 4000
_FEWEST_LETTERS, _FEWEST_FOREIGN_LETTERS = 40, 6
_LAST_LATIN = "\u02af"
# Words that carry English and no other language that news is written in; four different ones settle it at once, so
# that the model, which takes a second to load, is needed for other texts only.
_ENGLISH = frozenset(
    re.findall(r"\w+", "the and that were which who with from have has been their they this said"),
)
# Small words, and words of what is coded here, that no other language shares; three different ones that are a tenth of
# the words make even a single sentence English.
_SMALL_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and from with an are were has that their after two three killed kills injured wounded people stabs"
        " stabbed shot soldiers civilians gunmen airstrike airstrikes strikes",
    )
)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The text after the colon, None if there is none, and the line's number in the file, from 1."""

    number: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The header *lines* by name (title, publisher, scale, date, url, language, author), and the *rest* below them."""

    lines: Mapping[str, HeaderLine]
    rest: str

    def get(self, name: str) -> str | None:
        """Return the value of the line *name*, None if it is absent or empty."""
        line = self.lines.get(name)
        return None if line is None else line.value


@dataclass(frozen=True, slots=True)
class Byline:
    """Title and date at the top of a text, None if they are not there or not certain; *rest* is the text below."""

    title: str | None
    published_on: date | None
    rest: str


def read_header(text: str, *, source: str) -> Header:
    """Read the header lines of *text*: in any order and case, blank lines between them, up to the first other line.

    Raises BadSource, naming *source* and line, if two lines have the same name.
    """
    lines = text.split("\n")
    header: dict[str, HeaderLine] = {}
    end = 0
    for number, line in enumerate(lines, start=1):
        found = _HEADER_LINE.fullmatch(line)
        if found is None and line.strip():
            break
        if found is not None:
            name = _HEADER_NAMES[" ".join(found[1].lower().split())]
            if name in header:
                what = f"{source}, line {number}: a second {name} (the first is in line {header[name].number})"
                raise BadSource(what, mend="keep one of them")
            header[name] = HeaderLine(number, " ".join(found[2].split()) or None)
            end = number
    return Header(header, "\n".join(lines[end:]).strip("\n"))


def read_byline(text: str) -> Byline:
    """Read the title and date at the top of *text*, as copied from a page, and remove the lines that were taken.

    With a date line, the title is the nearest headline above it, or the next below if the date comes first; shorter
    lines above a headline are the site's own. Without one, a title is a first line that a paragraph of prose follows
    after a blank line.
    """
    lines = text.split("\n")
    top = [number for number, line in enumerate(lines) if line.strip()][:_TOP_LINES]
    dated = {number: day for number in top for day in _dates(lines[number])}
    if len(set(dated.values())) != 1:
        return _undated(text, lines, top)
    at, day = next(iter(dated.items()))
    title = _title_beside(lines, top, at)
    if title is None:
        return Byline(None, day, _without(lines, {at} | _site_lines(lines, top, at)))
    taken = {at, title} | _site_lines(lines, top, max(at, title))
    return Byline(lines[title].strip(), day, _without(lines, taken))


def is_prose(line: str) -> bool:
    """Return whether *line* is a sentence or a paragraph, and not a headline, a label or a byline."""
    words = len(line.split())
    return words > 30 or (words >= 8 and _ENDS_SENTENCE.search(line.strip()) is not None)


def _undated(text: str, lines: Sequence[str], top: Sequence[int]) -> Byline:
    if len(top) < 2 or top[1] == top[0] + 1 or not _is_headline(lines[top[0]]) or not is_prose(lines[top[1]]):
        return Byline(None, None, text)
    return Byline(lines[top[0]].strip(), None, _without(lines, {top[0]}))


def _dates(line: str) -> Iterator[date]:
    """Read the day that *line* gives as a whole, or in one of its parts ("By Jane Doe | 7 November 2021")."""
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
        and not is_boilerplate(line)
    )


def _site_lines(lines: Sequence[str], top: Sequence[int], last: int) -> set[int]:
    """Return the taglines, sections and bylines of the top, above the line *last*; a full sentence is never one."""
    return {number for number in top if number < last and not _ENDS_SENTENCE.search(lines[number].strip())}


def _without(lines: Sequence[str], cut: set[int]) -> str:
    return "\n".join(line for number, line in enumerate(lines) if number not in cut).strip("\n")


def read_language(tag: str | None) -> str | None:
    """Return the ISO 639-1 code that a language *tag* such as "en-GB" begins with; None for "fil" or "English"."""
    found = _LANGUAGE_TAG.match(tag or "")
    return None if found is None else found[1].lower()


def detect_language(text: str) -> str | None:
    """Return the language of *text* as an ISO 639-1 code; None below forty letters, or if there is no telling.

    In another script than the Latin one six letters are enough.
    """
    text = text[:_DETECTED_LENGTH]
    letters = [character for character in text if character.isalpha()]
    is_foreign = sum(character > _LAST_LATIN for character in letters) * 2 > len(letters)
    if len(letters) < (_FEWEST_FOREIGN_LETTERS if is_foreign else _FEWEST_LETTERS):
        return None
    if _is_plainly_english(text):
        return "en"
    from py3langid import classify  # noqa: PLC0415 - loads numpy and a model, a second

    code: str = classify(text)[0]
    return code if len(code) == 2 else None


def _is_plainly_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    english = [word for word in map(str.lower, words) if word in _ENGLISH]
    small = [word for word in words if word in _SMALL_ENGLISH]
    return any(
        len(set(found)) >= fewest and len(found) * 10 >= len(words) for found, fewest in ((english, 4), (small, 3))
    )
