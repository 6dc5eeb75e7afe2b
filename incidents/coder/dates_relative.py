"""Dates told from the day of writing or from another event: "yesterday", "three days ago", "last month", "a day later".

"Overnight" is the night that ended on the day of publication, and belongs to that day (the evening before is the second
reading). "Last week" is the seven days before publication: writers' weeks begin on different days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from incidents.coder.amounts import DIGITS, WORDS, read_amount
from incidents.coder.dates_calendar import (
    MONTH,
    WEEK,
    YEAR,
    around,
    calendar_week,
    interval,
    past_days,
    past_weekday,
    whole_month,
    whole_year,
)
from incidents.coder.dates_reading import ANCHORED, PERIOD, RELATIVE, Anchor, Context, Reading, rule
from incidents.domain.when import When, on

_DAYS_IN = {
    "minute": 0,
    "hour": 0,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}
_VAGUE = {"several": 3, "few": 3, "couple": 2, "some": 3, "many": 3}
_SATURDAY = 5


def _read_near(match: re.Match[str], context: Context) -> Reading | None:
    """A word for the day of publication or one next to it."""
    day = context.published_on
    if day is None:
        return None
    words = re.sub(r"\s+", " ", match["near"].lower())
    if words == "overnight":
        return Reading(RELATIVE, on(day), alternatives=(on(day - timedelta(days=1)),))
    if words == "tomorrow":
        return Reading(RELATIVE, on(day + timedelta(days=1)), is_future=True)
    back = {"the day before yesterday": 2, "yesterday": 1, "last night": 1, "last evening": 1}.get(words, 0)
    return Reading(RELATIVE, on(day - timedelta(days=back)))


def _amount(words: str | None) -> tuple[int, bool]:
    """How many units, and whether that is vague."""
    if words is None:
        return 3, True
    last = words.lower().split()[-1]
    if last == "of":
        last = words.lower().split()[-2]
    if last in _VAGUE:
        return _VAGUE[last], True
    return (1, False) if last in {"a", "an", "the"} else (read_amount(words), False)


def _read_ago(match: re.Match[str], context: Context) -> Reading | None:
    if context.published_on is None:
        return None
    number, is_vague = _amount(match["amount"])
    unit = match["unit"].lower()
    when = _ago(context.published_on, number, unit)
    if when is None:
        return None
    if is_vague and unit == "day":
        when = around(when.start, 1)
    return Reading(RELATIVE, when)


def _ago(published_on: date, number: int, unit: str) -> When | None:
    """A count of units back from publication, as precise as the unit; None beyond the calendar."""
    if number > 500:
        return None
    if unit == "month":
        return whole_month(published_on.year, published_on.month - number)
    if unit in {"year", "decade"}:
        return whole_year(published_on.year - number * (10 if unit == "decade" else 1))
    day = published_on - timedelta(days=number * _DAYS_IN[unit])
    return around(day, 3) if unit in {"week", "fortnight"} else on(day)


def _read_past_stretch(match: re.Match[str], context: Context) -> Reading | None:
    """The stretch up to publication: "in the past three days", "in recent weeks"."""
    if context.published_on is None:
        return None
    unit = match["unit"].lower()
    number, _ = _amount(match["amount"]) if match["amount"] or match["recent"] else (1, False)
    days = max(1, min(number, 500) * _DAYS_IN[unit])
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


def _read_offset(match: re.Match[str], context: Context) -> Reading:
    """A count of units after or before another event."""
    del context
    number, is_vague = _amount(match["amount"])
    days = _DAYS_IN[match["unit"].lower()]
    sign = -1 if re.match("before|earlier|prior|previous", match["side"], re.IGNORECASE) else 1
    slack = 0 if days <= 1 and not is_vague else max(days // 2, 1)
    return Reading(ANCHORED, anchor=Anchor(sign * number * days, slack if days else 0))


def _read_neighbour(match: re.Match[str], context: Context) -> Reading:
    """The day beside another event's, or that day itself."""
    del context
    side = match["side"].lower().split()[-1]
    days = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(side, 0)
    return Reading(ANCHORED, anchor=Anchor(days))


_AMOUNT = rf"(?:a[ ]couple(?:[ ]of)?|a[ ]few|several|some|many|an?|the|{WORDS}|{DIGITS})"
_PARTS = "day|night|morning|afternoon|evening"
_DAY_PARTS = frozenset(_PARTS.split("|"))
_UNITS = frozenset(f"{unit}{ending}" for unit in _DAYS_IN for ending in ("", "s"))
RELATIVE_RULES = (
    rule(
        rf"""\b(?:(?P<amount>{_AMOUNT})\s+)?(?P<unit>minute|hour|day|week|fortnight|month|year|decade)s?\s+ago\b""",
        _read_ago,
        {"ago"},
    ),
    rule(
        rf"""\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:last|past|(?P<recent>recent))\s+(?P<amount>{_AMOUNT}\s+)?
        (?P<unit>hour|day|week|month|year|decade)s?\b""",
        _read_past_stretch,
        {"last", "past", "recent"},
    ),
    rule(
        rf"""\b(?:(?P<amount>{_AMOUNT})\s+)?(?P<unit>minute|hour|day|night|week|month|year)s?\s+
        (?P<side>after|later|before|earlier|prior\s+to|previously)\b""",
        _read_offset,
        {"after", "later", "before", "earlier", "prior", "previously"},
        _UNITS,
    ),
    rule(
        rf"\bthe\s+(?P<side>next|following|previous|preceding|same|very\s+same)\s+(?:{_PARTS})\b",
        _read_neighbour,
        _DAY_PARTS,
        {"next", "following", "previous", "preceding", "same"},
    ),
    rule(r"\bthe\s+(?:day|night)\s+(?P<side>before|after)\b", _read_neighbour, {"day", "night"}, {"before", "after"}),
    rule(rf"\b(?P<side>that|that\s+same|the\s+same)\s+(?:{_PARTS})\b", _read_neighbour, _DAY_PARTS, {"that", "same"}),
    rule(
        r"""\b(?:earlier\s+|later\s+)?(?P<near>the\s+day\s+before\s+yesterday|yesterday|last\s+night|last\s+evening|overnight
        |tomorrow|tonight|today|this\s+(?:morning|afternoon|evening))\b
        (?:\s+(?:morning|afternoon|evening|night)\b)?""",
        _read_near,
        {"yesterday", "overnight", "tomorrow", "tonight", "today", "night", "evening", "morning", "afternoon"},
    ),
    rule(
        r"""\b(?P<which>earlier\s+this|later\s+this|this\s+past|this|last|past|next|coming|the\s+previous|(?<=over\s)the
        |(?<=at\s)the)\s+(?P<unit>weekend|week|month|year)\b""",
        _read_period,
        {"weekend", "week", "month", "year"},
    ),
)
"""In order of precedence; a rule reads nothing that an earlier one has read."""
