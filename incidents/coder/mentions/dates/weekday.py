"""Dates told by a weekday: "on Sunday", "early Sunday", "Sunday's attack", "last Friday", "from Monday to Wednesday".

A weekday is the nearest past one, and the day of publication counts; "last" before it does not mean the day of
publication itself. A night that is told by two days belongs to the day on which it ends.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from incidents.coder.mentions.dates.calendar import (
    WEEKDAYS,
    calendar_week,
    coming_weekday,
    past_weekday,
    span,
    weekday_number,
)
from incidents.coder.mentions.dates.reading import NOTHING, RANGED, WEEKDAY, Context, Reading, rule
from incidents.domain.dates import on

_W = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!s)\b"
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:pre-?dawn|dawn|morning|noon|midday|afternoon|evening|night|overnight))?"
_LEAD = r"(?:(?:very\s+)?(?:early|late|overnight|mid)[ -](?:on\s+|in\s+the\s+\w+\s+of\s+)?)?"


def _read_day(match: re.Match[str], context: Context) -> Reading | None:
    if context.published_on is None:
        return None
    lead = re.sub(r"\s+", " ", (match["which"] or "").lower())
    if lead in {"every", "each", "any", "following", "previous", "preceding"}:
        return NOTHING
    weekday = weekday_number(match["day"])
    if lead in {"next", "coming"} or (context.is_future and lead in {"", "this"}):
        return Reading(WEEKDAY, on(coming_weekday(context.published_on, weekday)), is_future=True)
    if match["week"] is not None:
        return _read_in_week(weekday, match["week"].lower(), context.published_on)
    return _read_past(weekday, context.published_on, is_last=lead == "last")


def _read_past(weekday: int, published_on: date, *, is_last: bool) -> Reading:
    """The nearest past day; for "last" the same, a week earlier on the day itself, and the week before as a second."""
    day = past_weekday(published_on, weekday)
    week = timedelta(days=7)
    if not is_last:
        return Reading(WEEKDAY, on(day))
    if day == published_on:
        return Reading(WEEKDAY, on(day - week))
    return Reading(WEEKDAY, on(day), alternatives=(on(day - week),))


def _read_in_week(weekday: int, which: str, published_on: date) -> Reading:
    weeks = {"last": -1, "this": 0, "next": 1}[which]
    day = calendar_week(published_on, weeks).start + timedelta(days=weekday)
    return Reading(WEEKDAY, on(day), is_future=day > published_on)


def _read_range(match: re.Match[str], context: Context) -> Reading | None:
    if context.published_on is None:
        return None
    end = past_weekday(context.published_on, weekday_number(match["last"]))
    start = past_weekday(end, weekday_number(match["first"]))
    when = span(start, end)
    if match["night"] is not None and (end - start).days == 1:
        return Reading(WEEKDAY, on(end), alternatives=(on(start),))
    return None if when is None else Reading(RANGED, when)


_TO = r"""\s*(?:,\s*|\s+)?(?:to|into|and|until|till|through|or|[-\u2013\u2014])\s+
    (?:on\s+|the\s+|early\s+|late\s+|in\s+the\s+early\s+hours\s+of\s+)*"""
WEEKDAY_RULES = (
    rule(
        rf"""\b(?:(?:from|between)\s+)?(?:(?P<night>overnight|the\s+night|late)\s+(?:from\s+|of\s+|between\s+|on\s+)?)?
        (?P<first>{_W})(?P<part>{_PART}){_TO}(?P<last>{_W}){_PART}""",
        _read_range,
        WEEKDAYS,
    ),
    rule(
        rf"""\b{_LEAD}(?:(?P<which>last|next|this\s+past|past|this|coming|following|previous|preceding|every|each|any)\s+)?
        (?P<day>{_W}){_PART}(?:,?\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?""",
        _read_day,
        WEEKDAYS,
    ),
)
