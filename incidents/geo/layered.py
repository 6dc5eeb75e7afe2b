"""The gazetteer with the project's own knowledge before it: places its events were coded at, then places it lists.

A coded place was accepted by a person, so its name means it again (location memory); of several points under one name
the one with the most events comes first. What a file brought ranks among the shipped places by its population, unless
the country is known: then it comes before them. Does not know where the project keeps its knowledge.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from incidents.domain.locations import BY_HAND, CodedPlace, ListedPlace
from incidents.geo.candidate import ALIAS, EXACT, PLACES, Candidate
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.names import fold, variants, without_generic
from incidents.geo.ranking import by_score, prior

PROJECT, USER = "project", "user"
FindListed = Callable[[tuple[str, ...]], Sequence[ListedPlace]]
_CACHED_NAMES = 20_000

# The kind of place that a coded precision speaks of.
_KINDS = {
    "near": "vicinity",
    "adm1": "adm1",
    "adm2": "adm2",
    "adm3": "adm2",
    "feature": "region",
    "country": "country",
    "sea_air": "sea",
}
_PROJECT, _BY_HAND, _IN_COUNTRY = 0.96, 0.95, 0.94
_CLOSER = 0.03  # what the share of a name's events adds
_ALIAS = 0.98


class LayeredGazetteer(Gazetteer):
    """A gazetteer over the shipped index in *connection*, with *coded* and *listed* places of the project before it."""

    def __init__(
        self, connection: sqlite3.Connection, *, coded: Sequence[CodedPlace], listed: FindListed | None
    ) -> None:
        super().__init__(connection)
        self._listed = None if listed is None else lru_cache(_CACHED_NAMES)(listed)
        self._memory = _remember(coded)
        self._numbers: dict[tuple[str, float, float], int] = {}

    def lookup(self, folded: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """As the shipped gazetteer, with the project's own places among its answers."""
        own = [*self._coded(folded), *self._imported(folded, country)]
        fitting = [place for place in own if country is None or place.country == country]
        shipped = super().lookup(folded, country=country)
        return tuple(sorted([*fitting, *shipped], key=by_score)) if fitting else shipped

    def likeliest(self, folded: str, *, country: str | None = None) -> Iterator[Candidate]:
        """As ``lookup``: what the project knows is at hand."""
        return iter(self.lookup(folded, country=country))

    def is_listed(self, folded: str) -> bool:
        """Whether the project or the shipped gazetteer lists the name."""
        return super().is_listed(folded) or bool(self.lookup(folded))

    def _coded(self, folded: str) -> Iterator[Candidate]:
        found = [each for each in self._memory.get(folded, ()) if not self._is_landmark(each[0])]
        total = sum(place.events for place, _ in found)
        for place, match in found:
            score = (_PROJECT + _CLOSER * place.events / total) * (1.0 if match == EXACT else _ALIAS)
            yield self._candidate(place, layer=PROJECT, kind=_kind(place), match=match, score=score)

    def _is_landmark(self, place: CodedPlace) -> bool:
        """Whether the article named a shipped landmark: the shipped one knows its town, whose own point is another."""
        if not place.reported or place.reported == place.name:
            return False
        point = (place.latitude, place.longitude)
        shipped = super().lookup(fold(place.reported), country=place.country)
        return any(each.within is not None and (each.latitude, each.longitude) == point for each in shipped)

    def _imported(self, folded: str, country: str | None) -> Iterator[Candidate]:
        for place in () if self._listed is None else self._listed((folded,)):
            match = place.names[0].match
            if place.source == BY_HAND:
                score = _BY_HAND
            elif country is not None:
                score = _IN_COUNTRY
            else:
                score = prior(place.population or 0, layer=PLACES, kind=place.kind)
            score *= 1.0 if match == EXACT else _ALIAS
            yield self._candidate(place, layer=USER, kind=place.kind, match=match, score=score)

    def _candidate(
        self, place: CodedPlace | ListedPlace, *, layer: str, kind: str, match: str, score: float
    ) -> Candidate:
        key = (place.name, place.latitude, place.longitude)
        return Candidate(
            id=-1 - self._numbers.setdefault(key, len(self._numbers)),
            name=place.name,
            country=place.country,
            admin1=place.admin1,
            unit=self._unit_of(place),
            within=None,
            latitude=place.latitude,
            longitude=place.longitude,
            population=(place.population or 0) if isinstance(place, ListedPlace) else 0,
            layer=layer,
            kind=kind,
            match=match,
            score=score,
        )

    def _unit_of(self, place: CodedPlace | ListedPlace) -> str | None:
        if place.admin1 is None:
            return None
        named = (super(LayeredGazetteer, self).lookup(form, country=place.country) for form in variants(place.admin1))
        return next((unit.unit for units in named for unit in units if unit.kind == "adm1"), None)


def _remember(coded: Sequence[CodedPlace]) -> dict[str, list[tuple[CodedPlace, str]]]:
    memory: dict[str, list[tuple[CodedPlace, str]]] = defaultdict(list)
    for place in coded:
        memory[fold(place.name)].append((place, EXACT))
        plain = without_generic(fold(place.name))
        if plain != fold(place.name) and _kind(place) == "town":  # "Salqin town" is Salqin, but no province is its city
            memory[plain].append((place, ALIAS))
        # The article's words, where they are a name: "the city" would mean another city next time.
        if place.reported and not place.reported[0].islower() and fold(place.reported) != fold(place.name):
            memory[fold(place.reported)].append((place, ALIAS))
    memory.pop("", None)
    return dict(memory)


def _kind(place: CodedPlace) -> str:
    return _KINDS.get(place.precision or "", "town")
