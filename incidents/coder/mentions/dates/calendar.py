"""The arithmetic of dates: weekdays, weeks, months and years around the day of publication.

Knows the English names of days and months; reads no sentence.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from incidents.domain.dates import When

DAY, DAYS, WEEK, MONTH, YEAR = "day", "days", "week", "month", "year"
"""Codes of the vocabulary ``date_precision``."""
_LONGEST = ((1, DAY), (6, DAYS), (10, WEEK), (31, MONTH))

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


MONTH_WORDS = frozenset({name.lower() for name in calendar.month_name[1:]} | {*MONTHS, "sept"})
"""Every way to write a month, in lower case and without a dot."""


def interval(start: date, end: date) -> When:
    """Both days and all between them, as precise as that is long. Raises ValueError when *end* is before *start*."""
    days = (end - start).days + 1
    return When(start, end, next((code for longest, code in _LONGEST if days <= longest), YEAR))


def weekday_number(name: str) -> int:
    """0 for Monday, from a name or its first three letters or more, in any case, with or without a dot."""
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name[:3].lower()))


def month_number(name: str) -> int:
    """1 for January, from a name or its first three letters or more, in any case, with or without a dot."""
    return MONTHS.index(name[:3].lower()) + 1


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None for one that no calendar has (31 June)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def past_weekday(published_on: date, weekday: int) -> date:
    """The nearest such day up to the day of publication, which counts."""
    return published_on - timedelta(days=(published_on.weekday() - weekday) % 7)


def coming_weekday(published_on: date, weekday: int) -> date:
    """The nearest such day after the day of publication."""
    return published_on + timedelta(days=(weekday - published_on.weekday() - 1) % 7 + 1)


def calendar_week(published_on: date, weeks: int) -> When:
    """Monday to Sunday of the week that lies *weeks* from the one of publication."""
    monday = published_on - timedelta(days=published_on.weekday() - 7 * weeks)
    return When(monday, monday + timedelta(days=6), WEEK)


def past_days(published_on: date, days: int) -> When:
    """The *days* before the day of publication, without it."""
    return interval(published_on - timedelta(days=days), published_on - timedelta(days=1))


def around(day: date, days: int) -> When:
    """From *days* before *day* to as many after it."""
    return interval(day - timedelta(days=days), day + timedelta(days=days))


def whole_month(year: int, month: int) -> When:
    """A month; *month* may run below 1 or above 12 into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), MONTH)


def third_of_month(month: When, part: str) -> When:
    """The first ten days of *month* for ``early``, the next ten for ``mid``, the rest for ``late``."""
    start, end = {"early": (1, 10), "mid": (11, 20), "late": (21, month.end.day)}[part]
    return interval(month.start.replace(day=start), month.start.replace(day=end))


def whole_year(year: int) -> When:
    """A year."""
    return When(date(year, 1, 1), date(year, 12, 31), YEAR)


def span(start: date, end: date) -> When | None:
    """A range of days, None when it runs backwards."""
    return interval(start, end) if start <= end else None


def nearest_year(month: int, day: int, published_on: date, *, is_future: bool) -> date | None:
    """A day and month without a year: the last such date up to publication, the next one after it for *is_future*.

    One day after publication still counts as this year's: clocks differ.
    """
    this = day_or_none(published_on.year, month, day)
    if is_future:
        return this if this is not None and this >= published_on else day_or_none(published_on.year + 1, month, day)
    is_past = this is not None and this <= published_on + timedelta(days=1)
    return this if is_past else day_or_none(published_on.year - 1, month, day)


def weekday_year(month: int, day: int, weekday: int, published_on: date) -> date | None:
    """A weekday, day and month without a year: the nearest such date to publication, None when no near year has it."""
    years = (published_on.year + step for step in (0, -1, 1))
    found = (each for each in (day_or_none(year, month, day) for year in years) if each is not None)
    return next((each for each in found if each.weekday() == weekday), None)
