"""The offline geocoder behaves as geopy's own do, and never goes out."""

from __future__ import annotations

import pytest
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from incidents.geo.gazetteer import Gazetteer
from incidents.geo.geocoder import OfflineGeocoder


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
