"""The value that a coding gives to each field that coders are compared on.

Unknown is a value of its own for codes and sets, as leaving a field empty is a decision; a number that nobody gives is
no number, and the field's status tells of it. Names are folded: case, accents and punctuation do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from incidents.codebook.matching import fold
from incidents.domain.claim import overall_status
from incidents.domain.event import Event
from incidents.review.agreement.distances import Value
from incidents.review.evaluation.answers import perpetrators_of

UNKNOWN = "-"
Orders = Mapping[str, Mapping[str, float]]  # of a field, the number that puts each of its codes in order


def value_of(field: str, event: Event, orders: Orders) -> Value | None:
    """What *event* says of *field*; None where there is nothing to compare."""
    value = _VALUES[field](event)
    return orders[field].get(str(value)) if field in orders else value


def _date(event: Event) -> Value:
    if event.when is None:
        return UNKNOWN
    start, end = event.when.start, event.when.end
    return f"{start}" if start == end else f"{start} to {end}"


def _code(read: Callable[[Event], str | None]) -> Callable[[Event], Value]:
    return lambda event: read(event) or UNKNOWN


def _name(read: Callable[[Event], str | None]) -> Callable[[Event], Value]:
    return lambda event: fold(read(event) or "") or UNKNOWN


_VALUES: Mapping[str, Callable[[Event], Value | None]] = {
    "main": lambda event: "main" if event.main else "background",
    "date": _date,
    "date_precision": _code(lambda event: None if event.when is None else event.when.precision),
    "country": _code(lambda event: event.place.country),
    "admin1": _name(lambda event: event.place.admin1),
    "place": _name(lambda event: event.place.name),
    "place_precision": _code(lambda event: event.place.precision),
    "event_type": _code(lambda event: event.event_type),
    "sub_event_type": _code(lambda event: event.sub_event_type),
    "stage": _code(lambda event: event.stage),
    "weapons": lambda event: frozenset(weapon.weapon for weapon in event.weapons),
    "targets": lambda event: frozenset(target.type for target in event.targets),
    "perpetrator": lambda event: frozenset(map(fold, perpetrators_of(event))),
    "killed_status": lambda event: event.killed.status,
    "killed": lambda event: event.killed.best,
    "injured_status": lambda event: event.injured.status,
    "injured": lambda event: event.injured.best,
    "claim": lambda event: overall_status(event.claims),
}
FIELDS = tuple(_VALUES)
