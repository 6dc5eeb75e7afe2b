"""Offline first, then a service, then never again: what a service answered is kept with the time it was asked.

The chain is a geocoder of geopy's, too. Does not know where answers are kept; whoever opens it hands in a keeper.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from incidents.domain.locations import Geocode
from incidents.geo.geocoder import Found, Offline, OfflineGeocoder, answer, read_point
from incidents.geo.providers import Provider


class Keeper(Protocol):
    """Keeps the answers of services, with the time at which they were given."""

    def find(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        """What *provider* answered to *query*, an empty tuple when it knew no such place; None when never asked."""

    def keep(self, provider: str, query: str, answers: Sequence[Geocode]) -> None:
        """Keep what *provider* has just answered."""


class ChainGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """*offline*, and *provider* only for what it does not know. geopy's errors pass: they are not "not found"."""

    def __init__(self, offline: OfflineGeocoder, provider: Provider, keeper: Keeper) -> None:
        super().__init__(adapter_factory=Offline)
        self._offline = offline
        self._provider = provider
        self._keeper = keeper

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - geopy's
        country: str | None = None,
        iso2: str | None = None,
    ) -> Found:
        """As the offline geocoder, else the provider's answers; *country* is ISO alpha-3 and *iso2* the same country.

        The raw value of a provider's answer has the keys provider, query and country (ISO alpha-2 or None).
        """
        listed = self._offline.geocode(query, exactly_one=exactly_one, country=country)
        if listed is not None or not query.strip():
            return listed
        key = query if iso2 is None else f"{query} [{iso2}]"
        answers = self._keeper.find(self._provider.name, key)
        if answers is None:
            options = {} if iso2 is None else self._provider.within(iso2)
            found = self._provider.geocode(query, **options, **_waiting(timeout)) or []
            answers = self._read(each for each in found if self._provider.is_in(each, iso2))
            self._keeper.keep(self._provider.name, key, answers)
        return self._answer(key, answers, exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,  # noqa: ANN401 - whatever geopy makes a point of
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - geopy's
    ) -> Found:
        """The nearest listed places, else what the provider says lies there."""
        listed = self._offline.reverse(query, exactly_one=exactly_one)
        if listed is not None:
            return listed
        key = "{:.5f},{:.5f}".format(*read_point(query))
        answers = self._keeper.find(self._provider.name, key)
        if answers is None:
            answers = self._read(self._provider.reverse(key, exactly_one=False, **_waiting(timeout)) or [])
            self._keeper.keep(self._provider.name, key, answers)
        return self._answer(key, answers, exactly_one=exactly_one)

    def _read(self, locations: Any) -> tuple[Geocode, ...]:  # noqa: ANN401 - geopy ships no types
        return tuple(
            Geocode(
                address=each.address,
                latitude=each.latitude,
                longitude=each.longitude,
                country=self._provider.country_of(each.raw),
            )
            for each in locations
        )

    def _answer(self, query: str, answers: Sequence[Geocode], *, exactly_one: bool) -> Found:
        said = {"provider": self._provider.name, "query": query}
        locations = [
            Location(each.address, (each.latitude, each.longitude), {**said, "country": each.country})
            for each in answers
        ]
        return answer(locations, exactly_one=exactly_one)


def _waiting(timeout: Any) -> dict[str, Any]:  # noqa: ANN401 - geopy's
    return {} if timeout is DEFAULT_SENTINEL else {"timeout": timeout}
