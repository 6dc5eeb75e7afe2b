"""How many of which unit of time: "three days", "a couple of weeks". Does not know from when they are counted."""

from __future__ import annotations

from incidents.coder.mentions.amounts import DIGITS, WORDS, read_amount

DAYS_IN = {
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
"""Days of each unit; hours and minutes are within the day."""
_VAGUE = {"several": 3, "few": 3, "couple": 2, "some": 3, "many": 3}
AMOUNT = rf"(?:a[ ]couple(?:[ ]of)?|a[ ]few|several|some|many|an?|the|{WORDS}|{DIGITS})"
"""A pattern for how many."""
FURTHEST = 36_500
"""Days, a century: what lies further is no date of an event."""


def read_units(words: str | None) -> tuple[int, bool]:
    """How many units, and whether that is vague."""
    if words is None:
        return 3, True
    last = words.lower().split()[-1]
    if last == "of":
        last = words.lower().split()[-2]
    if last in _VAGUE:
        return _VAGUE[last], True
    return (1, False) if last in {"a", "an", "the"} else (read_amount(words), False)
