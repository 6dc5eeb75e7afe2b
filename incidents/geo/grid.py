"""The globe cut into numbered cells of a quarter of a degree, so that an ordinary index finds what is near a point.

A row of cells runs from west to east and the numbers run on, so a stretch of a row is a range of numbers. Writing such
an index takes a tenth of the time that an R*Tree takes. Knows no places and measures no distance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

_PER_DEGREE = 4
_COLUMNS = 360 * _PER_DEGREE
_ROWS = 180 * _PER_DEGREE


def cell_of(latitude: float, longitude: float) -> int:
    """The number of the cell that holds a point."""
    return _row(latitude) * _COLUMNS + _column(longitude)


def on_globe(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point as x, y and z on a globe of radius 1."""
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def ranges_around(latitude: float, longitude: float, degrees: float) -> Iterator[tuple[int, int]]:
    """First and last cell of each stretch that may hold something within *degrees* (of latitude) of a point."""
    south, north = max(-90.0, latitude - degrees), min(90.0, latitude + degrees)
    nearest_pole = max(abs(south), abs(north))
    across = min(180.0, degrees / max(0.001, math.cos(math.radians(nearest_pole))))
    for row in range(_row(south), _row(north) + 1):
        for west, east in _spans(longitude - across, longitude + across):
            yield row * _COLUMNS + _column(west), row * _COLUMNS + _column(east)


def _row(latitude: float) -> int:
    return min(_ROWS - 1, int((latitude + 90.0) * _PER_DEGREE))


def _column(longitude: float) -> int:
    return min(_COLUMNS - 1, int((longitude + 180.0) * _PER_DEGREE))


def _spans(west: float, east: float) -> tuple[tuple[float, float], ...]:
    """Longitudes *west* to *east* as one span, or two where they cross the antimeridian."""
    if east - west >= 360.0:
        return ((-180.0, 180.0),)
    if west < -180.0:
        return (west + 360.0, 180.0), (-180.0, east)
    if east > 180.0:
        return (west, 180.0), (-180.0, east - 360.0)
    return ((west, east),)
