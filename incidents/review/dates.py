"""Dates as people type them: a day, a week, a month, a year or a range, in the coding form and in filters.

=========================  ===============================================================
``2021-11-07``             one day; also ``7 November 2021``, ``today``, ``yesterday``
``2021-W44``               an ISO week, Monday to Sunday
``2021-11``, ``2021``      a month, a year
``2021-11-05/2021-11-07``  a range, both days included
``2021-11-05 (week)``      in the form: any of these with another precision than follows from its length
=========================  ===============================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING

from incidents.domain.dates import When, read_day

if TYPE_CHECKING:  # a filter by date does not need the rest of the form
    from incidents.review.form_rows import FormContext

_YEAR = r"(\d{4})"
_MONTH = r"(\d{4})-(\d{1,2})"
_WEEK = r"(\d{4})-?[Ww](\d{1,2})"
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_AGO = {"today": timedelta(0), "yesterday": timedelta(days=1)}
_WITH_PRECISION = re.compile(r"(?P<range>.*?)\s*\((?P<precision>[^()]*)\)")


def read_date_range(text: str, today: date | None) -> tuple[date, date]:
    """Return the first and the last day of a date as typed. Raises ValueError.

    *today* is None where "today" and "yesterday" are to be refused.
    """
    text = text.strip()
    first, slash, last = text.partition("/")
    if slash and re.fullmatch(_DAY, last.strip()):
        start, end = read_date(first, today), read_date(last, today)
        if end < start:
            raise ValueError(f"a date range that ends ({end}) before it starts ({start})")
        return start, end
    if found := re.fullmatch(_YEAR, text):
        return _month(int(found[1]), 1)[0], _month(int(found[1]), 12)[1]
    if found := re.fullmatch(_MONTH, text):
        return _month(int(found[1]), int(found[2]))
    if found := re.fullmatch(_WEEK, text):
        monday, sunday = (date.fromisocalendar(int(found[1]), int(found[2]), weekday) for weekday in (1, 7))
        return monday, sunday
    day = read_date(text, today)
    return day, day


def read_date(text: str, today: date | None) -> date:
    """Return one day as typed; *today* as in ``read_date_range``. Raises ValueError."""
    ago = _AGO.get(text.strip().lower())
    if ago is None:
        return read_day(text)
    if today is None:
        raise ValueError(f"{text.strip()!r} has no day to count from here: write the date, such as 2021-11-07")
    return today - ago


def read_when(text: str, context: FormContext) -> When:
    """Return the date of an event as typed, with its precision. Raises ValueError or UnknownTerm."""
    found = _WITH_PRECISION.fullmatch(text.strip())
    start, end = read_date_range(text if found is None else found["range"], context.today)
    if found is None:
        return When(start, end, usual_precision(start, end, context))
    return When(start, end, context.code("date_precision", found["precision"]))


def show_when(when: When, context: FormContext) -> str:
    """Write *when* in the shortest form that ``read_when`` reads back."""
    return next(text for text in _spell(when) if _reads_as(text, when, context))


def usual_precision(start: date, end: date, context: FormContext) -> str:
    """Return the narrowest term of ``date_precision`` that stands for so many days; a single day is a day."""
    days = When(start, end).days
    if days == 1:
        return "day"
    for term in context.codebook.vocabulary("date_precision").terms:
        longest = term.attributes.get("days")
        if term.code != "day" and isinstance(longest, int) and longest >= days:
            return term.code
    return "unknown"


def _spell(when: When) -> Iterator[str]:
    year, week, _ = when.start.isocalendar()
    ranges = (
        f"{when.start}",
        f"{year:04}-W{week:02}",
        f"{when.start:%Y-%m}",
        f"{when.start:%Y}",
        f"{when.start}/{when.end}",
    )
    yield from ranges
    yield from (f"{each} ({when.precision})" for each in ranges)


def _reads_as(text: str, when: When, context: FormContext) -> bool:
    try:
        return read_when(text, context) == when
    except ValueError:
        return False


def _month(year: int, month: int) -> tuple[date, date]:
    if not (1 <= month <= 12 and 1 <= year <= MAXYEAR):
        raise ValueError(f"there is no month {month} of the year {year}")
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return date(year, month, 1), last
