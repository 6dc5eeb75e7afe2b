"""Convert cells to values of an event document, the inverse of ``exchange.conversions``.

A profile names a conversion and its arguments. Without a name the type of the field decides: a date, a code, a number
or a text. What cannot be read raises ValueError or UnknownTerm with a sentence for the user. Only conversions of
several cells get blank ones. None of them is specific to a dataset.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Codes
from incidents.domain.casualties import read_figures
from incidents.domain.dates import read_day
from incidents.errors import BadCodebook, UnknownTerm
from incidents.exchange.conversions import SEPARATOR

_WHOLE = re.compile(r"[+-]?\d{1,15}(?:\.0+)?", re.ASCII)
_LONGER = re.compile(r"[+-]?\d{16,}(?:\.0+)?", re.ASCII)
_TIME = re.compile(r"[ T]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?")
_SHORT_YEAR = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d\d)")
_SHORT_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)", re.ASCII)
COUNTED = {  # the day from which days are counted, and how such a number looks: 2021 in a workbook is a year
    "counted": (date(1970, 1, 1), re.compile(r"\d{4,5}(?:\.0+)?", re.ASCII)),
    "workbook": (date(1899, 12, 30), re.compile(r"\d{5}(?:\.0+)?", re.ASCII)),
}
_MOST = 2_000_000_000  # what a column of integers holds in every database
_CENTURY_TURNS = 70  # two digits from here on are of the last century


def whole(cell: str) -> int:
    """Return the whole number in *cell*, also as spreadsheets write it ("4.0"). Raises ValueError."""
    if not is_whole(cell):
        is_long = _LONGER.fullmatch(cell.strip()) is not None
        raise ValueError("is too large a number" if is_long else "is not a whole number")
    return int(cell.strip().partition(".")[0])


def is_whole(cell: str) -> bool:
    """Return whether *cell* is what ``whole`` reads."""
    return _WHOLE.fullmatch(cell.strip()) is not None


def amount(cell: str) -> int:
    """Return a number of things. Raises ValueError, also for a negative one."""
    number = whole(cell)
    if not 0 <= number <= _MOST:
        raise ValueError(f"is not a whole number from 0 to {_MOST:,}")
    return number


def people(cell: str) -> int:
    """Return a number of people. Raises ValueError, also for a negative one."""
    number = whole(cell)
    if number < 0:
        raise ValueError("a number of people cannot be negative")
    if number > _MOST:
        raise ValueError(f"is more people than {_MOST:,}")
    return number


@lru_cache(maxsize=4096)
def day(cell: str, *, counted: str | None = None, is_day_first: bool | None = None) -> date:
    """Return the day in *cell* as ``read_day`` does, also with a time after it or a two-digit year. Raises ValueError.

    *counted* is a key of ``COUNTED``: a number may be one of days.
    """
    text = _TIME.sub("", cell.strip())
    if counted is not None:
        start, shape = COUNTED[counted]
        if shape.fullmatch(text) is not None:
            return start + timedelta(days=whole(text))
    if found := _SHORT_YEAR.fullmatch(text):
        text = f"{found[1]} {found[2]} {_full_year(found[3])}"
    elif is_day_first is not None and (found := _SHORT_FIGURES.fullmatch(text)):
        text = f"{found[1]}/{found[2]}/{_full_year(found[3])}"
    return read_day(text, is_day_first=is_day_first)


def _full_year(digits: str) -> int:
    return int(digits) + (1900 if int(digits) >= _CENTURY_TURNS else 2000)


Read = Callable[[Sequence[str]], Any]  # the cells of a part's columns, "" for a blank one

_DAY_FIRST, _MONTH_FIRST = "day_first", "month_first"
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,3},\d+", re.ASCII)  # degrees have no thousands
_BRACKETS = re.compile(r"\s*\([^()]*\)$")


def compile_reading(
    text: str | None, field: Field | None, codebook: Codebook, *, is_day_first: bool | None = None
) -> Read:
    """Return the conversion that *text* names, else that of the *field*'s type. Raises BadCodebook if there is none.

    *is_day_first* says how dates such as 03/04/2021 are meant; None: they are refused.
    """
    name, *arguments = (text or _default(field)).split(" ")
    if name == "day" and is_day_first is not None:
        arguments.append(_DAY_FIRST if is_day_first else _MONTH_FIRST)
    if name not in CONVERSIONS:
        raise BadCodebook(f"there is no conversion {name!r} for reading; there are {', '.join(CONVERSIONS)}")
    try:
        return CONVERSIONS[name](codebook, *arguments)
    except TypeError:
        raise BadCodebook(f"the conversion {text!r} has the wrong arguments") from None


def _default(field: Field | None) -> str:
    if field is None or field.type == "text":
        return "text"
    if field.type == "code":
        return "country" if field.vocabulary == "countries" else f"code {field.vocabulary}"
    return {"date": "day", "integer": "integer", "number": "decimal"}.get(field.type, "text")


def _text(_: Codebook) -> Read:
    return read_text


def read_text(cells: Sequence[str]) -> str | None:
    """Return the first of *cells* that says something."""
    return cells[0] or next(filter(None, cells), None)


def _squeezed(_: Codebook) -> Read:
    """Return the text on one line, each run of white space made one space."""
    return lambda cells: " ".join(" ".join(cells).split()) or None


def _texts(_: Codebook) -> Read:
    """Return the texts of one cell, as ``exchange.conversions.join`` writes them."""
    return lambda cells: cells[0].split(SEPARATOR)


def _mentioned(_: Codebook, code: str, *words: str) -> Read:
    """Return *code* for a text in which a word begins with one of *words*."""
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
    return lambda cells: code if pattern.search(cells[0]) is not None else None


def _integer(_: Codebook) -> Read:
    return lambda cells: amount(cells[0])


def _decimal(_: Codebook) -> Read:
    def read(cells: Sequence[str]) -> float:
        cell = cells[0]
        if "," in cell and _DECIMAL_COMMA.fullmatch(cell):
            cell = cell.replace(",", ".")
        try:
            number = float(cell)
        except ValueError:
            raise ValueError("is not a number") from None
        if not math.isfinite(number):
            raise ValueError("is not a number")
        return number

    return read


def _day(_: Codebook, *ways: str) -> Read:
    """Return a day in any form that can be read in one way only.

    *ways* name more of them: "counted" from 1970 on, as R saves days, or as a "workbook" does, from 1900 on;
    "day_first" or "month_first" for dates all in figures.
    """
    counted = next((way for way in ways if way in COUNTED), None)
    is_day_first = True if _DAY_FIRST in ways else False if _MONTH_FIRST in ways else None
    return lambda cells: day(cells[0], counted=counted, is_day_first=is_day_first).isoformat()


def _date_parts(_: Codebook) -> Read:
    """Return year, month and day of three cells, 0 for an unknown one, as the three fields of a date."""

    def read(cells: Sequence[str]) -> Mapping[str, str]:
        year, month, number = (whole(cell) if cell else 0 for cell in cells)
        try:
            first = date(year, month or 1, number if month and number else 1)
        except ValueError:
            raise ValueError("are no day that a calendar has") from None
        if month and number:
            return _when(first, first, "day")
        if month:
            return _when(first, first.replace(day=monthrange(year, month)[1]), "month")
        return _when(first, date(year, 12, 31), "year")

    return read


def _when(start: date, end: date, precision: str) -> Mapping[str, str]:
    return {"event_date": start.isoformat(), "end_date": end.isoformat(), "date_precision": precision}


def _code(codebook: Codebook, vocabulary: str) -> Read:
    terms = codebook.vocabulary(vocabulary)
    known = lru_cache(maxsize=4096)(lambda word: terms.find(word).code)
    return lambda cells: known(cells[0].strip())


def _country(codebook: Codebook) -> Read:
    """Return the country in the first filled cell: a code, an ISO number, a name, or one with another in brackets."""
    numbers = {str(each.numeric): each.iso3 for each in codebook.countries if each.numeric is not None}

    @lru_cache(maxsize=4096)
    def find(word: str) -> str:
        if word.isdecimal() and word.lstrip("0") in numbers:
            return numbers[word.lstrip("0")]
        try:
            return codebook.countries.find(word).iso3
        except UnknownTerm:
            shorter = _BRACKETS.sub("", word)
            if shorter == word:
                raise
            return codebook.countries.find(shorter).iso3

    return lambda cells: find(next(cell for cell in cells if cell.strip()).strip())


def _count(_: Codebook, unknown: str = "") -> Read:
    """Return a count from one number of people, or from lowest, best and highest; *unknown* stands for unknown."""

    def read(cells: Sequence[str]) -> Mapping[str, Any] | None:
        numbers = [None if cell in {"", unknown} else people(cell) for cell in cells]
        if all(number is None for number in numbers):
            return None
        low, best, high = numbers if len(numbers) == 3 else numbers * 3
        return {"low": low, "best": best, "high": high, "status": "reported"}

    return read


def _part(_: Codebook, unknown: str = "") -> Read:
    """Return the best figure for a group, None for 0 too: a layout with a column for each group fills all of them."""

    def read(cells: Sequence[str]) -> Mapping[str, Any] | None:
        number = None if cells[0] in {"", unknown} else people(cells[0])
        return {"low": None, "best": number, "high": None, "status": "reported"} if number else None

    return read


def _lowest(_: Codebook) -> Read:
    """Return the lowest figure, None for 0: such a layout also writes 0 where nothing is known."""

    def read(cells: Sequence[str]) -> Mapping[str, Any] | None:
        number = people(cells[0])
        return {"low": number, "best": number, "high": None, "status": "reported"} if number else None

    return read


def _counted(codebook: Codebook) -> Read:
    """Return a count from lowest, best, highest and status, each in a cell of its own."""
    statuses = codebook.vocabulary("casualty_status")

    def read(cells: Sequence[str]) -> Mapping[str, Any] | None:
        numbers = [people(cell) if cell.strip() else None for cell in cells[:3]]
        status = statuses.find(cells[3]).code if len(cells) > 3 and cells[3].strip() else None
        if status is None and all(number is None for number in numbers):
            return None
        return dict(zip(("low", "best", "high"), numbers, strict=True)) | {"status": status or "reported"}

    return read


def _typed(codebook: Codebook) -> Read:
    """Return a count as ``_counted`` does; a best figure alone may also be written as 5-9, 5+ or about 30."""
    counted = _counted(codebook)

    def read(cells: Sequence[str]) -> Mapping[str, Any] | None:
        best = cells[1]
        if not best or is_whole(best) or any(cell for cell in cells if cell is not best):
            plain: Mapping[str, Any] | None = counted(cells)
            return plain
        count = read_figures(" ".join(best.split()))
        return {"low": count.low, "best": count.best, "high": count.high, "status": count.status}

    return read


CONVERSIONS: Mapping[str, Callable[..., Read]] = {
    "text": _text,
    "texts": _texts,
    "mentioned": _mentioned,
    "squeezed": _squeezed,
    "integer": _integer,
    "decimal": _decimal,
    "day": _day,
    "date_parts": _date_parts,
    "code": _code,
    "country": _country,
    "count": _count,
    "part": _part,
    "lowest": _lowest,
    "counted": _counted,
    "typed": _typed,
}


_ANY = "*"  # at the end of a word: whatever follows
_JOINT = " | "


class Lookup:
    """Reads cells by a list of codes, the user's own before the profile's; else by *fallback*, if there is one.

    Several cells are looked up together ("6 | 11"), then without the last ("6"). A word that ends with a star stands
    for all that begin with it, the longest first. An empty code stands for nothing said. The user's own words may
    stand in any of the cells.
    """

    def __init__(self, table: Codes, own: Codes, *, fallback: Read | None) -> None:
        codes = {**table, **own}
        self._codes = {_key(word.split(_JOINT)): code for word, code in codes.items() if not word.endswith(_ANY)}
        starts = {_key(word[:-1].split(_JOINT)): code for word, code in codes.items() if word.endswith(_ANY)}
        self._starts = sorted(starts.items(), key=lambda pair: -len(pair[0]))
        self._own = {_fold_code(word): code for word, code in own.items()}
        self._fallback = fallback
        self._known = lru_cache(maxsize=4096)(self._find)

    def __call__(self, cells: Sequence[str]) -> str | None:
        """Return the code of *cells*, None if they say nothing. Raises ValueError for one not in the list."""
        code = self._known(tuple(cells))
        if code is not None:
            return code or None
        if self._fallback is None:
            raise ValueError("is not a code of this column that is known here")
        found: str | None = self._fallback(cells)
        return found

    def _find(self, cells: tuple[str, ...]) -> str | None:
        for end in range(len(cells), 0, -1):
            key = _key(cells[:end])
            if key in self._codes:
                return self._codes[key]
            code = next((code for start, code in self._starts if key.startswith(start)), None)
            if code is not None:
                return code
        return next((self._own[key] for key in map(_fold_code, cells) if key in self._own), None)


def _key(words: Sequence[str]) -> str:
    """Return *words* for comparing; a minus sign is kept, since -9 is not 9."""
    return _JOINT.join(_fold_code(word) for word in words)


def _fold_code(word: str) -> str:
    text = word.strip().removesuffix(".0")
    return text if text.removeprefix("-").isdecimal() else fold(text)
