"""The offline gazetteer: which places a name may mean, and which places are near a point.

Nothing goes out to the network and little stays in memory. Names are compared folded (``names``). Does not read
articles, and never takes a similar name for the same one unless asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

from incidents.geo.cache import open_index
from incidents.geo.candidate import Candidate
from incidents.geo.index import Progress
from incidents.geo.likeness import Likenesses, most_like
from incidents.geo.names import fold, kind_named, variants
from incidents.geo.ranking import agreeing, by_score, distinct, fitting, loosely, similarly
from incidents.geo.register import Register

_WIDENING_KM = (11.0, 55.0, 220.0, 1000.0)
_CACHED_NAMES, _CACHED_COUNTRIES = 20_000, 4


class Gazetteer:
    """Places by name and by point. Made by ``open_gazetteer``; safe to keep for a whole run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._register = Register(connection)
        self._cached = lru_cache(_CACHED_NAMES)(self._fetch)
        self._is_listed = lru_cache(_CACHED_NAMES)(self._register.is_listed)
        self._likenesses = lru_cache(_CACHED_COUNTRIES)(self._compare)

    def lookup(self, folded: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Every place listed under exactly this folded name, the most likely first; at most 400."""
        return self._cached(folded, country)

    def likeliest(self, folded: str, *, country: str | None = None) -> Iterator[Candidate]:
        """``lookup``, one at a time: whoever needs but the first does not pay for the others."""
        return self._register.called(folded, country)

    def is_listed(self, folded: str) -> bool:
        """Whether ``lookup`` would find anything."""
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
        """The places that *name* may mean, best first, without near twins.

        *country* (ISO alpha-3) excludes all others; *admin1* (a name) only ranks. Generic words ("town", "district
        of") and the Arabic article are left aside when the literal name is unknown. Similar names are tried only when
        *is_fuzzy* and nothing else is found; they are suggestions.
        """
        folded = fold(name)
        ranked = self._named(name, folded, country)
        units = self.units(admin1, country=country) if admin1 is not None else frozenset()
        kind = kind_named(folded)
        if units or kind is not None:
            ranked = iter(sorted((fitting(agreeing(place, units), kind) for place in ranked), key=by_score))
        found = tuple(islice(distinct(ranked), limit))
        if found or not is_fuzzy:
            return found
        similar = sorted((agreeing(place, units) for place in self.similar(name, country=country)), key=by_score)
        return tuple(islice(distinct(similar), limit))

    def similar(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Places with a name like *name*, the likest first: by sound within a *country*, else by spelling."""
        if country is None:
            folded = fold(name)
            found = most_like(folded, self._register.beginning(folded[:2])) if len(folded) > 3 else ()
            return tuple(similarly(place, like) for other, like in found for place in self.lookup(other))
        alike = self._likenesses(country).of(name)
        return tuple(similarly(self._register.place(number), like) for number, like in alike)

    def units(self, name: str, *, country: str | None = None) -> frozenset[str]:
        """The GeoNames codes of the admin1 units that *name* may mean."""
        named = (self.lookup(form, country=country) for form in variants(name))
        return frozenset(place.unit for places in named for place in places if place.kind == "adm1" and place.unit)

    def unit_names(self) -> dict[str, str]:
        """The name of every admin1 unit by its GeoNames code."""
        return self._register.unit_names()

    def country(self, iso3: str) -> Candidate | None:
        """The entry of a country, with its reference point."""
        return self._register.seat(iso3, "country")

    def capital(self, iso3: str) -> Candidate | None:
        """The capital of a country; of several the most populous."""
        return self._register.seat(iso3, "capital")

    def heart(self, unit: Candidate) -> tuple[float, float] | None:
        """Where the people of an admin1 unit live, on average: the best guess at something that is somewhere in it."""
        if unit.kind != "adm1" or unit.country is None or unit.unit is None:
            return None
        return self._register.heart(unit.country, unit.unit)

    def nearest(self, latitude: float, longitude: float, *, limit: int = 5) -> tuple[Candidate, ...]:
        """The towns, districts and landmarks around a point, the nearest first; none farther than about 1,000 km."""
        found: list[tuple[float, int]] = []
        for km in _WIDENING_KM:
            found = self._register.spots.around(latitude, longitude, km)
            if len(found) >= limit:
                break
        return tuple(self._register.place(number) for _, number in found[:limit])

    def distances(self, latitude: float, longitude: float, *, km: float) -> list[tuple[float, int]]:
        """Kilometres to every town, district and landmark within *km* of a point, each with its id, nearest first."""
        found: list[tuple[float, int]] = self._register.spots.around(latitude, longitude, km)
        return found

    def close(self) -> None:
        """Give the file back."""
        self._cached.cache_clear()
        self._likenesses.cache_clear()
        self._register.close()

    def _fetch(self, folded: str, country: str | None) -> tuple[Candidate, ...]:
        return tuple(self._register.called(folded, country))

    def _compare(self, country: str) -> Likenesses:
        return Likenesses(self._register.names_in(country))

    def _named(self, name: str, folded: str, country: str | None) -> Iterator[Candidate]:
        """The places under the most literal form of *name* that is listed."""
        found = self._begun(folded, country)
        if found is not None:
            return found
        loose = (self._begun(form, country) for form in variants(name)[1:])
        return map(loosely, next((places for places in loose if places is not None), ()))

    def _begun(self, folded: str, country: str | None) -> Iterator[Candidate] | None:
        """The places under one folded name, None when there is none."""
        places: Iterable[Candidate] = self.likeliest(folded, country=country)
        rest = iter(places)
        first = next(rest, None)
        return None if first is None else chain((first,), rest)


def open_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """The embedded gazetteer; the first call on a machine builds its index, some seconds, and *progress* hears of it.

    The index lies in the user's cache folder, or in ``INCIDENTS_CACHE``. IncidentsError when its tables are missing.
    """
    return Gazetteer(open_index(_unheard if progress is None else progress))


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
