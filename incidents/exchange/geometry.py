"""A point as formats of geographic data write it: GeoJSON's mapping, and well-known binary (OGC 06-103r4).

Longitude before latitude, WGS84. Does not say how well the point is known: a column does.
"""

from __future__ import annotations

import struct

from incidents.domain.where import Place

WGS84 = 4326
"""The number of the coordinate system in the EPSG register."""
_LITTLE_ENDIAN, _POINT = 1, 1


def coordinates(place: Place) -> tuple[float, float] | None:
    """Longitude and latitude of *place*, None when it has no point."""
    if place.latitude is None or place.longitude is None:
        return None
    return place.longitude, place.latitude


def well_known_binary(point: tuple[float, float]) -> bytes:
    """*point* in 21 bytes."""
    return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, *point)
