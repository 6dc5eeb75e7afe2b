"""Calendar days: reading one as written in headers and forms, and intervals for dates that are known only roughly.

Both ends of an interval are inclusive, here and everywhere in the package: a single day has ``start == end``. Does not
read running text (the coder does), knows no clock, and never guesses: 03/04/2021 is refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)\.?,?\s+)?"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
_ZONE = r"\(?(?:[A-Z]{1,5}|[+-]\d{2}:?\d{2})\)?"
_TIME = rf"(?:,?\s*(?:at|-|\u2013|\|)?\s*(?:{_CLOCK})(?:\s*{_ZONE}){{0,2}})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_LONGEST = 60
_FORMS = (
    rf"{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}(?:[T\s]\s*(?:{_CLOCK})(?:\.\d+)?\s*(?:{_ZONE})?)?",
    rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
)
_FIGURES = rf"(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-]{_YEAR}{_TIME}"


def read_day(text: str, *, is_day_first: bool | None = None) -> date:
    """The day that *text* names, and nothing else beside it but a weekday and a time of day.

    Takes ISO 8601 (with or without a time, whose zone is not applied: the day is the writer's), "7 November 2021",
    "November 7, 2021 at 12:27 pm", "Sunday, 7 Nov 2021", RFC 2822, and figures that can only be read in one way.
    *is_day_first* says in which order figures stand, where that is known. Raises ValueError with a sentence for
    anything else: two readings, no such day, a weekday that contradicts.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r}... is too long for a date")
    for form in _FORMS:
        if found := _compile(form).fullmatch(text):
            return _checked(found.groupdict(), text)
    if found := _compile(_FIGURES).fullmatch(text):
        return _only_reading(found) if is_day_first is None else _ordered(found, is_day_first=is_day_first)
    raise ValueError(f"{text!r} is not a date as it is written here: 2021-11-07 or 7 November 2021")


@cache
def _compile(form: str) -> re.Pattern[str]:
    """The form, made ready when it is first needed: that takes longer than a query that asks for no day."""
    return re.compile(form, re.IGNORECASE)


def _checked(parts: dict[str, str | None], text: str) -> date:
    month = parts.get("number")
    number = int(month) if month is not None else _MONTHS.index(str(parts["month"])[:3].lower()) + 1
    day = _day(int(str(parts["year"])), number, int(str(parts["day"])), text)
    weekday = parts.get("weekday")
    if weekday is not None and _WEEKDAYS.index(weekday[:3].lower()) != day.weekday():
        raise ValueError(f"{text!r} contradicts itself: {day} was a {day:%A}")
    return day


def _only_reading(found: re.Match[str]) -> date:
    first, second, year = (int(found[name]) for name in ("first", "second", "year"))
    if first == second or first > 12:
        return _day(year, second, first, found[0])
    if second > 12:
        return _day(year, first, second, found[0])
    readings = f"{year:04}-{second:02}-{first:02} or {year:04}-{first:02}-{second:02}"
    raise ValueError(f"{found[0]!r} can be read in two ways: write {readings}")


def _ordered(found: re.Match[str], *, is_day_first: bool) -> date:
    first, second, year = (int(found[name]) for name in ("first", "second", "year"))
    day, month = (first, second) if is_day_first else (second, first)
    return _day(year, month, day, found[0])


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is a day that no calendar has") from None


@dataclass(frozen=True, slots=True)
class When:
    """Days *start* to *end*, inclusive; *precision* is a code of the vocabulary ``date_precision``.

    Raises ValueError when the interval ends before it starts.
    """

    start: date
    end: date
    precision: str = "day"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a date range that ends ({self.end}) before it starts ({self.start})")

    @property
    def middle(self) -> date:
        """The day in the middle; the earlier of two."""
        return self.start + timedelta(days=(self.end - self.start).days // 2)

    @property
    def written(self) -> str:
        """The day, or the month or year that the interval is, else its first and last day with a stroke between."""
        if self.start == self.end:
            return str(self.start)
        first, last = self.start.isoformat(), self.end.isoformat()
        if (first[:4], first[4:], last[4:]) == (last[:4], "-01-01", "-12-31"):
            return first[:4]
        is_month = self.start.day == 1 and self.end.day == monthrange(self.end.year, self.end.month)[1]
        return first[:7] if is_month and first[:7] == last[:7] else f"{first}/{last}"

    @property
    def days(self) -> int:
        """How many days the interval holds, at least 1."""
        return (self.end - self.start).days + 1


def read_when(start: str | None, end: str | None, precision: str | None) -> When | None:
    """Days in ISO 8601 and how precise they are, as documents have them. Raises ValueError."""
    if start is None:
        return None
    first = date.fromisoformat(start)
    return When(first, first if end is None else date.fromisoformat(end), precision or "day")


def on(day: date) -> When:
    """One known day."""
    return When(day, day, "day")
