"""Offline first, then the service, then what it answered before."""

from __future__ import annotations

import pytest
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import Geocoder

from incidents.geo.chain import ChainGeocoder
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.geocoder import OfflineGeocoder
from incidents.geo.providers import Access, open_provider
from tests.geo.services import NOTHING, OUALATA, Memory, can

Asked = list[tuple[str, float, str]]
UNLISTED = "Xyzzyville"


def chain(gazetteer: Gazetteer, asked: Asked, *, memory: Memory, page: object = OUALATA["photon"]) -> ChainGeocoder:
    access = Access(adapter_factory=can(page, asked), pause=0.0)
    return ChainGeocoder(OfflineGeocoder(gazetteer), open_provider("photon", access), memory)


def test_it_is_one_of_geopys(gazetteer: Gazetteer) -> None:
    assert isinstance(chain(gazetteer, [], memory=Memory()), Geocoder)


def test_what_is_listed_is_not_asked(gazetteer: Gazetteer) -> None:
    asked: Asked = []
    found = chain(gazetteer, asked, memory=Memory()).geocode("Mosul")
    assert (found.raw["layer"], asked) == ("places", [])


def test_what_is_not_listed_is_asked_once(gazetteer: Gazetteer) -> None:
    asked: Asked = []
    geocoder = chain(gazetteer, asked, memory=Memory())
    first, second = geocoder.geocode(UNLISTED), geocoder.geocode(UNLISTED)
    assert (first, len(asked)) == (second, 1)
    assert first.raw == {"provider": "photon", "query": UNLISTED, "country": "MR"}


def test_answers_in_other_countries_are_left_out(gazetteer: Gazetteer) -> None:
    geocoder = chain(gazetteer, [], memory=Memory())
    assert len(geocoder.geocode(UNLISTED, exactly_one=False)) == 2
    assert len(geocoder.geocode(UNLISTED, exactly_one=False, country="MRT", iso2="MR")) == 1


def test_that_a_service_knows_no_such_place_is_kept_too(gazetteer: Gazetteer) -> None:
    asked: Asked = []
    geocoder = chain(gazetteer, asked, memory=Memory(), page=NOTHING["photon"])
    assert [geocoder.geocode(UNLISTED), geocoder.geocode(UNLISTED)] == [None, None]
    assert len(asked) == 1


def test_an_error_is_raised_and_not_kept(gazetteer: Gazetteer) -> None:
    memory = Memory()
    with pytest.raises(GeocoderServiceError):
        chain(gazetteer, [], memory=memory, page=502).geocode(UNLISTED)
    assert memory.kept == {}


def test_a_timeout_for_one_query_reaches_the_service(gazetteer: Gazetteer) -> None:
    asked: Asked = []
    chain(gazetteer, asked, memory=Memory()).geocode(UNLISTED, timeout=3)
    assert asked[0][1] == 3


def test_a_point_far_from_all_places_is_asked(gazetteer: Gazetteer) -> None:
    asked: Asked = []
    geocoder = chain(gazetteer, asked, memory=Memory())
    assert geocoder.reverse((36.34, 43.12)).raw["name"] == "Mosul"
    assert asked == []
    assert geocoder.reverse((-48.9, -123.4)).raw["query"] == "-48.90000,-123.40000"


def test_an_empty_name_is_not_asked(gazetteer: Gazetteer) -> None:
    asked: Asked = []
    assert chain(gazetteer, asked, memory=Memory()).geocode(" ") is None
    assert asked == []
