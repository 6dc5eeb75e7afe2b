"""How many people were harmed, as far as it is known, and how people write such a number.

Unknown is not zero, and neither is "none": *status*, a code of the vocabulary ``casualty_status``, says why a number is
missing. The coder reads numbers in running text; this module reads only the short notation of forms and tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from incidents.domain.documents import EVERYONE, NOT_MENTIONED, STATED_NONE


@dataclass(frozen=True, slots=True)
class Count:
    """Lowest, best and highest number of people, each None when nobody gave one.

    Raises ValueError for a negative number. Whether the three rise is for ``disorder`` to say: a dataset may count each
    of them by a rule of its own (UCDP GED subtracts events from aggregated reports), and its figures are kept.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    status: str = NOT_MENTIONED

    def __post_init__(self) -> None:
        if any(number is not None and number < 0 for number in (self.low, self.best, self.high)):
            raise ValueError("a number of people cannot be negative")

    @property
    def disorder(self) -> str | None:
        """What is wrong with numbers that do not rise from low to high, as a sentence; None when they do."""
        ends = {"low": self.low, "best": self.best, "high": self.high}
        known = [number for number in ends.values() if number is not None]
        if known == sorted(known):
            return None
        given = ", ".join(f"{name} {number}" for name, number in ends.items() if number is not None)
        return f"{given} must rise in that order"

    @property
    def is_known(self) -> bool:
        """True when at least one number was given; a stated none is known to be 0."""
        return (self.low, self.best, self.high) != (None, None, None)


UNKNOWN = Count()
NONE = Count(0, 0, 0, STATED_NONE)


def exactly(number: int) -> Count:
    """A reported number without a range."""
    return Count(number, number, number, "reported")


@dataclass(frozen=True, slots=True)
class Casualty:
    """One row of harm: what happened (*harm*: killed, injured, abducted, missing) to how many of which *group*.

    *group* is a code of the vocabulary ``casualty_groups``; ``all`` is the total of the event.
    """

    harm: str
    count: Count
    group: str = EVERYONE


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
