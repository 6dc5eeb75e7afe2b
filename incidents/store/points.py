"""The points of events, each once, in the order in which they came."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from typing import NamedTuple

POINT = ("latitude", "longitude")
"""The columns of a point, in degrees."""
_HELD = 300_000  # different points at hand; where there are more, SQLite finds which come again
_ASIDE = "spot_aside"
_MAKE_ASIDE = f"CREATE TEMP TABLE IF NOT EXISTS {_ASIDE} (latitude REAL, longitude REAL)"
_ADD_ASIDE = f"INSERT INTO temp.{_ASIDE} VALUES (?, ?)"
_EACH_ONCE = (
    "SELECT latitude, longitude FROM {} WHERE latitude IS NOT NULL GROUP BY latitude, longitude ORDER BY min(rowid)"
)


class Points(NamedTuple):
    """Different points, column by column."""

    latitudes: Sequence[float]
    longitudes: Sequence[float]


class Collecting:
    """Takes the points of events, block by block. The *connection* keeps those that are too many to be at hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._latitudes, self._longitudes = array("d"), array("d")
        self._most = _HELD
        self._has_others = False

    def add(self, latitudes: Sequence[float | None], longitudes: Sequence[float | None]) -> None:
        """Note where the next events lie; None and None where that is unknown."""
        self._latitudes.extend(degrees for degrees in latitudes if degrees is not None)
        self._longitudes.extend(degrees for degrees in longitudes if degrees is not None)
        if len(self._latitudes) > self._most:
            self._leave_out_repeated()
            if len(self._latitudes) > _HELD:
                self._put_aside()
            self._most = len(self._latitudes) + _HELD

    def end(self) -> Points:
        """All of them; none can be added afterwards."""
        self._leave_out_repeated()
        if not self._has_others:
            return Points(self._latitudes, self._longitudes)
        self._put_aside()
        different = read_points(self._connection, f"temp.{_ASIDE}")
        self._connection.execute(f"DROP TABLE temp.{_ASIDE}")
        return different

    def _leave_out_repeated(self) -> None:
        # A complex number takes a third of the memory of a pair, and less time.
        different = dict.fromkeys(map(complex, self._latitudes, self._longitudes))
        self._latitudes = array("d", [point.real for point in different])
        self._longitudes = array("d", [point.imag for point in different])

    def _put_aside(self) -> None:
        self._connection.execute(_MAKE_ASIDE)
        self._connection.executemany(_ADD_ASIDE, zip(self._latitudes, self._longitudes, strict=True))
        self._latitudes, self._longitudes = array("d"), array("d")
        self._has_others = True


def read_points(connection: sqlite3.Connection, table: str = "event") -> Points:
    """The points of the rows of *table*, in the order of the rows."""
    latitudes, longitudes = array("d"), array("d")
    for latitude, longitude in connection.execute(_EACH_ONCE.format(table)):
        latitudes.append(latitude)
        longitudes.append(longitude)
    return Points(latitudes, longitudes)
