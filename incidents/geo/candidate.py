"""A place that a name may mean, and how likely it is that the name means it.

Judges a place by what the gazetteer knows of it alone. The coder looks at the text around the name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from incidents.geo.distance import KM_PER_DEGREE, distance

# The layer that an entry comes from. Each later layer says less about where exactly something happened.
CURATED, UCDP, PLACES, ADMIN2, ADMIN1, COUNTRY = "curated", "ucdp", "places", "admin2", "admin1", "country"
EXACT, ALIAS, FUZZY = "exact", "alias", "fuzzy"
MATCHES = {EXACT: 1.0, ALIAS: 0.93, FUZZY: 0.7}
POINTS_WITHIN_A_TOWN = frozenset({"district", "landmark"})

# Codes of the vocabulary place_precision; every other kind is a point.
_PRECISIONS = {
    "adm1": "adm1",
    "adm2": "adm2",
    "country": "country",
    "continent": "unknown",
    "region": "feature",
    "feature": "feature",
    "island": "feature",
    "sea": "sea_air",
    "strait": "sea_air",
    "vicinity": "near",
}
# How much more often a name means a place of one kind than one of another kind with as many people: the Red Sea comes
# before the province on its shore, a town before the landmark of its name.
_KINDS = {"sea": 1.0, "continent": 1.0, "country": 1.0, "capital": 1.0, "town": 1.0, "adm1": 0.95, "adm2": 0.85}
_OTHER_KINDS = 0.75
_LAYERS = {"ucdp": 0.8}  # lists no population
_MOST_PEOPLE = math.log(40_000_000)
_SAME_KM = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean; *latitude* and *longitude* are in WGS84 degrees.

    *country* is ISO alpha-3, None at sea; *admin1* the unit's name and *unit* its GeoNames code ("IQ.07"); *within* the
    town that a district or landmark belongs to. *population* is 0 when unknown. *kind* is town, capital, district,
    vicinity, adm1, adm2, country, continent, region, feature, island, sea, strait, or a kind of landmark (landmark,
    base, airport, camp, crossing, oilfield). *match* is exact (the listed name), alias (another name of it) or fuzzy
    (a similar name: only ever a suggestion). *score* is 0 to 1.
    """

    id: int
    name: str
    country: str | None
    admin1: str | None
    unit: str | None
    within: str | None
    latitude: float
    longitude: float
    population: int
    layer: str
    kind: str
    match: str
    score: float

    @property
    def precision(self) -> str:
        """The code of place_precision for a point from this entry."""
        return _PRECISIONS.get(self.kind, "exact")

    @property
    def point(self) -> tuple[float, float]:
        """(latitude, longitude)."""
        return self.latitude, self.longitude


def prior(population: int, *, layer: str, kind: str) -> float:
    """Return how likely a place is meant when its name is read, 0 to 1: people write about where people are."""
    trust = _LAYERS.get(layer, _KINDS.get(kind, _OTHER_KINDS))
    return trust * (0.4 + 0.6 * min(1.0, math.log(max(population, 100)) / _MOST_PEOPLE))


def read_candidate(row: tuple[Any, ...]) -> Candidate:
    """Return the candidate in a row of the index: the cells of a place, then the match that found it."""
    number, name, country, admin1, unit, within, latitude, longitude, population, layer, kind, match = row
    return Candidate(
        id=number,
        name=name,
        country=country,
        admin1=admin1,
        unit=unit,
        within=within,
        latitude=latitude,
        longitude=longitude,
        population=population,
        layer=layer,
        kind=kind,
        match=match,
        score=prior(population, layer=layer, kind=kind) * MATCHES[match],
    )


def found_loosely(place: Candidate) -> Candidate:
    """Return *place* as found by its name without a generic word or an article."""
    return replace(place, match=ALIAS, score=place.score * 0.95)


def found_by_similarity(place: Candidate, similarity: float) -> Candidate:
    """Return *place* as found by a name similar to its own; *similarity* is 0 to 1."""
    return replace(place, match=FUZZY, score=place.score * MATCHES[FUZZY] * similarity)


def rank_by_unit(place: Candidate, units: frozenset[str]) -> Candidate:
    """Return *place* with half its score if it lies in none of the admin1 *units* that were asked for."""
    return place if not units or place.unit in units else replace(place, score=place.score * 0.5)


def rank_by_kind(place: Candidate, kind: str | None) -> Candidate:
    """Return *place* with a lower score if the name says another *kind*: "Kandahar province" is no town."""
    return place if kind in {None, place.kind} else replace(place, score=place.score * 0.8)


def by_score(place: Candidate) -> tuple[float, int]:
    """Sort key: the most likely first, in the same order every time."""
    return -place.score, place.id


def distinct(ranked: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield *ranked* without places beside a better one of the same kind: two layers list many places twice."""
    kept: list[Candidate] = []
    for place in ranked:
        if not any(_is_same(place, other) for other in kept):
            kept.append(place)
            yield place


def _is_same(one: Candidate, other: Candidate) -> bool:
    # Most pairs are told apart by latitude, without measuring.
    if abs(one.latitude - other.latitude) > _SAME_KM / KM_PER_DEGREE or one.precision != other.precision:
        return False
    return distance(one.point, other.point) < _SAME_KM
