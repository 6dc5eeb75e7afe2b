"""Dates told from the day of writing or from another event: "yesterday", "three days ago", "a day later".

"Overnight" is the night that ended on the day of publication, and belongs to that day; the evening before is the second
reading.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from incidents.coder.mentions.dates.calendar import around, whole_month, whole_year
from incidents.coder.mentions.dates.reading import ANCHORED, RELATIVE, Anchor, Context, Reading, rule
from incidents.coder.mentions.dates.units import AMOUNT, DAYS_IN, FURTHEST, read_units
from incidents.domain.dates import When, on


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


def _read_ago(match: re.Match[str], context: Context) -> Reading | None:
    if context.published_on is None:
        return None
    number, is_vague = read_units(match["amount"])
    unit = match["unit"].lower()
    when = _ago(context.published_on, number, unit)
    if when is None:
        return None
    if is_vague and unit == "day":
        when = around(when.start, 1)
    return Reading(RELATIVE, when)


def _ago(published_on: date, number: int, unit: str) -> When | None:
    """A count of units back from publication, as precise as the unit; None beyond the calendar."""
    if number * DAYS_IN[unit] > FURTHEST:
        return None
    if unit == "month":
        return whole_month(published_on.year, published_on.month - number)
    if unit in {"year", "decade"}:
        return whole_year(published_on.year - number * (10 if unit == "decade" else 1))
    day = published_on - timedelta(days=number * DAYS_IN[unit])
    return around(day, 3) if unit in {"week", "fortnight"} else on(day)


def _read_offset(match: re.Match[str], context: Context) -> Reading | None:
    """A count of units after or before another event."""
    del context
    number, is_vague = read_units(match["amount"])
    days = DAYS_IN[match["unit"].lower()]
    if number * days > FURTHEST:
        return None
    sign = -1 if re.match("before|earlier|prior|previous", match["side"], re.IGNORECASE) else 1
    slack = 0 if days <= 1 and not is_vague else max(days // 2, 1)
    return Reading(ANCHORED, anchor=Anchor(sign * number * days, slack if days else 0))


def _read_neighbour(match: re.Match[str], context: Context) -> Reading:
    """The day beside another event's, or that day itself."""
    del context
    side = match["side"].lower().split()[-1]
    days = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(side, 0)
    return Reading(ANCHORED, anchor=Anchor(days))


_PARTS = "day|night|morning|afternoon|evening"
_DAY_PARTS = frozenset(_PARTS.split("|"))
_UNITS = frozenset(f"{unit}{ending}" for unit in DAYS_IN for ending in ("", "s"))
RELATIVE_RULES = (
    rule(
        rf"""\b(?:(?P<amount>{AMOUNT})\s+)?(?P<unit>minute|hour|day|week|fortnight|month|year|decade)s?\s+ago\b""",
        _read_ago,
        {"ago"},
    ),
    rule(
        rf"""\b(?:(?P<amount>{AMOUNT})\s+)?(?P<unit>minute|hour|day|night|week|month|year)s?\s+
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
    rule(
        r"""\b(?P<amount>the)\s+(?P<unit>week|month)\s+(?P<side>before|prior|previously)\b""",
        _read_offset,
        {"before", "prior", "previously"},
        {"week", "month"},
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
)
"""In order of precedence; a rule reads nothing that an earlier one has read."""
