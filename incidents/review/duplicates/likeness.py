"""How likely two events are one, from what is known of both: when, where, what, who and how many.

Each sign that both events tell of is worth 0 to 1 and weighs what its table says; what one of them does not know says
nothing. Two events that are too far apart in time or space, or of which fewer than three signs are known, are not told
to be one. ``benchmarks/duplicates.py`` measures the weights and the threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from incidents.codebook.matching import fold
from incidents.domain.event import Event
from incidents.domain.harm import Count
from incidents.domain.when import When
from incidents.domain.where import Place
from incidents.geo.candidate import distance
from incidents.review.reconciliation.counts import figure
from incidents.review.reconciliation.rows import UNKNOWN

LIKELY = 0.75
DAYS = 3  # between two dates that may still be one: reports confuse the day and the day of publication
_WEEK = 7
_FAR_KM = 50.0
_SIGNS_NEEDED = 3
_VAGUE = frozenset({"adm1", "country", "feature"})  # points that stand for a whole unit


@dataclass(frozen=True, slots=True)
class Likeness:
    """*score* is 0 to 1, *signs* what each sign is worth; a sign that only one event tells of is not there."""

    score: float
    signs: Mapping[str, float]


def compare(one: Event, other: Event) -> Likeness | None:
    """How alike two events are; None when they cannot be one, or too little is known of them to say."""
    found = {name: sign(one, other) for name, sign in _SIGNS.items()}
    signs = {name: worth for name, worth in found.items() if worth is not None}
    if not signs.get("date") or signs.get("place") == 0 or len(signs) < _SIGNS_NEEDED:
        return None
    total = sum(_WEIGHTS[name] for name in signs)
    score = sum(_WEIGHTS[name] * worth for name, worth in signs.items()) / total
    return Likeness(round(score, 3), signs)


def rate(one: Event, other: Event) -> float:
    """How alike two events are, 0 where they cannot be one or nothing can be said."""
    likeness = compare(one, other)
    return 0.0 if likeness is None else likeness.score


def is_elsewhere(one: Place, other: Place) -> bool:
    """Whether two places cannot be one, whatever else two events say."""
    return _compare_places(one, other) == 0


def gap(one: When, other: When) -> int:
    """Whole days between two intervals; 0 when they touch."""
    return max(0, (other.start - one.end).days, (one.start - other.end).days)


def _date(one: Event, other: Event) -> float | None:
    if one.when is None or other.when is None:
        return None
    days = gap(one.when, other.when)
    is_vague = max(one.when.days, other.when.days) > _WEEK
    return (0.6 if is_vague else 1.0) if days == 0 else max(0.0, 1 - days / (DAYS + 1)) * 0.7


def _place(one: Event, other: Event) -> float | None:
    return _compare_places(one.place, other.place)


def _compare_places(mine: Place, theirs: Place) -> float | None:
    if mine.country is not None and theirs.country is not None and mine.country != theirs.country:
        return 0.0
    if mine.name is not None and theirs.name is not None and fold(mine.name) == fold(theirs.name):
        return 1.0
    if mine.point is None or theirs.point is None:
        return None
    if {mine.precision, theirs.precision} & _VAGUE:
        return 0.5
    km = distance(mine.point, theirs.point)
    return 0.0 if km > _FAR_KM else max(0.1, 1 - km / _FAR_KM)


def _type(one: Event, other: Event) -> float | None:
    if one.event_type is None or other.event_type is None:
        return None
    if one.sub_event_type == other.sub_event_type and one.sub_event_type is not None:
        return 1.0
    return 0.6 if one.event_type == other.event_type else 0.0


def _weapons(one: Event, other: Event) -> float | None:
    return _shared({each.weapon for each in one.weapons}, {each.weapon for each in other.weapons})


def _actors(one: Event, other: Event) -> float | None:
    return _shared({fold(each.name) for each in one.actors}, {fold(each.name) for each in other.actors})


def _targets(one: Event, other: Event) -> float | None:
    return _shared({each.type for each in one.targets}, {each.type for each in other.targets})


def _shared(one: set[str], other: set[str]) -> float | None:
    """How much of the shorter list the longer one has: reports leave out more than they add."""
    one, other = one - {UNKNOWN}, other - {UNKNOWN}
    return len(one & other) / min(len(one), len(other)) if one and other else None


def _killed(one: Event, other: Event) -> float | None:
    return _numbers(one.killed, other.killed)


def _injured(one: Event, other: Event) -> float | None:
    return _numbers(one.injured, other.injured)


def _numbers(one: Count, other: Count) -> float | None:
    if not one.is_known or not other.is_known:
        return None
    mine, theirs = figure(one), figure(other)
    return 1.0 if mine == theirs else max(0.0, 1 - abs(mine - theirs) / max(mine, theirs)) * 0.8


_SIGNS: Mapping[str, Callable[[Event, Event], float | None]] = {
    "date": _date,
    "place": _place,
    "type": _type,
    "weapons": _weapons,
    "actors": _actors,
    "targets": _targets,
    "killed": _killed,
    "injured": _injured,
}
_WEIGHTS = {"date": 3, "place": 4, "type": 2, "weapons": 1, "actors": 1, "targets": 1, "killed": 2, "injured": 2}
