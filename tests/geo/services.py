"""A geocoding service without a network: geopy's own way, an adapter that answers from canned JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter

from incidents.domain.locations import Geocode

Page = Any  # JSON, an exception to raise, or the number of an HTTP status

OUALATA = {
    "nominatim": [
        {"lat": "17.3", "lon": "-7.02", "display_name": "Oualata, Mauritania", "address": {"country_code": "mr"}},
        {"lat": "1.0", "lon": "2.0", "display_name": "Another", "address": {"country_code": "gh"}},
    ],
    "photon": {
        "features": [
            {
                "properties": {"name": "Oualata", "country": "Mauritania", "countrycode": "MR"},
                "geometry": {"coordinates": [-7.02, 17.3]},
            },
            {"properties": {"name": "Another", "countrycode": "GH"}, "geometry": {"coordinates": [2.0, 1.0]}},
        ]
    },
    "geonames": {
        "geonames": [
            {"lat": "17.3", "lng": "-7.02", "name": "Oualata", "countryName": "Mauritania", "countryCode": "MR"}
        ]
    },
    "pelias": {
        "features": [
            {
                "properties": {"name": "Oualata", "label": "Oualata, Mauritania", "country_code": "MR"},
                "geometry": {"coordinates": [-7.02, 17.3]},
            }
        ]
    },
}
NOTHING: dict[str, Any] = {
    "nominatim": [],
    "photon": {"features": []},
    "geonames": {"geonames": []},
    "pelias": {"features": []},
}


class Canned(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """Answers every page with one value, and remembers what was asked; an int is an HTTP status."""

    def __init__(self, page: Page, asked: list[tuple[str, float, str]]) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._page = page
        self._asked = asked

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Page:
        self._asked.append((url, timeout, headers["User-Agent"]))
        if isinstance(self._page, int):
            raise AdapterHTTPError("no", status_code=self._page, headers={}, text="")
        if isinstance(self._page, Exception):
            raise self._page
        return self._page

    get_text = get_json


def can(page: Page, asked: list[tuple[str, float, str]]) -> Callable[..., Canned]:
    """An adapter factory whose adapters answer *page* and write down in *asked* what they were asked."""
    return lambda proxies, ssl_context: Canned(page, asked)  # noqa: ARG005 - geopy's protocol


class Memory:
    """Keeps answers for as long as a test lasts."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], tuple[Geocode, ...]] = {}

    def find(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        return self.kept.get((provider, query))

    def keep(self, provider: str, query: str, answers: Sequence[Geocode]) -> None:
        self.kept[provider, query] = tuple(answers)
