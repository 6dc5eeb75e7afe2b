"""Dates that name a day, a month or a year of the calendar: "7 November 2021", "Dec. 2", "3-5 May", "in 2015".

A day or month without a year is the last such one up to publication, or the next one in a clause about a plan.
"""

from __future__ import annotations

import re
from datetime import date

from incidents.coder.dates_calendar import (
    MONTH_WORDS,
    day_or_none,
    month_number,
    nearest_year,
    span,
    third_of_month,
    weekday_number,
    weekday_year,
    whole_month,
    whole_year,
)
from incidents.coder.dates_reading import EXPLICIT, FIGURES, PERIOD, RANGED, YEAR_WORD, Context, Reading, rule
from incidents.domain.when import When, on

_M = r"""(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?
    |nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"""
_MONTH_NAME = r"""(?-i:January|February|March|April|May|June|July|August|September|October|November|December
    |JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"""
_D = r"\d{1,2}(?:st|nd|rd|th)?(?![\w%]|[:.,]\d)"
_YEAR = r"(?:19|20)\d\d"
_Y = rf"{_YEAR}(?![\w%]|[.,]\d|-\d)"
_DAY_NAME = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?)"
_WEEKDAY = rf"(?:\b{_DAY_NAME},?\s+)?"
_NAMED = rf"(?:\b(?P<w>{_DAY_NAME}),?\s+)?"
_TO = r"(?:\s*[-\u2013\u2014]\s*|\s+(?:to|and|until|till|through|or)\s+)"
_FROM = r"(?:\b(?:from|between)\s+)?"
_BEFORE = r"(?<![\w$\u00a3\u20ac.,/-])"


def _day(year: str | None, month: str, day: str, context: Context) -> date | None:
    number = int(re.sub(r"\D", "", day))
    if year is not None:
        return day_or_none(int(year), month_number(month), number)
    if context.published_on is None:
        return None
    return nearest_year(month_number(month), number, context.published_on, is_future=context.is_future)


def _read_day(match: re.Match[str], context: Context) -> Reading | None:
    day = None
    if match["w"] is not None and match["y"] is None and context.published_on is not None:
        number = int(re.sub(r"\D", "", match["d"]))
        day = weekday_year(month_number(match["m"]), number, weekday_number(match["w"]), context.published_on)
    day = day or _day(match["y"], match["m"], match["d"], context)
    return None if day is None else Reading(EXPLICIT, on(day), is_future=_is_after(day, context))


def _read_iso(match: re.Match[str], context: Context) -> Reading | None:
    day = day_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if day is None else Reading(EXPLICIT, on(day), is_future=_is_after(day, context))


