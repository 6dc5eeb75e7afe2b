"""The gazetteer's index as it is read: every SELECT on it, and rows made into candidates.

Does not decide which place a name means and folds nothing; ``index`` writes what is read here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from incidents.geo.candidate import EXACT, Candidate
from incidents.geo.ranking import read_candidate

_COLUMNS = "p.id, p.name, country, admin1, unit, within, latitude, longitude, population, layer, kind"
_CALLED = f"SELECT {_COLUMNS}, match FROM alias a JOIN place p ON p.id = a.place WHERE a.name = ?"
_NAMED = f"{_CALLED} ORDER BY a.rank, a.place LIMIT 400"
_NAMED_IN = f"{_CALLED} AND +country = ? ORDER BY a.rank, a.place LIMIT 400"
_LISTED = "SELECT 1 FROM alias WHERE name = ? LIMIT 1"
_SPOTS = "SELECT cells, places, points FROM spots"
_BY_ID = f"SELECT {_COLUMNS}, '{EXACT}' FROM place p WHERE id = ?"
_SEAT = f"""SELECT {_COLUMNS}, '{EXACT}' FROM place p
WHERE kind IN ('capital', 'country') AND country = ? AND kind = ? ORDER BY id LIMIT 1"""
_BEGINNING = "SELECT DISTINCT name FROM alias WHERE name >= ? AND name < ? ORDER BY name"
_IN_COUNTRY = "SELECT id, names FROM place WHERE country = ? ORDER BY id"
_HEART = """SELECT sum(latitude * weight) / sum(weight), sum(longitude * weight) / sum(weight)
FROM (SELECT latitude, longitude, max(population, 100) AS weight FROM place
WHERE country = ? AND unit = ? AND layer = 'places')"""
_UNITS = "SELECT unit, name FROM place WHERE kind = 'adm1' ORDER BY id DESC"

_MAPPED = 256_000_000  # bytes of the file that may be read as memory, which spares a system call a page
_CACHED_SEATS = 600


class Register:
    """The places and names of one index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA mmap_size={_MAPPED}")
        self._connection = connection
        self.seat = lru_cache(_CACHED_SEATS)(self._seat)
        self.heart = lru_cache(_CACHED_SEATS)(self._heart)

    def called(self, folded: str, country: str | None) -> Iterator[Candidate]:
        """The places under this folded name, the likeliest first; each is read when it is asked for. At most 400."""
        if country is None:
            return map(read_candidate, self._connection.execute(_NAMED, (folded,)))
        return map(read_candidate, self._connection.execute(_NAMED_IN, (folded, country)))

    def is_listed(self, folded: str) -> bool:
        """Whether any place is called so."""
        return self._connection.execute(_LISTED, (folded,)).fetchone() is not None

    def place(self, number: int) -> Candidate:
        """The place with this id."""
        return read_candidate(self._connection.execute(_BY_ID, (number,)).fetchone())

    @cached_property
    def spots(self) -> Any:  # noqa: ANN401 - imported when used
        """The ``Spots`` of all places that something can be near."""
        from incidents.geo.spots import unpack  # noqa: PLC0415 - numpy, only for who asks what is near

        return unpack(*self._connection.execute(_SPOTS).fetchone())

    def beginning(self, letters: str) -> list[str]:
        """The folded names that begin with *letters*."""
        return [name for (name,) in self._connection.execute(_BEGINNING, (letters, letters + "\uffff"))]

    def names_in(self, country: str) -> list[tuple[int, list[str]]]:
        """Each place of a country, by its id, with its folded names."""
        return [(number, names.split("|")) for number, names in self._connection.execute(_IN_COUNTRY, (country,))]

    def unit_names(self) -> dict[str, str]:
        """The name of every admin1 unit by its GeoNames code."""
        return dict(self._connection.execute(_UNITS))

    def close(self) -> None:
        """Give the file back."""
        self.seat.cache_clear()
        self.heart.cache_clear()
        self._connection.close()

    def _seat(self, iso3: str, kind: str) -> Candidate | None:
        row = self._connection.execute(_SEAT, (iso3, kind)).fetchone()
        return None if row is None else read_candidate(row)

    def _heart(self, country: str, unit: str) -> tuple[float, float] | None:
        latitude, longitude = self._connection.execute(_HEART, (country, unit)).fetchone()
        return None if latitude is None else (latitude, longitude)
