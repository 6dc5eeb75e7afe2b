"""First and last day of a time as it is typed: a day, a week, a month, a year, a range. Knows no codebook and no clock.

A query that is asked by dates waits for this module; ``dates`` adds how precise a date is.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta

_YEAR = r"(\d{4})"
_MONTH = r"(\d{4})-(\d{1,2})"
_WEEK = r"(\d{4})-?[Ww](\d{1,2})"
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_AGO = {"today": timedelta(0), "yesterday": timedelta(days=1)}


def read_span(text: str, today: date | None) -> tuple[date, date]:
    """The first and the last day of what *text* writes; *today* is as ``Setting`` has it. Raises ValueError."""
    text = text.strip()
    first, slash, last = text.partition("/")
    if slash and re.fullmatch(_DAY, last.strip()):
        return _range(read_one_day(first, today), read_one_day(last, today))
    if found := re.fullmatch(_YEAR, text):
        return _month(int(found[1]), 1)[0], _month(int(found[1]), 12)[1]
    if found := re.fullmatch(_MONTH, text):
        return _month(int(found[1]), int(found[2]))
    if found := re.fullmatch(_WEEK, text):
        monday, sunday = (date.fromisocalendar(int(found[1]), int(found[2]), weekday) for weekday in (1, 7))
        return monday, sunday
    day = read_one_day(text, today)
    return day, day


def read_one_day(text: str, today: date | None) -> date:
    """The day that *text* writes; raises ValueError."""
    ago = _AGO.get(text.strip().lower())
    if ago is None:
        from incidents.domain.day import read_day  # noqa: PLC0415 - a year or a month has none of its forms

        return read_day(text)
    if today is None:
        raise ValueError(f"{text.strip()!r} has no day to count from here: write the date, such as 2021-11-07")
    return today - ago


def _range(start: date, end: date) -> tuple[date, date]:
    if end < start:
        raise ValueError(f"a date range that ends ({end}) before it starts ({start})")
    return start, end


def _month(year: int, month: int) -> tuple[date, date]:
    if not (1 <= month <= 12 and 1 <= year <= MAXYEAR):
        raise ValueError(f"there is no month {month} of the year {year}")
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return date(year, month, 1), last
