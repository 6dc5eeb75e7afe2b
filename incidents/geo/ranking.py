"""Which of several places a name most likely means, by what is known of them alone.

Does not look at a text around the name; ``coder`` does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from incidents.geo.candidate import ALIAS, EXACT, FUZZY, Candidate, distance

MATCHES = {EXACT: 1.0, ALIAS: 0.93, FUZZY: 0.7}
# How much more often a name means a place of one kind than of another with as many people. The Red Sea comes before the
# province on its shore, a town before the landmark of its name.
_KINDS = {"sea": 1.0, "continent": 1.0, "country": 1.0, "capital": 1.0, "town": 1.0, "adm1": 0.95, "adm2": 0.85}
_OTHERS = 0.75
_UNSURE = {"ucdp": 0.8}  # it lists no population
_CROWDED = math.log(40_000_000)
_SAME_KM = 15.0
_SAME_DEGREES = _SAME_KM / 111.0  # of latitude: what is farther apart needs no measuring


def read_candidate(row: tuple[Any, ...]) -> Candidate:
    """One row of the index: a place's cells, then the match that found it."""
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


def prior(population: int, *, layer: str, kind: str) -> float:
    """How likely a place is meant when its name is read, 0 to 1: people write about where people are."""
    trust = _UNSURE.get(layer, _KINDS.get(kind, _OTHERS))
    return trust * (0.4 + 0.6 * min(1.0, math.log(max(population, 100)) / _CROWDED))


def loosely(place: Candidate) -> Candidate:
    """*place*, found by its name less a generic word or an article."""
    return replace(place, match=ALIAS, score=place.score * 0.95)


def similarly(place: Candidate, likeness: float) -> Candidate:
    """*place*, found by a name like its own; *likeness* is 0 to 1."""
    return replace(place, match=FUZZY, score=place.score * MATCHES[FUZZY] * likeness)


def agreeing(place: Candidate, units: frozenset[str]) -> Candidate:
    """*place* at half its score when it lies in none of the admin1 *units* that were asked for."""
    if not units or place.unit in units:
        return place
    return replace(place, score=place.score * 0.5)


def fitting(place: Candidate, kind: str | None) -> Candidate:
    """*place* at less of its score when the name says that it is of another *kind*: "Kandahar province" is no town."""
    return place if kind in {None, place.kind} else replace(place, score=place.score * 0.8)


def by_score(place: Candidate) -> tuple[float, int]:
    """Sorts the most likely first, the same way every time."""
    return -place.score, place.id


def distinct(ranked: Iterable[Candidate]) -> Iterator[Candidate]:
    """*ranked* without those that lie beside a better one of the same kind: two layers list many places twice."""
    kept: list[Candidate] = []
    for place in ranked:
        if not any(_is_twin(place, other) for other in kept):
            kept.append(place)
            yield place


def _is_twin(one: Candidate, other: Candidate) -> bool:
    if abs(one.latitude - other.latitude) > _SAME_DEGREES or one.precision != other.precision:
        return False
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude)) < _SAME_KM
