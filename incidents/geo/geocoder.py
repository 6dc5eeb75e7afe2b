"""Geocoders in the form of geopy's: the offline gazetteer, services on the network, and one after the other.

``OfflineGeocoder`` never goes out. ``ChainGeocoder`` asks a service only for what the gazetteer does not know, and
never twice: whoever opens it hands in a store for the answers. No service is used unless a user names one, since a
query tells it what is being coded; it is asked over https and at most once a second. An error of a service stays an
error and is never "not found".
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, NoReturn, Protocol

from geopy.adapters import BaseSyncAdapter
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Pelias, Photon
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from incidents import __version__
from incidents.domain.locations import Geocode
from incidents.errors import BadUsage, IncidentsError
from incidents.geo.candidate import Candidate
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.names import variants

Found = Any  # geopy, which ships no types, hands out one location, a list of them, or None when nothing is found
_LIMIT = 10


class Offline(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """The adapter of a geocoder without a network: whatever asks for a page is a bug."""

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:  # noqa: ARG002 - geopy's protocol
        """Refuse."""
        raise RuntimeError(f"the offline geocoder was about to ask {url}")

    get_text = get_json


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """The places of *gazetteer* as geopy's locations; ``raw`` holds the fields of ``Candidate`` and its precision."""

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
        """Return the places that *query* names exactly or by an alias, the likeliest first; *country* is ISO alpha-3.

        *query* is "Mosul", "Mosul, Nineveh" or "Tripoli, Lebanon". A similar name is not an answer, and a country or
        unit that is named must hold the place.
        """
        return answer([locate(place) for place in self.find(query, country=country)[:limit]], exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,  # noqa: ANN401 - whatever geopy makes a point of
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 - as above
        limit: int = _LIMIT,
    ) -> Found:
        """Return the populated places nearest to a geopy ``Point``, (latitude, longitude) or "latitude, longitude".

        Raises GeocoderQueryError for what is no point of the globe; geopy itself would turn some of these.
        """
        latitude, longitude = read_point(query)
        near = self.gazetteer.nearest(latitude, longitude, limit=1 if exactly_one else limit)
        return answer([locate(place) for place in near], exactly_one=exactly_one)

    def find(self, query: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Return the same answers as candidates of the gazetteer."""
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
    """Return a place as geopy's location."""
    unique = dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part)
    raw = {**asdict(place), "precision": place.precision}
    return Location(", ".join(unique), (place.latitude, place.longitude), raw)


def answer(locations: Sequence[Location], *, exactly_one: bool) -> Found:
    """Return *locations* as geopy's geocoders do: the first, a list, or None."""
    if not locations:
        return None
    return locations[0] if exactly_one else list(locations)


def read_point(query: Any) -> tuple[float, float]:  # noqa: ANN401 - whatever geopy makes a point of
    """Return (latitude, longitude) of anything that geopy takes for a point. Raises GeocoderQueryError."""
    if isinstance(query, (tuple, list)) and not -180 <= query[1] <= 180:  # geopy would turn 444 into 84
        raise GeocoderQueryError(f"longitude {query[1]} is not between -180 and 180")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a latitude above 90 geopy warns before it refuses
            point = Point(query)
    except (ValueError, TypeError) as error:
        raise GeocoderQueryError(f"{query!r} is no point: latitude first, then longitude ({error})") from error
    return point.latitude, point.longitude


USER_AGENT = f"incidents/{__version__}"
TIMEOUT = 10.0  # seconds
PAUSE = 1.0  # seconds between two queries: what the public services ask for
_MOST = 10  # answers to one query

Asking = Callable[..., Any]


class ProviderFailed(IncidentsError):
    """A geocoding service did not answer, or refused to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A service under its *name*.

    *geocode* and *reverse* keep the pause between queries. *within* turns a country (ISO alpha-2) into options of
    *geocode*; *country_of* reads it from a raw answer, for not every service can be told to stay in a country.
    """

    name: str
    geocode: Asking
    reverse: Asking
    within: Callable[[str], Mapping[str, Any]]
    country_of: Callable[[Mapping[str, Any]], str | None]

    def is_in(self, location: Location, country: str | None) -> bool:
        """Return whether an answer lies in *country*; one that does not say counts as being there."""
        said = self.country_of(location.raw)
        return country is None or said is None or said.upper() == country.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a service needs: *user* of GeoNames, *domain* and *key* of Pelias, or a *domain* of your own.

    *adapter_factory* is geopy's: how pages are fetched. *pause* is in seconds.
    """

    user: str | None = None
    domain: str | None = None
    key: str | None = None
    adapter_factory: Asking | None = None
    pause: float = PAUSE


def open_provider(name: str, access: Access) -> Provider:
    """Return the service of that name, not yet asked. Raises BadUsage if it is unknown or *access* lacks something."""
    opening = _PROVIDERS.get(name.casefold())
    if opening is None:
        raise BadUsage(f"unknown provider: {name!r}", mend=f"one of: {', '.join(_PROVIDERS)}")
    return opening(access)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn geopy's errors into ProviderFailed, with a sentence that says why the service could not be asked."""
    try:
        yield
    except GeopyError as error:
        reason = next((words for kind, words in _REASONS.items() if isinstance(error, kind)), "cannot be asked")
        raise ProviderFailed(
            f"{name} {reason} ({error}); whether it knows the place is unknown", mend="try again later, or go without"
        ) from error


