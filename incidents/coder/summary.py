"""One sentence on an event, put together from its fields and from nothing else."""

from __future__ import annotations

from incidents.codebook.loader import Codebook
from incidents.domain.event import Event
from incidents.domain.harm import Count
from incidents.domain.who import PERPETRATOR

_MONTHS = "January February March April May June July August September October November December".split()


def summarise(event: Event, *, codebook: Codebook) -> str:
    """``On 7 November 2021, an air/drone strike (drone: 3 launched) in Baghdad, Iraq; 7 injured.``"""
    parts = [_opening(event), *_harm(event), *_claim(event)]
    return "; ".join(part for part in parts if part) + "." if codebook is not None else ""


def _opening(event: Event) -> str:
    return "".join([_date(event), _kind(event), _by(event), _where(event)])


def _date(event: Event) -> str:
    if event.when is None:
        return "On an unknown date, "
    start, end = event.when.start, event.when.end
    if event.when.precision == "day" and start == end:
        return f"On {start.day} {_MONTHS[start.month - 1]} {start.year}, "
    return f"Between {start.day} {_MONTHS[start.month - 1]} {start.year} and {end.day} {_MONTHS[end.month - 1]} {end.year}, "


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
