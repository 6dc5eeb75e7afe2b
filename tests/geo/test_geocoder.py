from __future__ import annotations

import time

import pytest
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderQueryError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from incidents import __version__
from incidents.errors import BadUsage
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.geocoder import (
    NAMES,
    Access,
    ChainGeocoder,
    OfflineGeocoder,
    ProviderFailed,
    explained,
    open_provider,
)
from tests.geo.services import NOTHING, OUALATA, Memory, can


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)


def test_it_is_one_of_geopys(geocoder: OfflineGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)


def test_a_name_gives_one_location(geocoder: OfflineGeocoder) -> None:
    found = geocoder.geocode("Mosul", timeout=3)
    assert isinstance(found, Location)
    assert (found.address, round(found.latitude), round(found.longitude)) == ("Mosul, Nineveh, IRQ", 36, 43)


def test_the_layer_the_match_and_the_precision_come_along(geocoder: OfflineGeocoder) -> None:
    raw = geocoder.geocode("Mosul").raw
    assert (raw["layer"], raw["match"], raw["precision"]) == ("places", "exact", "exact")


def test_all_of_them_are_a_list(geocoder: OfflineGeocoder) -> None:
    found = geocoder.geocode("Tripoli", exactly_one=False)
    assert {"LBY", "LBN"} <= {each.raw["country"] for each in found}


@pytest.mark.parametrize(
    ("query", "country"),
    [("Tripoli, Lebanon", "LBN"), ("Tripoli, Libya", "LBY"), ("Springfield, Illinois", "USA"), ("Одесса", "UKR")],
)
def test_what_holds_a_place_chooses_it(geocoder: OfflineGeocoder, query: str, country: str) -> None:
    assert geocoder.geocode(query).raw["country"] == country


def test_a_unit_and_a_country_both_count(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Mosul, Nineveh, Iraq").raw["admin1"] == "Nineveh"


@pytest.mark.parametrize("query", ["", " , ", "Xyzzyville", "Mosul, Lebanon", "Mosul, Xyzzyland", "Mosulx"])
def test_what_is_not_there_is_none(geocoder: OfflineGeocoder, query: str) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


@pytest.mark.parametrize("point", [(36.34, 43.12), "36.34, 43.12", Point(36.34, 43.12)])
def test_a_point_of_any_kind_has_its_nearest_place(geocoder: OfflineGeocoder, point: object) -> None:
    assert geocoder.reverse(point).raw["name"] == "Mosul"


def test_the_nearest_come_first(geocoder: OfflineGeocoder) -> None:
    names = [each.raw["name"] for each in geocoder.reverse((36.34, 43.12), exactly_one=False, limit=3)]
    assert (names[0], len(names)) == ("Mosul", 3)


@pytest.mark.parametrize("point", [(144.4, 33.3), (33.3, 444), "33,44 and more"])
def test_what_is_no_point_is_told(geocoder: OfflineGeocoder, point: object) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(point)


def test_in_the_middle_of_an_ocean_there_is_nothing(geocoder: OfflineGeocoder) -> None:
    assert geocoder.reverse((-48.9, -123.4)) is None


def test_geopys_rate_limiter_takes_it(geocoder: OfflineGeocoder) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0, error_wait_seconds=0, swallow_exceptions=False)
    assert [limited(name).raw["country"] for name in ("Mosul", "Kidal")] == ["IRQ", "MLI"]


def test_it_has_no_way_out(geocoder: OfflineGeocoder) -> None:
    with pytest.raises(RuntimeError, match="offline"):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})


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


UNLISTED = "Xyzzyville"


def chain(gazetteer: Gazetteer, asked: Asked, *, memory: Memory, page: object = OUALATA["photon"]) -> ChainGeocoder:
    access = Access(adapter_factory=can(page, asked), pause=0.0)
    return ChainGeocoder(OfflineGeocoder(gazetteer), open_provider("photon", access), memory)


def test_the_chain_is_one_of_geopys(gazetteer: Gazetteer) -> None:
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
