"""A number of people as people write it: 7, 5-9, 5+, about 30, none, unknown.

Knows no field and no vocabulary; how numbers in running text are read is the coder's business.
"""

from __future__ import annotations

import re

from incidents.domain.harm import NONE, UNKNOWN, Count

MOST = 100_000_000  # of people harmed, or of devices: beyond any one event
STATED_UNKNOWN = Count(status="stated unknown")
WORDS = {"": UNKNOWN, "none": NONE, "unknown": STATED_UNKNOWN, "not mentioned": UNKNOWN}
_ABOUT = re.compile(r"(?:~|about|around|approximately|approx\.?|circa|ca\.?)\s*(?=[\d?])", re.IGNORECASE)
_AT_LEAST = re.compile(r"at least\s+(\d+)", re.IGNORECASE)
_FIGURE = r"(\d+|\?)"
_FORMS = (
    (re.compile(rf"{_FIGURE}/{_FIGURE}/{_FIGURE}"), (1, 2, 3)),
    (re.compile(r"(\d+)\s*[-\u2013]\s*(\d+)"), (1, None, 2)),
    (re.compile(r"(\d+)\s*\+"), (1, 1, None)),
    (_AT_LEAST, (1, 1, None)),
    (re.compile(r"(\d+)"), (1, 1, 1)),
)


def read_figures(text: str) -> Count:
    """The count that *text* writes. Raises ValueError with a sentence, also for numbers that do not rise."""
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    about = _ABOUT.match(text)
    figures, status = (text, "reported") if about is None else (text[about.end() :], "estimated")
    for form, places in _FORMS:
        if found := form.fullmatch(figures):
            low, best, high = (_number(None if place is None else found[place]) for place in places)
            return _rising(Count(low, best, high, status))
    raise ValueError("write a number (7), a range (5-9), low/best/high (5/7/9), none, unknown, or nothing")


def read_number(text: str) -> int:
    """The whole number that *text* writes; raises ValueError for anything else, and for more than MOST."""
    if not text.isdecimal():
        raise ValueError(f"{text!r} is not a whole number")
    if len(text) > len(str(MOST)) or int(text) > MOST:
        raise ValueError(f"{text if len(text) < 20 else text[:20] + '...'} is too large to be true")
    return int(text)


def _rising(count: Count) -> Count:
    if count.disorder is not None:
        raise ValueError(count.disorder)
    return count


def _number(figure: str | None) -> int | None:
    return None if figure is None or figure == "?" else read_number(figure)
