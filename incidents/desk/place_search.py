"""What the gazetteer answers to a name, ranked, each answer with why it stands where it does.

Does not decide for the user which of several places is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidents.geo.candidate import ALIAS, EXACT, FUZZY, Candidate, distance
from incidents.geo.gazetteer import Gazetteer

_FAR = 100.0  # kilometres at which nearness has halved a score
_MOST = 100  # candidates before nearness ranks them
_MATCHES = {EXACT: "by its name", ALIAS: "by another of its names", FUZZY: "by a similar name: check it"}
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


def search(  # noqa: PLR0913 - each a way to narrow the search
    gazetteer: Gazetteer,
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    near: tuple[float, float] | None = None,
    limit: int = 10,
) -> tuple[Hit, ...]:
    """The places that *name* may mean, the likeliest first; similar names only when nothing bears the name itself.

    *country* (ISO alpha-3) excludes all others; *admin1* and *near* only rank.
    """
    found = gazetteer.search(name, country=country, admin1=admin1, limit=_MOST, is_fuzzy=True)
    units = gazetteer.units(admin1, country=country) if admin1 is not None else frozenset()
    hits = [_hit(place, admin1=admin1, units=units, near=near) for place in found]
    return tuple(sorted(hits, key=_rank)[:limit])


def _hit(place: Candidate, *, admin1: str | None, units: frozenset[str], near: tuple[float, float] | None) -> Hit:
    km = None if near is None else distance(near, (place.latitude, place.longitude))
    closeness = 1.0 if km is None else _FAR / (_FAR + km)
    reasons = [_MATCHES[place.match], _LAYERS.get(place.layer, place.layer)]
    if admin1 is not None:
        reasons.append(_agreement(place, admin1, units))
    if place.population:
        reasons.append(f"weight {place.population:,}" if place.layer == "curated" else f"{place.population:,} people")
    if km is not None:
        reasons.append(f"{km:,.0f} km away")
    return Hit(place=replace(place, score=place.score * closeness), why="; ".join(reasons), km=km)


def _agreement(place: Candidate, admin1: str, units: frozenset[str]) -> str:
    if not units:
        return f"no unit called {admin1} is known"
    return f"in {admin1}, as asked" if place.unit in units else f"not in {admin1}"


def _rank(hit: Hit) -> tuple[float, int]:
    return -hit.place.score, hit.place.id


def is_settled(hits: Sequence[Hit]) -> bool:
    """Whether the first hit may be taken without a person: its name is the name, and it is not merely similar."""
    return bool(hits) and hits[0].place.match != FUZZY
