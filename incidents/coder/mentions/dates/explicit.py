"""Dates that name a day of the calendar: "7 November 2021", "Dec. 2", "2021-11-07", "3-5 May".

A day without a year is the last such one up to publication, or the next one in a clause about a plan.
"""

from __future__ import annotations

import re
from datetime import date

from incidents.coder.mentions.dates.calendar import (
    MONTH_WORDS,
    day_or_none,
    month_number,
    nearest_year,
    span,
    weekday_number,
    weekday_year,
)
from incidents.coder.mentions.dates.patterns import ANY_YEAR, DAY, MONTH, YEAR
from incidents.coder.mentions.dates.reading import EXPLICIT, FIGURES, RANGED, YEAR_WORD, Context, Reading, rule
from incidents.domain.dates import on

_DAY_NAME = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?)"
_WEEKDAY = rf"(?:\b{_DAY_NAME},?\s+)?"
_NAMED = rf"(?:\b(?P<w>{_DAY_NAME}),?\s+\(?)?"
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
    return None if day is None else Reading(EXPLICIT, on(day), is_future=context.is_before(day))


def _read_iso(match: re.Match[str], context: Context) -> Reading | None:
    day = day_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if day is None else Reading(EXPLICIT, on(day), is_future=context.is_before(day))


def _read_figures(match: re.Match[str], context: Context) -> Reading | None:
    """Day and month in figures, when only one order of the two is possible or dots tell it."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["y"])
    if match["mark"] == "." or one > 12 or one == two:
        day = day_or_none(year, two, one)
    else:
        day = day_or_none(year, one, two) if two > 12 else None
    return None if day is None else Reading(EXPLICIT, on(day), is_future=context.is_before(day))


def _read_range(match: re.Match[str], context: Context) -> Reading | None:
    groups = match.groupdict()
    last = _day(match["y"], match["m2"], match["d2"], context)
    if last is None:
        return None
    month = groups.get("m1") or match["m2"]
    turns_year = month_number(month) > last.month
    first = _day(groups.get("y1") or str(last.year - turns_year), month, match["d1"], context)
    when = None if first is None else span(first, last)
    return None if when is None else Reading(RANGED, when, is_future=context.is_before(when.start))


_YEAR_BEHIND = rf"(?:,?\s+(?P<y>{YEAR}))?"
EXPLICIT_RULES = (
    rule(rf"{_BEFORE}(?P<y>{ANY_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _read_iso, {YEAR_WORD}),
    rule(
        rf"{_BEFORE}(?P<one>\d{{1,2}})(?P<mark>[./])(?P<two>\d{{1,2}})(?P=mark)(?P<y>{YEAR})",
        _read_figures,
        {YEAR_WORD},
    ),
    rule(
        rf"""{_FROM}{_BEFORE}{_WEEKDAY}(?P<d1>{DAY})\s+(?P<m1>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?{_TO}{_WEEKDAY}
        (?P<d2>{DAY})\s+(?P<m2>{MONTH}){_YEAR_BEHIND}""",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"""{_FROM}\b{_WEEKDAY}(?P<m1>{MONTH})\s+(?P<d1>{DAY})(?:,?\s+(?P<y1>{YEAR}))?{_TO}{_WEEKDAY}
        (?P<m2>{MONTH})\s+(?P<d2>{DAY}){_YEAR_BEHIND}""",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"{_FROM}{_BEFORE}(?P<d1>{DAY}){_TO}(?P<d2>{DAY})\s+(?:of\s+)?(?P<m2>{MONTH}){_YEAR_BEHIND}",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"{_FROM}\b(?P<m2>{MONTH})\s+(?P<d1>{DAY}){_TO}(?P<d2>{DAY})(?!\s+\w+ers\b){_YEAR_BEHIND}",
        _read_range,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(
        rf"{_BEFORE}{_NAMED}(?P<d>{DAY})[\s-](?:of\s+)?(?P<m>{MONTH})(?:,?[\s-](?P<y>{YEAR}))?",
        _read_day,
        MONTH_WORDS,
        {FIGURES},
    ),
    rule(rf"\b{_NAMED}(?P<m>{MONTH})\s+(?P<d>{DAY})(?:(?:,\s*|\s+)(?P<y>{YEAR}))?", _read_day, MONTH_WORDS, {FIGURES}),
)
"""In order of precedence; a rule reads nothing that an earlier one has read."""
