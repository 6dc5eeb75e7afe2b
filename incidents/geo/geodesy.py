"""Distances as they are shown: geopy's, on the WGS84 ellipsoid. For ranking, ``candidate.distance`` is quicker."""

from __future__ import annotations

from geopy.distance import geodesic


def ellipsoidal_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two (latitude, longitude) points."""
    return float(geodesic(one, other).km)
