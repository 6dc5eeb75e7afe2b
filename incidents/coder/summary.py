"""One sentence on an event, put together from its fields and from nothing else."""

from __future__ import annotations

from datetime import date

from incidents.domain.event import Event
from incidents.domain.harm import Count
from incidents.domain.who import PERPETRATOR

_MONTHS = "January February March April May June July August September October November December"


def summarise(event: Event) -> str:
    """One sentence such as ``On 7 November 2021, air/drone strike in Baghdad; 7 injured.``, of what is known."""
    parts = [_opening(event), *_harm(event), *_claim(event)]
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
    return (event.sub_event_type or event.event_type or "an event").lower()


def _by(event: Event) -> str:
    names = [actor.name for actor in event.actors if actor.role == PERPETRATOR]
    return f" by {' and '.join(names)}" if names else ""


def _where(event: Event) -> str:
    name = event.place.name or event.place.reported
    return f" in {name}" if name else ""


def _harm(event: Event) -> list[str]:
    told = (("killed", event.killed), ("injured", event.injured))
    return [f"{_number(count)} {harm}" for harm, count in told if count.is_known]


def _number(count: Count) -> str:
    if count.low == count.high and count.best is not None:
        return str(count.best)
    known = [str(number) for number in (count.low, count.high) if number is not None]
    return "-".join(known) if known else str(count.best)


def _claim(event: Event) -> list[str]:
    return [f"responsibility {claim.status}{f' by {claim.by}' if claim.by else ''}" for claim in event.claims[:1]]
