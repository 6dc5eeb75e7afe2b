"""Services are asked by geopy's own geocoders: https, our name, a pause, and errors that stay errors."""

from __future__ import annotations

import time

import pytest
from geopy.exc import GeocoderAuthenticationFailure, GeocoderTimedOut, GeopyError

from incidents import __version__
from incidents.errors import BadUsage
from incidents.geo.providers import NAMES, Access, ProviderFailed, explained, open_provider
from tests.geo.services import NOTHING, OUALATA, can

Asked = list[tuple[str, float, str]]


def access(page: object, asked: Asked, *, pause: float = 0.0) -> Access:
    return Access(user="amal", domain="geo.example.org", adapter_factory=can(page, asked), pause=pause)


@pytest.mark.parametrize("name", NAMES)
def test_every_service_is_asked_over_https_by_our_name_and_with_patience(name: str) -> None:
    asked: Asked = []
    open_provider(name, access(OUALATA[name], asked)).geocode("Oualata")
    ((url, timeout, agent),) = asked
    assert (url.startswith("https://geo.example.org/"), timeout, agent) == (True, 10.0, f"incidents/{__version__}")


def test_geonames_is_asked_over_https_where_it_serves_https() -> None:
    asked: Asked = []
    open_provider("geonames", Access(user="amal", adapter_factory=can(NOTHING["geonames"], asked))).geocode("Oualata")
    assert asked[0][0].startswith("https://secure.geonames.org/")


@pytest.mark.parametrize("name", NAMES)
def test_every_service_gives_a_point_and_its_country(name: str) -> None:
    provider = open_provider(name, access(OUALATA[name], []))
    first = provider.geocode("Oualata", **provider.within("MR"))[0]
    assert (first.latitude, first.longitude) == (17.3, -7.02)
    assert provider.is_in(first, "MR")
    assert not provider.is_in(first, "GH")


@pytest.mark.parametrize("name", NAMES)
def test_an_error_is_an_error_and_not_an_unknown_place(name: str) -> None:
    with pytest.raises(GeopyError):
        open_provider(name, access(500, [])).geocode("Oualata")


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_place_is_none(name: str) -> None:
    assert open_provider(name, access(NOTHING[name], [])).geocode("Oualata") is None


def test_there_is_a_pause_between_two_queries() -> None:
    provider = open_provider("nominatim", access(OUALATA["nominatim"], [], pause=0.2))
    started = time.monotonic()
    provider.geocode("Oualata")
    provider.geocode("Chinguetti")
    assert time.monotonic() - started >= 0.2


def test_unless_told_otherwise_the_pause_is_a_second() -> None:
    assert Access().pause == 1.0


@pytest.mark.parametrize(
    ("name", "said"),
    [("google", "one of: nominatim, photon, geonames, pelias"), ("geonames", "user name"), ("pelias", "no public")],
)
def test_what_a_service_lacks_is_told(name: str, said: str) -> None:
    with pytest.raises(BadUsage, match=said):
        open_provider(name, Access())


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (GeocoderTimedOut("slow"), "nominatim does not answer in time"),
        (GeocoderAuthenticationFailure("who"), "does not accept the user or key"),
        (GeopyError("odd"), "cannot be asked"),
    ],
)
def test_errors_become_a_sentence_that_leaves_the_place_open(error: GeopyError, said: str) -> None:
    with pytest.raises(ProviderFailed, match=said) as told, explained("nominatim"):
        raise error
    assert "whether it knows the place is unknown" in str(told.value)
