"""Distances on the globe, and the box around a circle. Places are (latitude, longitude) in WGS84 degrees."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

from incidents.domain.selection import Box, Near

EARTH_KM = 6371.0088  # the mean radius, IUGG
_MARGIN = 1e-6  # degrees, about 10 cm: rounding must not cut a place on the rim


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance in kilometres on a sphere (haversine); within 0.6 % of the ellipsoid."""
    north, other_north = radians(latitude), radians(other_latitude)
    half_chord = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin(radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half_chord)))


def box_around(near: Near) -> Box:
    """The smallest box that holds the circle; its west is greater than its east when it crosses the antimeridian."""
    angle = near.km / EARTH_KM
    reach = degrees(angle) + _MARGIN
    south, north = near.latitude - reach, near.latitude + reach
    if south <= -90 or north >= 90:  # the circle holds a pole, and with it every meridian
        return Box(south=max(south, -90), west=-180, north=min(north, 90), east=180)
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(near.latitude))))) + _MARGIN
    return Box(south=south, west=_turned(near.longitude - width), north=north, east=_turned(near.longitude + width))


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180 if not -180 <= longitude <= 180 else longitude
