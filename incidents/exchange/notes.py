"""The note of an event as the ACLED layout has it: when it was, in a fixed form, then what happened.

Takes the summary as it is, but for a date at its beginning; without one, says the type and the place and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.domain.summing import Document
from incidents.domain.when import When
from incidents.exchange.times import read_time

# Spelled out, because strftime speaks the language of the machine it runs on.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}}"
_DATED = re.compile(rf"\A(?:(?:On|Around) {_DAY}|Between {_DAY} and {_DAY}|On an unknown date), (?=\S)")
# Words that open a sentence and no name: within a note they are small.
_SMALL = frozenset({"A", "An", "The", "Two", "Three", "Four", "Five", "Six", "Several", "Dozens", "At", "Unidentified"})
_DISRUPTED, _INTERCEPTED = "Disrupted weapons use", "intercepted"


def notes(event: Document) -> str | None:
    """What happened behind "On 7 November 2021, ..." for a known day, "Around ..." for the middle of a longer time.

    A date with which the summary begins gives way to it. Without a date what happened stands alone; None when neither
    date nor summary, type or place is known.
    """
    when, summary = read_time(event), event["summary"]
    if when is None:
        composed = _compose(event)
        told: str | None = summary
        return told if told is not None or composed is None else _with_first(composed, str.upper)
    start = prefix(event) + _opening(when)
    told = _compose(event) if summary is None else _continue(_undated(summary.removeprefix(prefix(event))))
    return f"{start}." if told is None else f"{start}, {told}"


def _compose(event: Document) -> str | None:
    """The type and the place as the rest of a sentence; None when neither is known."""
    kind = event["sub_event_type"] or event["event_type"]
    name = event["place"] or event["place_reported"] or event["admin1"]
    if kind is None and name is None:
        return None
    where = "" if name is None else f" in {name}"
    return f"{_with_first(kind or 'an event', str.lower)}{where}."


def _with_first(words: str, change: Callable[[str], str]) -> str:
    """*words* with their first letter changed; what follows, such as "IED", stays."""
    return change(words[:1]) + words[1:]


def _undated(summary: str) -> str:
    """*summary* without a date at its beginning, in any of the forms of a summary that the coder composed."""
    return _DATED.sub("", summary, count=1)


def _continue(summary: str) -> str:
    """*summary* as the rest of a sentence: a first word that is no name loses its capital."""
    first, space, rest = summary.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in _SMALL else summary


def prefix(event: Document) -> str:
    """The word that opens a note on a weapon that was stopped on its way; empty for every other event."""
    is_interception = event["sub_event_type"] == _DISRUPTED and event["stage"] == _INTERCEPTED
    return "Interception: " if is_interception else ""


def _opening(when: When) -> str:
    return f"{'On' if when.precision == 'day' else 'Around'} {_spelled(when.middle)}"


def _spelled(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


FIELDS: Mapping[str, Callable[[Document, Definitions], Any]] = {"notes": lambda event, _: notes(event)}
