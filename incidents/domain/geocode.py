"""One answer of a geocoding service, as it is kept: a point and what the service calls it. Asks nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Geocode:
    """What a service answered: *address* in its own words, a WGS84 point, *country* as ISO alpha-2 where it says so."""

    address: str
    latitude: float
    longitude: float
    country: str | None = None
