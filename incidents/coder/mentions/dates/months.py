"""Dates that name a month or a year: "in August", "August of this year", "late October", "in 2015".

A month without a year is the last such one, that of publication included, or the next one in a clause about a plan.
"""

from __future__ import annotations

import re
from datetime import date

from incidents.coder.mentions.dates.calendar import MONTH_WORDS, month_number, third_of_month, whole_month, whole_year
from incidents.coder.mentions.dates.patterns import FULL_MONTH, MONTH, YEAR
from incidents.coder.mentions.dates.reading import PERIOD, YEAR_WORD, Context, Reading, rule
from incidents.domain.dates import When


def _read_month(match: re.Match[str], context: Context) -> Reading | None:
    year = _year_of_month(match, context)
    if year is None:
        return None
    month = whole_month(year, month_number(match["m"]))
    part = _part(match["part"])
    when = month if part is None else third_of_month(month, part)
    return Reading(PERIOD, _up_to_now(when, context), is_future=context.is_before(when.start))


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
    return Reading(PERIOD, _up_to_now(when, context), is_future=context.is_before(when.start))


_PART = r"(?P<part>early(?:[ ]in)?|mid|late(?:[ ]in)?|(?:the[ ])?(?:beginning|start|middle|end)[ ]of)[ -]"
MONTH_RULES = (
    rule(rf"\b(?:{_PART})?(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{YEAR})", _read_month, MONTH_WORDS, {YEAR_WORD}),
    rule(
        rf"\b(?:{_PART})?(?P<m>{FULL_MONTH}),?\s+(?:of\s+)?(?P<y>this|last)\s+year\b",
        _read_month,
        MONTH_WORDS,
        {"year"},
    ),
    rule(
        rf"""\b(?:{_PART}|(?P<lead>last|this|next|this\s+past|in|since|until|by|during|of|from|through)\s+)
        (?P<m>{FULL_MONTH})(?!\s+\d)""",
        _read_month,
        MONTH_WORDS,
    ),
    rule(
        rf"""\b(?:in|since|during|until|by|before|after|from|of|early|late|mid|between|and|the|a|that|summer|winter|spring|autumn)
        [\s-](?P<y>{YEAR})(?!-\d)""",
        _read_year,
        {YEAR_WORD},
    ),
)
"""In order of precedence; a rule reads nothing that an earlier one has read."""
