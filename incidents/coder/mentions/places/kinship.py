"""How places lie to one another: one in another, in one unit, near each other.

Knows places only, no names and no text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from incidents.geo.candidate import Candidate
from incidents.geo.distance import distance

_BESIDE_KM = 60.0
_NEIGHBOUR_KM = 200.0
_PART_KM = 400.0  # how far the middle of a first-level unit lies from that of the part of the country that holds it
_SAME_UNIT, _SAME_AREA = 0.08, 0.15
MOST_COMPANY = _SAME_UNIT + _SAME_AREA
_WIDE = frozenset({"country", "continent", "sea", "adm1"})


def is_held(place: Candidate, parents: Iterable[Candidate]) -> bool:
    """Whether *place* lies in one of *parents*."""
    return any(_holds(parent, place) for parent in parents if parent.id != place.id)


def _holds(parent: Candidate, place: Candidate) -> bool:
    if parent.kind == "country":
        return place.country == parent.country and place.kind != "country"
    if parent.country != place.country or place.kind == "country":
        return False
    if place.kind == "adm1":
        return parent.kind == "region" and _apart(parent, place) < _PART_KM
    if parent.kind == "adm1":
        return place.unit is not None and place.unit == parent.unit
    is_area = parent.kind in {"region", "adm2", "island"}
    reach = _NEIGHBOUR_KM if is_area else _BESIDE_KM
    is_wider = is_area or parent.population > place.population
    return is_wider and _apart(parent, place) < reach


def company(place: Candidate, others: Sequence[Candidate]) -> float:
    """What the other places of the article add: more units of its country, one unit with it, or a place near it."""
    if place.kind in {"country", "continent"}:
        return 0.0
    if place.kind == "adm1":
        is_listed = any(other.kind == "adm1" and other.country == place.country for other in others)
        return MOST_COMPANY * is_listed
    shared = any(place.unit is not None and place.unit == other.unit for other in others)
    points = [other for other in others if other.kind not in _WIDE]
    nearest = min((_apart(place, other) for other in points if other.id != place.id), default=math.inf)
    return _SAME_UNIT * shared + _SAME_AREA * math.exp(-nearest / _NEIGHBOUR_KM)


def _apart(one: Candidate, other: Candidate) -> float:
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude))
