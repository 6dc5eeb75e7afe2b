"""The offline gazetteer: which places a name may mean, and which places are near a point.

Nothing goes out to the network and little stays in memory. Names are compared folded (``names``). Does not read
articles, and never takes a similar name for the same one unless asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from incidents.geo.cache import open_index
from incidents.geo.candidate import EXACT, Candidate, distance
from incidents.geo.grid import ranges_around
from incidents.geo.index import Progress
from incidents.geo.names import fold, kind_named, variants
from incidents.geo.ranking import agreeing, by_score, distinct, fitting, loosely, read_candidate, similarly

_COLUMNS = "p.id, p.name, country, admin1, unit, within, latitude, longitude, population, layer, kind"
_CALLED = f"SELECT {_COLUMNS}, match FROM alias a JOIN place p ON p.id = a.place WHERE a.name = ?"
_NAMED = f"{_CALLED} ORDER BY a.place LIMIT 400"
_NAMED_IN = f"{_CALLED} AND country = ? ORDER BY a.place LIMIT 400"
_AROUND = "SELECT place, latitude, longitude FROM spot WHERE cell BETWEEN ? AND ?"
_BY_ID = f"SELECT {_COLUMNS}, '{EXACT}' FROM place p WHERE id = ?"
_SEAT = f"""SELECT {_COLUMNS}, '{EXACT}' FROM place p
WHERE kind IN ('capital', 'country') AND country = ? AND kind = ? ORDER BY id LIMIT 1"""
_SIMILAR = "SELECT DISTINCT name FROM alias WHERE name >= ? AND name < ?"

_WIDENING = (0.1, 0.5, 2.0, 9.0)  # degrees
_KM_PER_DEGREE = 111.0
_CACHED_NAMES, _CACHED_SEATS = 20_000, 600


class Gazetteer:
    """Places by name and by point. Made by ``open_gazetteer``; safe to keep for a whole run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cached = lru_cache(_CACHED_NAMES)(self._fetch)
        self._seat_of = lru_cache(_CACHED_SEATS)(self._fetch_seat)

    def lookup(self, folded: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Every place listed under exactly this folded name, the most likely first; at most 400."""
        return self._cached(folded, country)

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
        found = self._first_found(variants(name), country)
        if not found and is_fuzzy:
            found = self._similar(fold(name), country)
        units = self.units(admin1, country=country) if admin1 is not None else frozenset()
        kind = kind_named(fold(name))
        ranked = sorted((fitting(agreeing(place, units), kind) for place in found), key=by_score)
        return distinct(ranked)[:limit]

    def units(self, name: str, *, country: str | None = None) -> frozenset[str]:
        """The GeoNames codes of the admin1 units that *name* may mean."""
        named = (self.lookup(form, country=country) for form in variants(name))
        return frozenset(place.unit for places in named for place in places if place.kind == "adm1" and place.unit)

    def unit_names(self) -> dict[str, str]:
        """The name of every admin1 unit by its GeoNames code."""
        return dict(self._connection.execute("SELECT unit, name FROM place WHERE kind = 'adm1' ORDER BY id DESC"))

    def country(self, iso3: str) -> Candidate | None:
        """The entry of a country, with its reference point."""
        return self._seat_of(iso3, "country")

    def capital(self, iso3: str) -> Candidate | None:
        """The capital of a country; of several the most populous."""
        return self._seat_of(iso3, "capital")

    def nearest(self, latitude: float, longitude: float, *, limit: int = 5) -> tuple[Candidate, ...]:
        """The towns, districts and landmarks around a point, the nearest first; none farther than about 1,000 km."""
        found: list[tuple[float, int]] = []
        for degrees in _WIDENING:
            # A box holds all within its inner circle; beyond it something nearer may lie outside.
            found = self._within(latitude, longitude, degrees)
            if len(found) >= limit:
                break
        rows = (self._connection.execute(_BY_ID, (place,)).fetchone() for _, place in found[:limit])
        return tuple(map(read_candidate, rows))

    def country_at(self, latitude: float, longitude: float) -> str | None:
        """The ISO alpha-3 code of the country of the nearest listed place, None when none is within 1,000 km.

        Near a border this is a guess: it knows towns, not frontiers.
        """
        return next((place.country for place in self.nearest(latitude, longitude, limit=1)), None)

    def close(self) -> None:
        """Give the file back."""
        self._cached.cache_clear()
        self._seat_of.cache_clear()
        self._connection.close()

    def _fetch(self, folded: str, country: str | None) -> tuple[Candidate, ...]:
        if country is None:
            found = self._connection.execute(_NAMED, (folded,))
        else:
            found = self._connection.execute(_NAMED_IN, (folded, country))
        return tuple(sorted(map(read_candidate, found), key=by_score))

    def _fetch_seat(self, iso3: str, kind: str) -> Candidate | None:
        row = self._connection.execute(_SEAT, (iso3, kind)).fetchone()
        return None if row is None else read_candidate(row)

    def _first_found(self, forms: Iterable[str], country: str | None) -> tuple[Candidate, ...]:
        for number, form in enumerate(forms):
            found = self.lookup(form, country=country)
            if found:
                return found if number == 0 else tuple(loosely(place) for place in found)
        return ()

    def _similar(self, folded: str, country: str | None) -> tuple[Candidate, ...]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a name that is not listed pays for the import

        if len(folded) < 4:
            return ()
        listed = [name for (name,) in self._connection.execute(_SIMILAR, (folded[:2], folded[:2] + "\uffff"))]
        near = process.extract(folded, sorted(listed), scorer=fuzz.ratio, score_cutoff=82.0, limit=40)
        return tuple(
            similarly(place, ratio / 100.0) for name, ratio, _ in near for place in self.lookup(name, country=country)
        )

    def _within(self, latitude: float, longitude: float, degrees: float) -> list[tuple[float, int]]:
        """Kilometres and ids of the places within *degrees* of latitude of a point, the nearest first."""
        here, reach = (latitude, longitude), degrees * _KM_PER_DEGREE
        return sorted(
            (km, place)
            for cells in ranges_around(latitude, longitude, degrees)
            for place, *there in self._connection.execute(_AROUND, cells)
            if (km := distance(here, (there[0], there[1]))) <= reach
        )


def open_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """The embedded gazetteer; the first call on a machine builds its index, some seconds, and *progress* hears of it.

    The index lies in the user's cache folder, or in ``INCIDENTS_CACHE``. IncidentsError when its tables are missing.
    """
    return Gazetteer(open_index(_unheard if progress is None else progress))


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
