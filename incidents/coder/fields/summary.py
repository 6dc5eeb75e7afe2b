"""One sentence on an event, put together from its fields and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from incidents.domain.casualties import Count
from incidents.domain.events import PERPETRATOR, Event

_MONTHS = "January February March April May June July August September October November December"

# A statement on responsibility by its status: with who made it or is blamed in it, and where nobody is named.
_OF_NAMED = {
    "claimed": "claimed by {}",
    "denied": "denied by {}",
    "suspected": "attributed to {}",
    "retracted": "claim retracted by {}",
}
_OF_NOBODY = {
    "claimed": "responsibility claimed",
    "denied": "responsibility denied",
    "retracted": "claim retracted",
    "contested": "responsibility contested",
    "stated none": "no claim of responsibility reported",
}

_UNSURE = frozenset({"accused_by_authorities", "accused", "suspected", "possible"})


def summarise(event: Event) -> str:
    """One sentence such as ``On 7 November 2021, air/drone strike in Baghdad; 7 injured.``, of what is known."""
    parts = [_opening(event), *_harm(event), *_claims(event)]
    return "; ".join(part for part in parts if part) + "."


def _opening(event: Event) -> str:
    return "".join([_date(event), _kind(event), _by(event), _where(event)])


def _date(event: Event) -> str:
    if event.when is None:
        return "On an unknown date, "
    start, end = event.when.start, event.when.end
    return f"On {_day(start)}, " if start == end else f"Between {_day(start)} and {_day(end)}, "


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"


def _kind(event: Event) -> str:
    kind = event.sub_event_type or event.event_type or "an event"
    return kind[0].lower() + kind[1:]  # the rest stays: "remote explosive/landmine/IED"


def _by(event: Event) -> str:
    """Who did it, as firmly as the report says so: ``by X``, ``attributed to X``."""
    doers = [actor for actor in event.actors if actor.role == PERPETRATOR]
    names = " and ".join(actor.name for actor in doers)
    is_unsure = any(actor.attribution in _UNSURE for actor in doers)
    return f" {'attributed to' if is_unsure else 'by'} {names}" if names else ""


def _where(event: Event) -> str:
    name = event.place.name or event.place.reported
    return f" in {name}" if name else ""


def _harm(event: Event) -> list[str]:
    told = (("killed", event.killed), ("injured", event.injured))
    return [f"{_number(count)} {harm}" for harm, count in told if count.is_known]


def _number(count: Count) -> str:
    if count.low == count.high and count.best is not None:
        return str(count.best)
    known = [number for number in (count.low, count.best, count.high) if number is not None]
    return str(known[0]) if known[0] == known[-1] else f"{known[0]}-{known[-1]}"


def _claims(event: Event) -> list[str]:
    """Who claimed, denied or is blamed, each statement once, in the order of the claims; nothing for a silence."""
    statuses = dict.fromkeys(claim.status for claim in event.claims)
    told = (_statement(status, [each.by for each in event.claims if each.status == status]) for status in statuses)
    return [statement for statement in told if statement is not None]


def _statement(status: str, sides: Sequence[str | None]) -> str | None:
    """What the sides with one *status* are said to have said; of a side without a name only that there is one."""
    named = " and ".join(dict.fromkeys(side for side in sides if side is not None))
    return _OF_NAMED[status].format(named) if named and status in _OF_NAMED else _OF_NOBODY.get(status)
