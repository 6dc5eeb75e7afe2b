"""Distances between points, and the boxes in degrees that hold everything within a distance.

Points are (latitude, longitude) in WGS84 degrees.
"""

from __future__ import annotations

import math

KM_PER_DEGREE = 111.0  # of latitude; a little less than it is, so that nothing near is left out
_RADIUS_KM = 6371.0


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres along a great circle between two points, on a sphere: at most 0.5 % off."""
    north, south = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    haversine = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * _RADIUS_KM * math.asin(min(1.0, math.sqrt(haversine)))


def geodesic_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two points on the WGS84 ellipsoid, for display; ``distance`` is quicker."""
    from geopy.distance import geodesic  # noqa: PLC0415 - ranking does without geopy

    return float(geodesic(one, other).km)


def boxes_around(latitude: float, longitude: float, km: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return the boxes (south, north, west, east) that hold every point within *km* of a point.

    There are two where they cross the antimeridian, and one all round the globe near a pole.
    """
    degrees = km / KM_PER_DEGREE
    south, north = max(-90.0, latitude - degrees), min(90.0, latitude + degrees)
    shrinking = math.cos(math.radians(max(abs(south), abs(north))))
    wide = degrees / max(0.001, shrinking)
    west, east = longitude - wide, longitude + wide
    if wide >= 180.0:
        return ((south, north, -180.0, 180.0),)
    if west < -180.0:
        return (south, north, west + 360.0, 180.0), (south, north, -180.0, east)
    if east > 180.0:
        return (south, north, west, 180.0), (south, north, -180.0, east - 360.0)
    return ((south, north, west, east),)
