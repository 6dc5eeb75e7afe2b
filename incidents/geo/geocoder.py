"""The offline gazetteer as one of geopy's geocoders: usable wherever geopy's are, and it never goes out.

``geocode`` takes "Mosul", "Mosul, Nineveh" or "Tripoli, Lebanon"; a similar name is not an answer. Where a country or
unit is named that does not hold such a place, nothing is found. Does not cache: the gazetteer does.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from incidents.geo.candidate import Candidate
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.names import variants

Found = Any  # geopy, which ships no types, hands out one location, a list of them, or None when nothing is found
_LIMIT = 10


class Offline(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """The way out of a geocoder that has none: whatever asks for a page is a bug."""

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:  # noqa: ARG002 - geopy's protocol
        """Refuse."""
        raise RuntimeError(f"the offline geocoder was about to ask {url}")

    get_text = get_json


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Places of *gazetteer* as geopy's locations; ``raw`` holds the fields of the ``Candidate`` and its precision."""

    def __init__(self, gazetteer: Gazetteer, *, timeout: Any = DEFAULT_SENTINEL) -> None:  # noqa: ANN401 - geopy's
        super().__init__(timeout=timeout, adapter_factory=Offline)
        self.gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 - geopy's; a look-up here takes no time
        country: str | None = None,
        limit: int = _LIMIT,
    ) -> Found:
        """The places that *query* names exactly or by an alias, the likeliest first; *country* is ISO alpha-3."""
        return answer([locate(place) for place in self.find(query, country=country)[:limit]], exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,  # noqa: ANN401 - whatever geopy makes a point of
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 - as above
        limit: int = _LIMIT,
    ) -> Found:
        """The populated places nearest to a point: a geopy ``Point``, (latitude, longitude) or "latitude, longitude".

        Raises GeocoderQueryError for what is no point of the globe, where geopy itself would turn or refuse it.
        """
        latitude, longitude = read_point(query)
        near = self.gazetteer.nearest(latitude, longitude, limit=1 if exactly_one else limit)
        return answer([locate(place) for place in near], exactly_one=exactly_one)

    def find(self, query: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """The same answers as the gazetteer's own candidates."""
        name, *parents = [part.strip() for part in query.split(",") if part.strip()] or [""]
        for parent in reversed(parents):
            named = self._country(parent)
            if named is not None and country is None:
                country = named
            elif named is None or named != country:
                units = self.gazetteer.units(parent, country=country)
                found = self.gazetteer.search(name, country=country, admin1=parent, limit=100)
                return tuple(place for place in found if place.unit in units)
        return self.gazetteer.search(name, country=country, limit=100)

    def _country(self, name: str) -> str | None:
        listed = (place for form in variants(name) for place in self.gazetteer.lookup(form))
        return next((place.country for place in listed if place.kind == "country"), None)


def locate(place: Candidate) -> Location:
    """A place as geopy's location."""
    unique = dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part)
    raw = {**asdict(place), "precision": place.precision}
    return Location(", ".join(unique), (place.latitude, place.longitude), raw)


def answer(locations: Sequence[Location], *, exactly_one: bool) -> Found:
    """*locations* as geopy's geocoders hand them out."""
    if not locations:
        return None
    return locations[0] if exactly_one else list(locations)


def read_point(query: Any) -> tuple[float, float]:  # noqa: ANN401 - whatever geopy makes a point of
    """(latitude, longitude) of anything that geopy takes for a point. Raises GeocoderQueryError."""
    if isinstance(query, (tuple, list)) and not -180 <= query[1] <= 180:  # geopy would turn 444 into 84
        raise GeocoderQueryError(f"longitude {query[1]} is not between -180 and 180")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a latitude above 90 geopy warns before it refuses
            point = Point(query)
    except (ValueError, TypeError) as error:
        raise GeocoderQueryError(f"{query!r} is no point: latitude first, then longitude ({error})") from error
    return point.latitude, point.longitude
