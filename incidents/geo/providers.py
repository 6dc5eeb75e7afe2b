"""Geocoding services on the network: geopy's own geocoders, over https, asked at most once a second.

Nothing here is used unless a user names a provider: a query tells a service what is being coded. An error of a service
stays an error and is never "not found". Does not keep answers (``chain``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Pelias, Photon
from geopy.location import Location

from incidents import __version__
from incidents.errors import BadUsage, IncidentsError

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
        """Whether an answer lies in *country*; one that does not say counts as being there."""
        said = self.country_of(location.raw)
        return country is None or said is None or said.upper() == country.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a service wants to know: *user* of GeoNames, *domain* and *key* of Pelias, or a *domain* of your own.

    *adapter_factory* is geopy's: how pages are fetched. *pause* is in seconds.
    """

    user: str | None = None
    domain: str | None = None
    key: str | None = None
    adapter_factory: Asking | None = None
    pause: float = PAUSE


def open_provider(name: str, access: Access) -> Provider:
    """The service of that name; asks it nothing yet. Raises BadUsage for an unknown one, or when *access* lacks."""
    opening = _PROVIDERS.get(name.casefold())
    if opening is None:
        raise BadUsage(f"unknown provider: {name!r}", mend=f"one of: {', '.join(_PROVIDERS)}")
    return opening(access)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn geopy's errors into one sentence that says the service could not be asked."""
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
