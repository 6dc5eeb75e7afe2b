"""Dates that are told by a feast with a fixed day: "on New Year's Eve", "on Christmas Day". Knows no movable feast."""

from __future__ import annotations

import re

from incidents.coder.mentions.dates.calendar import day_or_none, nearest_year
from incidents.coder.mentions.dates.reading import EXPLICIT, Context, Reading, rule
from incidents.domain.dates import on

_FEASTS = {
    "new year eve": (12, 31),
    "new year day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "valentine day": (2, 14),
    "halloween": (10, 31),
}


def _read_feast(match: re.Match[str], context: Context) -> Reading | None:
    name = re.sub(r"['\u2019]s\b", "", match["feast"].lower())
    feast = _FEASTS.get(re.sub(r"\s+", " ", name))
    if feast is None:
        return None
    month, day = feast
    if match["y"] is not None:
        when = day_or_none(int(match["y"]), month, day)
    elif context.published_on is not None:
        when = nearest_year(month, day, context.published_on, is_future=context.is_future)
    else:
        return None
    return None if when is None else Reading(EXPLICIT, on(when), is_future=context.is_before(when))


HOLIDAY_RULES = (
    rule(
        r"""\b(?P<feast>(?:new\s+year|valentine)(?:['\u2019]s)?\s+(?:eve|day)|christmas\s+(?:eve|day)|boxing\s+day|halloween)\b
        (?:,?\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b)?""",
        _read_feast,
        {"eve", "day", "halloween"},
        {"year", "christmas", "valentine", "boxing", "halloween"},
    ),
)
