"""The points of events, each once, in the order in which they came."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

POINT = ("latitude", "longitude")
"""The columns of a point, in degrees."""
_HELD = 300_000  # points at hand, of some 90 bytes each. Where there are more, SQLite finds which came again
_ASIDE = "spot_aside"
_MAKE_ASIDE = f"CREATE TEMP TABLE IF NOT EXISTS {_ASIDE} (latitude REAL, longitude REAL)"
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
        self._at_hand: dict[complex, None] = {}  # a complex number takes a third of the memory of a pair
        self._has_others = False

    def add(self, latitudes: Sequence[float | None], longitudes: Sequence[float | None]) -> None:
        """Note where the next events lie; None and None where that is unknown."""
        self._at_hand.update(zip(_known(latitudes, longitudes), repeat(None)))
        if len(self._at_hand) > _HELD:
            self._put_aside()

    def end(self) -> Points:
        """All of them; none can be added afterwards."""
        if not self._has_others:
            points, self._at_hand = self._at_hand, {}
            return Points(array("d", [each.real for each in points]), array("d", [each.imag for each in points]))
        self._put_aside()
        different = read_points(self._connection, f"temp.{_ASIDE}")
        self._connection.execute(f"DROP TABLE temp.{_ASIDE}")
        return different

    def _put_aside(self) -> None:
        self._connection.execute(_MAKE_ASIDE)
        pairs = ((each.real, each.imag) for each in self._at_hand)
        self._connection.executemany(f"INSERT INTO temp.{_ASIDE} VALUES (?, ?)", pairs)
        self._at_hand = {}
        self._has_others = True


def read_points(connection: sqlite3.Connection, table: str = "event") -> Points:
    """The points of the rows of *table*, in the order of the rows."""
    latitudes, longitudes = array("d"), array("d")
    for latitude, longitude in connection.execute(_EACH_ONCE.format(table)):
        latitudes.append(latitude)
        longitudes.append(longitude)
    return Points(latitudes, longitudes)


def _known(latitudes: Sequence[float | None], longitudes: Sequence[float | None]) -> Iterator[complex]:
    return (complex(y, x) for y, x in zip(latitudes, longitudes, strict=True) if y is not None and x is not None)
