"""Numbers and days as cells of a table write them, spreadsheets and statistics programs among their authors.

Knows no field. What people type in a form is ``domain.figures`` and ``domain.day``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from incidents.domain.dates import read_day

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
    """The whole number in *cell*, also as spreadsheets write it ("4.0"). Raises ValueError."""
    if not is_whole(cell):
        is_long = _LONGER.fullmatch(cell.strip()) is not None
        raise ValueError("is too large a number" if is_long else "is not a whole number")
    return int(cell.strip().partition(".")[0])


def is_whole(cell: str) -> bool:
    """Whether *cell* is what ``whole`` reads."""
    return _WHOLE.fullmatch(cell.strip()) is not None


def amount(cell: str) -> int:
    """A number of things. Raises ValueError, for one below zero too."""
    number = whole(cell)
    if not 0 <= number <= _MOST:
        raise ValueError(f"is not a whole number from 0 to {_MOST:,}")
    return number


def people(cell: str) -> int:
    """A number of people. Raises ValueError, for one below zero too."""
    number = whole(cell)
    if number < 0:
        raise ValueError("a number of people cannot be negative")
    if number > _MOST:
        raise ValueError(f"is more people than {_MOST:,}")
    return number


@lru_cache(maxsize=4096)
def day(cell: str, *, counted: str | None = None, is_day_first: bool | None = None) -> date:
    """The day in *cell*: as ``read_day``, with a time behind it, with two digits for the year. Raises ValueError.

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