def _read_figures(match: re.Match[str], context: Context) -> Reading | None:
    """Day and month in figures, when only one order of the two is possible or dots tell it."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["y"])
    if match["mark"] == "." or one > 12 or one == two:
        day = day_or_none(year, two, one)
    else:
        day = day_or_none(year, one, two) if two > 12 else None
    return None if day is None else Reading(EXPLICIT, on(day), is_future=_is_after(day, context))


def _read_range(match: re.Match[str], context: Context) -> Reading | None:
    groups = match.groupdict()
    last = _day(match["y"], match["m2"], match["d2"], context)
    if last is None:
        return None
    month = groups.get("m1") or match["m2"]
    turns_year = month_number(month) > last.month
    first = _day(groups.get("y1") or str(last.year - turns_year), month, match["d1"], context)
    when = None if first is None else span(first, last)
    return None if when is None else Reading(RANGED, when, is_future=_is_after(when.start, context))


def _read_month(match: re.Match[str], context: Context) -> Reading | None:
    year = _year_of_month(match, context)
    if year is None:
        return None
    month = whole_month(year, month_number(match["m"]))
    part = _part(match["part"])
    when = month if part is None else third_of_month(month, part)
    return Reading(PERIOD, _up_to_now(when, context), is_future=_is_after(when.start, context))


def _year_of_month(match: re.Match[str], context: Context) -> int | None:
    words = match.groupdict(default="")
    said, lead = words.get("y", "").lower(), words.get("lead", "").lower()
    if said.isdigit():
        return int(said)
    if context.published_on is None:
        return None
    if said:
        return context.published_on.year - (said == "last")
    return _nearest_month(month_number(match["m"]), lead, context.published_on, is_future=context.is_future)


def _nearest_month(month: int, lead: str, published_on: date, *, is_future: bool) -> int:
    """The year of a month that has none: the last such month, which may be that of publication, or the next one."""
    if lead == "next" or (is_future and month > published_on.month):
        return published_on.year + (month <= published_on.month)
    is_past = month < published_on.month or (month == published_on.month and lead != "last")
    return published_on.year - (not is_past)


def _part(words: str | None) -> str | None:
    """Which third of a month: early, mid, late."""
    if words is None:
        return None
    if re.search("early|beginning|start", words, re.IGNORECASE):
        return "early"
    return "late" if re.search("late|end", words, re.IGNORECASE) else "mid"


def _up_to_now(when: When, context: Context) -> When:
    """A month that is not over ends, as far as an event in it goes, on the day of publication."""
    published_on = context.published_on
    if published_on is None or not when.start <= published_on < when.end:
        return when
    return When(when.start, published_on, when.precision)


def _read_year(match: re.Match[str], context: Context) -> Reading:
    when = whole_year(int(match["y"]))
    return Reading(PERIOD, _up_to_now(when, context), is_future=_is_after(when.start, context))


def _is_after(day: date, context: Context) -> bool:
    return context.published_on is not None and (day - context.published_on).days > 1


_PART = r"(?P<part>early(?:[ ]in)?|mid|late(?:[ ]in)?|(?:the[ ])?(?:beginning|start|middle|end)[ ]of)[ -]"
_YEAR_BEHIND = rf"(?:,?\s+(?P<y>{_Y}))?"
EXPLICIT_RULES = (
    rule(rf"{_BEFORE}(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _read_iso, {YEAR_WORD}),
    rule(
        rf"{_BEFORE}(?P<one>\d{{1,2}})(?P<mark>[./])(?P<two>\d{{1,2}})(?P=mark)(?P<y>{_Y})",
        _read_figures,
        {YEAR_WORD},
    ),
    rule(
        rf"""{_FROM}{_BEFORE}{_WEEKDAY}(?P<d1>{_D})\s+(?P<m1>{_M})(?:,?\s+(?P<y1>{_Y}))?{_TO}{_WEEKDAY}
        (?P<d2>{_D})\s+(?P<m2>{_M}){_YEAR_BEHIND}""",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"""{_FROM}\b{_WEEKDAY}(?P<m1>{_M})\s+(?P<d1>{_D})(?:,?\s+(?P<y1>{_Y}))?{_TO}{_WEEKDAY}
        (?P<m2>{_M})\s+(?P<d2>{_D}){_YEAR_BEHIND}""",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"{_FROM}{_BEFORE}(?P<d1>{_D}){_TO}(?P<d2>{_D})\s+(?:of\s+)?(?P<m2>{_M}){_YEAR_BEHIND}",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"{_FROM}\b(?P<m2>{_M})\s+(?P<d1>{_D}){_TO}(?P<d2>{_D})(?!\s+\w+ers\b){_YEAR_BEHIND}",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"{_BEFORE}{_NAMED}(?P<d>{_D})[\s-](?:of\s+)?(?P<m>{_M})(?:,?[\s-](?P<y>{_Y}))?",
        _read_day,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(rf"\b{_NAMED}(?P<m>{_M})\s+(?P<d>{_D})(?:(?:,\s*|\s+)(?P<y>{_Y}))?", _read_day, MONTH_WORDS, {FIGURES}),
    rule(rf"\b(?:{_PART})?(?P<m>{_M}),?\s+(?:of\s+)?(?P<y>{_Y})", _read_month, MONTH_WORDS, {YEAR_WORD}),
    rule(
        rf"\b(?:{_PART})?(?P<m>{_MONTH_NAME}),?\s+(?:of\s+)?(?P<y>this|last)\s+year\b",
        _read_month,
        MONTH_WORDS,
        {"year"},
    ),
    rule(
        rf"""\b(?:{_PART}|(?P<lead>last|this|next|this\s+past|in|since|until|by|during|of|from|through)\s+)
        (?P<m>{_MONTH_NAME})(?!\s+\d)""",
        _read_month,
        MONTH_WORDS,
    ),
    rule(
        rf"""\b(?:in|since|during|until|by|before|after|from|of|early|late|mid|between|and|the|summer|winter|spring|autumn)
        [\s-](?P<y>{_Y})(?!-\d)""",
        _read_year,
        {YEAR_WORD},
    ),
)
"""In order of precedence; a rule reads nothing that an earlier one has read."""
