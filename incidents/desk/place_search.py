"""What the gazetteer answers to a name, ranked, each answer with why it stands where it does.

Does not decide for the user which of several places is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from incidents.geo.area import find_units
from incidents.geo.candidate import ALIAS, EXACT, FUZZY, Candidate, distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.locating import Asked, find_answers
from incidents.geo.names import fold, kind_named
from incidents.geo.ranking import distinct
from incidents.geo.sounding import is_like

_FAR = 100.0  # kilometres at which nearness has halved a score
_MOST = 100  # candidates before nearness ranks them
_MATCHES = {EXACT: "by its name", ALIAS: "by another of its names", FUZZY: "by a similar name: check it"}
_UNITS = frozenset({"adm1", "adm2"})
_LAYERS = {
    "project": "coded before in this project",
    "user": "listed by this project",
    "curated": "a region or landmark that news name",
    "country": "a country",
    "ucdp": "a place of UCDP's events",
    "places": "a town of GeoNames",
    "admin2": "the centre of a second-order unit",
    "admin1": "the centre of a first-order unit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A candidate, *why* it is one in words, and how far it lies from the point that was asked for, in kilometres."""

    place: Candidate
    why: str
    km: float | None = None


def search(
    gazetteer: Gazetteer, asked: Asked, *, near: tuple[float, float] | None = None, limit: int = 10
) -> tuple[Hit, ...]:
    """The places that a name may mean, the likeliest first; similar names only when nothing bears the name itself.

    A country excludes all others, but for a name that only a territory of it has; units and *near* only rank. Where a
    unit is named and nothing in it is called so, the unit itself stands in as a suggestion.
    """
    units = frozenset() if asked.admin1 is None else find_units(gazetteer, asked.admin1, asked.country)
    hits = [_hit(place, asked=asked, units=units, near=near) for place in _candidates(gazetteer, asked, units)]
    return tuple(sorted(hits, key=_rank)[:limit])


def _candidates(gazetteer: Gazetteer, asked: Asked, units: frozenset[str]) -> list[Candidate]:
    found = gazetteer.search(
        asked.name, country=asked.country, admin1=asked.admin1, limit=_MOST, is_fuzzy=asked.country is None
    )
    is_plain = asked.country is None or asked.name.strip() == ""
    kind = kind_named(fold(asked.name))
    kinds = {kind} if kind in _UNITS else {None, *(place.kind for place in found)}  # "Sari Pul province" is no town
    has_agreed = any(
        place.match != FUZZY and place.kind in kinds and (not units or place.unit in units) for place in found
    )
    if is_plain or (has_agreed and asked.admin2 is None):
        return list(found)
    return list(_falling(distinct((*islice(find_answers(gazetteer, asked), _MOST), *found))))


def _falling(places: Iterable[Candidate]) -> Iterator[Candidate]:
    """*places* in their order, each with a score no higher than the one before it."""
    highest = 1.0
    for place in places:
        highest = min(highest, place.score)
        yield replace(place, score=highest)


def _hit(place: Candidate, *, asked: Asked, units: frozenset[str], near: tuple[float, float] | None) -> Hit:
    km = None if near is None else distance(near, (place.latitude, place.longitude))
    closeness = 1.0 if km is None else _FAR / (_FAR + km)
    reasons = [_how(place, asked), _LAYERS.get(place.layer, place.layer)]
    if asked.admin1 is not None:
        reasons.append(_agreement(place, asked.admin1, units))
    if place.population:
        reasons.append(f"weight {place.population:,}" if place.layer == "curated" else f"{place.population:,} people")
    if km is not None:
        reasons.append(f"{km:,.0f} km away")
    return Hit(place=replace(place, score=place.score * closeness), why="; ".join(reasons), km=km)


def _how(place: Candidate, asked: Asked) -> str:
    """How the name led to the place; a unit may only stand in for what it holds."""
    is_stand_in = place.match == FUZZY and place.kind in _UNITS and not is_like(asked.name, place.name)
    return "a unit that holds it: check it" if is_stand_in else _MATCHES[place.match]


def _agreement(place: Candidate, admin1: str, units: frozenset[str]) -> str:
    if not units:
        return f"no unit called {admin1} is known"
    return f"in {admin1}, as asked" if place.unit in units else f"not in {admin1}"


def _rank(hit: Hit) -> tuple[float, int]:
    return -hit.place.score, hit.place.id
