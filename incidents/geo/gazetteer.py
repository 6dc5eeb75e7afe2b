"""The offline gazetteer: which places a name may mean, and which places are near a point.

Nothing goes out to the network and little stays in memory. Names are compared folded (``names``). Does not read
articles, and never takes a similar name for the same one unless asked.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from incidents.domain.locations import BY_HAND, CodedPlace, ListedPlace
from incidents.geo.candidate import (
    ALIAS,
    EXACT,
    PLACES,
    Candidate,
    by_score,
    distinct,
    found_by_similarity,
    found_loosely,
    prior,
    rank_by_kind,
    rank_by_unit,
    read_candidate,
)
from incidents.geo.distance import boxes_around, distance
from incidents.geo.index import Progress, open_index
from incidents.geo.names import fold, kind_named, variants, without_generic
from incidents.geo.similarity import PhoneticIndex, similar_spellings

PROJECT, USER = "project", "user"  # layers of the project's own places
FindListed = Callable[[tuple[str, ...]], Sequence[ListedPlace]]

_PLACE = "SELECT p.id, p.name, country, admin1, unit, within, latitude, longitude, population, layer, kind"
_CALLED = f"{_PLACE}, match FROM alias a JOIN place p ON p.id = a.place WHERE a.name = ?"
_BY_NAME = f"{_CALLED} ORDER BY a.rank, a.place LIMIT 400"
_BY_NAME_AND_COUNTRY = f"{_CALLED} AND +country = ? ORDER BY a.rank, a.place LIMIT 400"
_BY_ID = f"{_PLACE}, '{EXACT}' FROM place p WHERE id = ?"
_SEAT = f"""{_PLACE}, '{EXACT}' FROM place p
WHERE kind IN ('capital', 'country') AND country = ? AND kind = ? ORDER BY id LIMIT 1"""
_IN_BOX = """SELECT id, latitude, longitude FROM place
WHERE is_point AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"""
_CENTRE_OF_PEOPLE = """SELECT sum(latitude * weight) / sum(weight), sum(longitude * weight) / sum(weight)
FROM (SELECT latitude, longitude, max(population, 100) AS weight FROM place
WHERE country = ? AND unit = ? AND layer = 'places')"""

_MAPPED = 256_000_000  # bytes of the file that may be read as memory, which spares a system call a page
_WIDENING_KM = (11.0, 55.0, 220.0, 1000.0)
_CACHED_NAMES, _CACHED_COUNTRIES, _CACHED_SEATS = 20_000, 4, 600


class Gazetteer:
    """Places by name and by point. Made by ``open_gazetteer``; safe to keep for a whole run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA mmap_size={_MAPPED}")
        self._connection = connection
        # Articles repeat their names, and a list of names its countries and units.
        self._cached = lru_cache(_CACHED_NAMES)(self._read)
        self._is_listed = lru_cache(_CACHED_NAMES)(self._has_name)
        self._phonetic = lru_cache(_CACHED_COUNTRIES)(self._read_names)
        self._seat = lru_cache(_CACHED_SEATS)(self._read_seat)
        self._heart = lru_cache(_CACHED_SEATS)(self._read_heart)

    def lookup(self, folded: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Return every place listed under exactly this folded name, the most likely first; at most 400."""
        return self._cached(folded, country)

    def likeliest(self, folded: str, *, country: str | None = None) -> Iterator[Candidate]:
        """Yield the places of ``lookup``, each read from the index only when it is asked for."""
        if country is None:
            return map(read_candidate, self._connection.execute(_BY_NAME, (folded,)))
        return map(read_candidate, self._connection.execute(_BY_NAME_AND_COUNTRY, (folded, country)))

    def is_listed(self, folded: str) -> bool:
        """Return whether ``lookup`` would find anything."""
        return self._is_listed(folded)

    def search(
        self,
        name: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        limit: int = 10,
        is_fuzzy: bool = False,
    ) -> tuple[Candidate, ...]:
        """Return the places that *name* may mean, best first, without near duplicates.

        *country* (ISO alpha-3) excludes all others; *admin1* (a name) only ranks. If the literal name is unknown,
        generic words ("town", "district of") and the Arabic article are left out. Similar names are suggestions; they
        are tried only if *is_fuzzy* is true and nothing else is found.
        """
        folded = fold(name)
        ranked = self._named(name, folded, country)
        units = self.units(admin1, country=country) if admin1 is not None else frozenset()
        kind = kind_named(folded)
        if units or kind is not None:
            ranked = iter(sorted((rank_by_kind(rank_by_unit(place, units), kind) for place in ranked), key=by_score))
        found = tuple(islice(distinct(ranked), limit))
        if found or not is_fuzzy:
            return found
        similar = sorted((rank_by_unit(place, units) for place in self.similar(name, country=country)), key=by_score)
        return tuple(islice(distinct(similar), limit))

    def similar(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Return places with a name similar to *name*, the most similar first.

        Names are compared by sound within a *country*, else by spelling.
        """
        if country is None:
            folded = fold(name)
            found = similar_spellings(folded, self._names_from(folded[:2])) if len(folded) > 3 else ()
            return tuple(found_by_similarity(place, alike) for other, alike in found for place in self.lookup(other))
        return tuple(
            found_by_similarity(self._place(id_), alike) for id_, alike in self._phonetic(country).search(name)
        )

    def units(self, name: str, *, country: str | None = None) -> frozenset[str]:
        """Return the GeoNames codes of the admin1 units that *name* may mean."""
        named = (self.lookup(form, country=country) for form in variants(name))
        return frozenset(place.unit for places in named for place in places if place.kind == "adm1" and place.unit)

    def unit_names(self) -> dict[str, str]:
        """Return the name of every admin1 unit by its GeoNames code."""
        return dict(self._connection.execute("SELECT unit, name FROM place WHERE kind = 'adm1' ORDER BY id DESC"))

    def country(self, iso3: str) -> Candidate | None:
        """Return the entry of a country, with its reference point."""
        return self._seat(iso3, "country")

    def capital(self, iso3: str) -> Candidate | None:
        """Return the capital of a country; if it has several, the most populous."""
        return self._seat(iso3, "capital")

    def heart(self, unit: Candidate) -> tuple[float, float] | None:
        """Return where the people of an admin1 unit live on average: the best guess at something somewhere in it."""
        if unit.kind != "adm1" or unit.country is None or unit.unit is None:
            return None
        return self._heart(unit.country, unit.unit)

    def nearest(self, latitude: float, longitude: float, *, limit: int = 5) -> tuple[Candidate, ...]:
        """Return the towns, districts and landmarks around a point, nearest first; none beyond about 1,000 km."""
        found: list[tuple[float, int]] = []
        for km in _WIDENING_KM:
            found = self.distances(latitude, longitude, km=km)
            if len(found) >= limit:
                break
        return tuple(self._place(id_) for _, id_ in found[:limit])

    def distances(self, latitude: float, longitude: float, *, km: float) -> list[tuple[float, int]]:
        """Return (kilometres, id) of every town, district and landmark within *km* of a point, nearest first."""
        here = (latitude, longitude)
        rows = (row for box in boxes_around(*here, km) for row in self._connection.execute(_IN_BOX, box))
        measured = ((distance(here, (north, east)), id_) for id_, north, east in rows)
        return sorted(pair for pair in measured if pair[0] <= km)

    def close(self) -> None:
        """Close the index."""
        self._connection.close()

    def _read(self, folded: str, country: str | None) -> tuple[Candidate, ...]:
        return tuple(Gazetteer.likeliest(self, folded, country=country))

    def _has_name(self, folded: str) -> bool:
        return self._connection.execute("SELECT 1 FROM alias WHERE name = ? LIMIT 1", (folded,)).fetchone() is not None

    def _place(self, id_: int) -> Candidate:
        return read_candidate(self._connection.execute(_BY_ID, (id_,)).fetchone())

    def _read_names(self, country: str) -> PhoneticIndex:
        rows = self._connection.execute("SELECT id, names FROM place WHERE country = ? ORDER BY id", (country,))
        return PhoneticIndex((id_, names.split("|")) for id_, names in rows)

    def _names_from(self, letters: str) -> list[str]:
        query = "SELECT DISTINCT name FROM alias WHERE name >= ? AND name < ? ORDER BY name"
        return [name for (name,) in self._connection.execute(query, (letters, letters + "\uffff"))]

    def _read_seat(self, iso3: str, kind: str) -> Candidate | None:
        row = self._connection.execute(_SEAT, (iso3, kind)).fetchone()
        return None if row is None else read_candidate(row)

    def _read_heart(self, country: str, unit: str) -> tuple[float, float] | None:
        latitude, longitude = self._connection.execute(_CENTRE_OF_PEOPLE, (country, unit)).fetchone()
        return None if latitude is None else (latitude, longitude)

    def _named(self, name: str, folded: str, country: str | None) -> Iterator[Candidate]:
        """Return the places under the most literal form of *name* that is listed."""
        for form in (folded, *variants(name)[1:]):
            places = self.likeliest(form, country=country)
            first = next(places, None)
            if first is not None:
                found = chain((first,), places)
                return found if form == folded else map(found_loosely, found)
        return iter(())


def open_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """Return the shipped gazetteer.

    The first call on a machine builds its index, which takes some seconds; *progress* is called with (done, total).
    The index is kept in the user's cache folder, or in ``INCIDENTS_CACHE``. Raises IncidentsError if its tables are
    missing.
    """
    return Gazetteer(open_index(progress))


# The kind of place that a coded precision stands for.
_KINDS = {
    "near": "vicinity",
    "adm1": "adm1",
    "adm2": "adm2",
    "adm3": "adm2",
    "feature": "region",
    "country": "country",
    "sea_air": "sea",
}
# Scores of a place that was coded before, was added by hand, or is listed in the country that was asked for.
_CODED, _BY_HAND, _IN_COUNTRY = 0.96, 0.95, 0.94
_SHARE = 0.03  # what the share of a name's events adds
_ALIAS = 0.98


class LayeredGazetteer(Gazetteer):
    """The shipped gazetteer with the project's own places before it: places that it coded, then places that it lists.

    A person accepted a coded place, so its name means it again (location memory); of several points under one name the
    one with the most events comes first. A listed place ranks among the shipped ones by its population, unless the
    country is known: then it comes before them.
    """

    def __init__(
        self, connection: sqlite3.Connection, *, coded: Sequence[CodedPlace], listed: FindListed | None
    ) -> None:
        super().__init__(connection)
        self._listed = None if listed is None else lru_cache(_CACHED_NAMES)(listed)
        self._memory = _remember(coded)
        self._ids: dict[tuple[str, float, float], int] = {}

    def lookup(self, folded: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Return the places of the project and of the shipped gazetteer under a folded name."""
        own = [*self._find_coded(folded), *self._find_listed(folded, country)]
        fitting = [place for place in own if country is None or place.country == country]
        shipped = super().lookup(folded, country=country)
        return tuple(sorted([*fitting, *shipped], key=by_score)) if fitting else shipped

    def likeliest(self, folded: str, *, country: str | None = None) -> Iterator[Candidate]:
        """Yield the places of ``lookup``."""
        return iter(self.lookup(folded, country=country))

    def is_listed(self, folded: str) -> bool:
        """Return whether the project or the shipped gazetteer lists the name."""
        return super().is_listed(folded) or bool(self.lookup(folded))

    def _find_coded(self, folded: str) -> Iterator[Candidate]:
        found = [each for each in self._memory.get(folded, ()) if not self._is_landmark(each[0])]
        total = sum(place.events for place, _ in found)
        for place, match in found:
            score = (_CODED + _SHARE * place.events / total) * (1.0 if match == EXACT else _ALIAS)
            yield self._candidate(place, layer=PROJECT, kind=_kind(place), match=match, score=score)

    def _is_landmark(self, place: CodedPlace) -> bool:
        """Return whether the article named a shipped landmark: that one knows its town, whose own point is another."""
        if not place.reported or place.reported == place.name:
            return False
        shipped = super().lookup(fold(place.reported), country=place.country)
        return any(each.within is not None and each.point == (place.latitude, place.longitude) for each in shipped)

    def _find_listed(self, folded: str, country: str | None) -> Iterator[Candidate]:
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
            id=-1 - self._ids.setdefault(key, len(self._ids)),
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
    """Return the coded places by each folded name, with the match that the name makes."""
    memory: dict[str, list[tuple[CodedPlace, str]]] = defaultdict(list)
    for place in coded:
        memory[fold(place.name)].append((place, EXACT))
        plain = without_generic(fold(place.name))
        if plain != fold(place.name) and _kind(place) == "town":  # "Salqin town" is Salqin, but no province is its city
            memory[plain].append((place, ALIAS))
        # The article's words, if they are a name: "the city" would mean another city next time.
        if place.reported and not place.reported[0].islower() and fold(place.reported) != fold(place.name):
            memory[fold(place.reported)].append((place, ALIAS))
    memory.pop("", None)
    return dict(memory)


def _kind(place: CodedPlace) -> str:
    return _KINDS.get(place.precision or "", "town")
