"""Dates that are a stretch told from the day of writing: "last week", "earlier this month", "in the past three days".

"Last week" is the seven days before publication, because writers' weeks begin on different days; the calendar's week is
the second reading.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from incidents.coder.mentions.dates.calendar import (
    MONTH,
    WEEK,
    YEAR,
    calendar_week,
    interval,
    past_days,
    past_weekday,
    whole_month,
    whole_year,
)
from incidents.coder.mentions.dates.reading import PERIOD, Context, Reading, rule
from incidents.coder.mentions.dates.units import AMOUNT, DAYS_IN, FURTHEST, read_units
from incidents.domain.dates import When

_SATURDAY = 5


def _read_past_stretch(match: re.Match[str], context: Context) -> Reading | None:
    """The stretch up to publication: "in the past three days", "in recent weeks"."""
    if context.published_on is None:
        return None
    unit = match["unit"].lower()
    number, _ = read_units(match["amount"]) if match["amount"] or match["recent"] else (1, False)
    days = max(1, number * DAYS_IN[unit])
    if days > FURTHEST:
        return None
    start = context.published_on - timedelta(days=days)
    return Reading(PERIOD, interval(start, context.published_on))


def _read_period(match: re.Match[str], context: Context) -> Reading | None:
    if context.published_on is None:
        return None
    which = re.sub(r"\s+", " ", match["which"].lower())
    read = {"week": _week, "weekend": _weekend, "month": _month, "year": _year}[match["unit"].lower()]
    if which in {"next", "coming", "later this"} or (context.is_future and which in {"this", "the"}):
        return Reading(PERIOD, read(context.published_on, 1 if which in {"next", "coming"} else 0), is_future=True)
    steps = -1 if which in {"last", "past", "this past", "the previous"} else 0
    when = read(context.published_on, steps)
    is_last_week = steps == -1 and match["unit"].lower() == "week"
    return Reading(PERIOD, when, alternatives=(calendar_week(context.published_on, -1),) if is_last_week else ())


def _week(published_on: date, steps: int) -> When:
    if steps == -1:
        return past_days(published_on, 7)
    week = calendar_week(published_on, steps)
    return When(week.start, published_on, WEEK) if steps == 0 else week


def _weekend(published_on: date, steps: int) -> When:
    saturday = past_weekday(published_on, _SATURDAY) + timedelta(days=7 * max(steps, 0))
    sunday = saturday + timedelta(days=1)
    return interval(saturday, sunday)


def _month(published_on: date, steps: int) -> When:
    month = whole_month(published_on.year, published_on.month + steps)
    return When(month.start, published_on, MONTH) if steps == 0 else month


def _year(published_on: date, steps: int) -> When:
    year = whole_year(published_on.year + steps)
    return When(year.start, published_on, YEAR) if steps == 0 else year


PERIOD_RULES = (
    rule(
        rf"""\b(?:in|over|during|within|for)\s+(?!last\s+(?:week|month|year)\b)(?:the\s+)?
        (?:last|past|(?P<recent>recent))\s+(?P<amount>{AMOUNT}\s+)?(?P<unit>hour|day|week|month|year|decade)s?\b""",
        _read_past_stretch,
        {"last", "past", "recent"},
    ),
    rule(
        r"""\b(?P<which>earlier\s+this|later\s+this|this\s+past|this|last|past|next|coming|the\s+previous|(?<=over\s)the
        |(?<=at\s)the)\s+(?P<unit>weekend|week|month|year)\b""",
        _read_period,
        {"weekend", "week", "month", "year"},
    ),
)
"""In order of precedence; a rule reads nothing that an earlier one has read."""