_REASONS: dict[type[GeopyError], str] = {
    GeocoderTimedOut: "does not answer in time",
    GeocoderRateLimited: "is asked too often",
    GeocoderAuthenticationFailure: "does not accept the user or key",
    GeocoderInsufficientPrivileges: "refuses to answer",
}


def _nominatim(access: Access) -> Provider:
    geocoder = Nominatim(**_common(access), **_domain(access))
    return _provider(
        "nominatim",
        geocoder,
        access,
        options={"addressdetails": True, "limit": _MOST, "language": "en"},
        within=lambda country: {"country_codes": country.lower()},
        country_of=lambda raw: raw.get("address", {}).get("country_code"),
    )


def _photon(access: Access) -> Provider:
    geocoder = Photon(**_common(access), **_domain(access))
    return _provider(
        "photon",
        geocoder,
        access,
        options={"limit": _MOST, "language": "en"},
        within=lambda _country: {},  # Photon cannot be told; ``Provider.is_in`` sorts the others out
        country_of=lambda raw: raw.get("properties", {}).get("countrycode"),
    )


def _geonames(access: Access) -> Provider:
    if access.user is None:
        raise BadUsage("GeoNames wants a user name", mend="register there and set INCIDENTS_GEONAMES_USER")
    # geopy's default is plain http; GeoNames serves https under a name of its own.
    geocoder = GeoNames(access.user, **_common(access), domain=access.domain or "secure.geonames.org")
    return _provider(
        "geonames",
        geocoder,
        access,
        options={},
        within=lambda country: {"country": country},
        country_of=lambda raw: raw.get("countryCode"),
    )


def _pelias(access: Access) -> Provider:
    if access.domain is None:
        raise BadUsage("there is no public Pelias", mend="set INCIDENTS_GEOCODER_DOMAIN to the name of your server")
    geocoder = Pelias(access.domain, access.key, **_common(access))
    return _provider(
        "pelias",
        geocoder,
        access,
        options={},
        within=lambda country: {"countries": country},
        country_of=lambda raw: raw.get("properties", {}).get("country_code"),
    )


_PROVIDERS = {"nominatim": _nominatim, "photon": _photon, "geonames": _geonames, "pelias": _pelias}
NAMES = tuple(_PROVIDERS)


def _common(access: Access) -> dict[str, Any]:
    options = {"scheme": "https", "timeout": TIMEOUT, "user_agent": USER_AGENT}
    return options if access.adapter_factory is None else {**options, "adapter_factory": access.adapter_factory}


def _domain(access: Access) -> dict[str, Any]:
    return {} if access.domain is None else {"domain": access.domain}


def _provider(  # noqa: PLR0913 - the differences between the services, by name
    name: str,
    geocoder: Any,  # noqa: ANN401 - geopy ships no types
    access: Access,
    *,
    options: Mapping[str, Any],
    within: Callable[[str], Mapping[str, Any]],
    country_of: Callable[[Mapping[str, Any]], str | None],
) -> Provider:
    def geocode(query: str, **more: object) -> Any:  # noqa: ANN401 - as above
        return geocoder.geocode(query, exactly_one=False, **options, **more)

    def limited(ask: Asking) -> Asking:
        # geopy swallows errors by default, so that a failure reads as "not found".
        limiter: Asking = RateLimiter(
            ask,
            min_delay_seconds=access.pause,
            error_wait_seconds=access.pause,
            max_retries=0,
            swallow_exceptions=False,
        )
        return limiter

    return Provider(
        name=name, geocode=limited(geocode), reverse=limited(geocoder.reverse), within=within, country_of=country_of
    )


class AnswerStore(Protocol):
    """A store of the answers of services, with the time at which they were given."""

    def find(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        """Return what *provider* answered to *query*, () if it knew no such place; None if it was never asked."""

    def keep(self, provider: str, query: str, answers: Sequence[Geocode]) -> None:
        """Store what *provider* has just answered."""


class ChainGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Ask *offline*, and *provider* only for what it does not know; *store* keeps the answers. geopy's errors pass."""

    def __init__(self, offline: OfflineGeocoder, provider: Provider, store: AnswerStore) -> None:
        super().__init__(adapter_factory=Offline)
        self._offline = offline
        self._provider = provider
        self._store = store

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - geopy's
        country: str | None = None,
        iso2: str | None = None,
    ) -> Found:
        """Return what the offline geocoder does, else the provider's answers; *iso2* is *country* (alpha-3) as alpha-2.

        The raw value of a provider's answer has the keys provider, query and country (ISO alpha-2 or None).
        """
        listed = self._offline.geocode(query, exactly_one=exactly_one, country=country)
        if listed is not None or not query.strip():
            return listed
        key = query if iso2 is None else f"{query} [{iso2}]"
        answers = self._store.find(self._provider.name, key)
        if answers is None:
            options = {} if iso2 is None else self._provider.within(iso2)
            found = self._provider.geocode(query, **options, **_waiting(timeout)) or []
            answers = self._read(each for each in found if self._provider.is_in(each, iso2))
            self._store.keep(self._provider.name, key, answers)
        return self._answer(key, answers, exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,  # noqa: ANN401 - whatever geopy makes a point of
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - geopy's
    ) -> Found:
        """Return the nearest listed places, else what the provider says lies there."""
        listed = self._offline.reverse(query, exactly_one=exactly_one)
        if listed is not None:
            return listed
        key = "{:.5f},{:.5f}".format(*read_point(query))
        answers = self._store.find(self._provider.name, key)
        if answers is None:
            answers = self._read(self._provider.reverse(key, exactly_one=False, **_waiting(timeout)) or [])
            self._store.keep(self._provider.name, key, answers)
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
