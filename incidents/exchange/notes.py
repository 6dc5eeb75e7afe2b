"""The note of an event as the ACLED layout has it: when it was, in a fixed form, then what happened.

Takes the summary as it is; does not write one.
"""

from __future__ import annotations

from datetime import date

from incidents.domain.event import Event
from incidents.domain.when import When

# Spelled out, because strftime speaks the language of the machine it runs on.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Words that open a sentence and no name: within a note they are small.
_SMALL = frozenset({"A", "An", "The", "Two", "Three", "Four", "Five", "Six", "Several", "Dozens", "At", "Unidentified"})
_DISRUPTED, _INTERCEPTED = "Disrupted weapons use", "intercepted"


def notes(event: Event) -> str | None:
    """The summary behind "On 7 November 2021, ..." for a known day, "Around ..." for the middle of a longer time.

    A summary that already begins so is not given its date twice. None when neither date nor summary is known.
    """
    if event.when is None:
        return event.summary
    start = f"{_opening(event.when)}, "
    told = "" if event.summary is None else _continue(event.summary.removeprefix(start))
    return prefix(event) + (start + told).removesuffix(", ")


def _continue(summary: str) -> str:
    """*summary* as the rest of a sentence: a first word that is no name loses its capital."""
    first, space, rest = summary.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in _SMALL else summary


def prefix(event: Event) -> str:
    """The word that opens a note on a weapon that was stopped on its way; empty for every other event."""
    is_interception = event.sub_event_type == _DISRUPTED and event.stage == _INTERCEPTED
    return "Interception: " if is_interception else ""


def _opening(when: When) -> str:
    return f"{'On' if when.precision == 'day' else 'Around'} {_spelled(when.middle)}"


def _spelled(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
