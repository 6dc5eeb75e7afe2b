from __future__ import annotations

import pytest

from incidents.geo.distance import distance
from incidents.geo.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("name", "country", "point"),
    [
        ("Baghdad", "IRQ", (33.34, 44.40)),
        ("Kiev", "UKR", (50.45, 30.52)),
        ("al-Fallujah", "IRQ", (33.35, 43.78)),
        ("town of Bannu", "PAK", (32.99, 70.60)),
        ("الفلوجة", "IRQ", (33.35, 43.78)),
        ("Одесса", "UKR", (46.48, 30.73)),
        ("Darfur", "SDN", (13.5, 24.5)),
        ("Karrada", "IRQ", (33.30, 44.43)),
        ("Strait of Hormuz", None, (26.6, 56.3)),
    ],
)
def test_names_as_news_write_them_are_found(
    gazetteer: Gazetteer, name: str, country: str | None, point: tuple[float, float]
) -> None:
    best = gazetteer.search(name)[0]
    assert best.country == country
    assert distance((best.latitude, best.longitude), point) < 25


def test_a_country_excludes_all_others(gazetteer: Gazetteer) -> None:
    assert {place.country for place in gazetteer.search("Tripoli", country="LBN")} == {"LBN"}


def test_an_ambiguous_name_gives_each_of_its_places_once(gazetteer: Gazetteer) -> None:
    towns = [place for place in gazetteer.search("Tripoli") if place.kind in {"town", "capital"}]
    assert [place.country for place in towns[:3]] == ["LBY", "LBN", "GRC"]


def test_an_agreeing_unit_comes_first(gazetteer: Gazetteer) -> None:
    best = gazetteer.search("Springfield", country="USA", admin1="Oregon")[0]
    assert best.admin1 == "Oregon"


def test_the_layer_and_the_match_say_how_sure_it_is(gazetteer: Gazetteer) -> None:
    mosul = gazetteer.search("Mosul")[0]
    assert (mosul.layer, mosul.match, mosul.precision) == ("places", "exact", "exact")
    anbar = gazetteer.search("Anbar Province", country="IRQ")[0]
    assert (anbar.layer, anbar.precision) == ("admin1", "adm1")
    assert gazetteer.search("Red Sea")[0].precision == "sea_air"


def test_a_noun_after_the_name_says_what_is_meant(gazetteer: Gazetteer) -> None:
    kinds = [gazetteer.search(f"Kandahar{noun}", country="AFG")[0].kind for noun in ("", " town", " province")]
    assert kinds == ["town", "town", "adm1"]


def test_a_similar_name_is_found_only_on_request(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Falujjah", country="IRQ") == ()
    guess = gazetteer.search("Falujjah", country="IRQ", is_fuzzy=True)[0]
    assert (guess.name, guess.match) == ("Al Fallujah", "fuzzy")


def test_an_unknown_name_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Xyzzyville") == ()
    assert gazetteer.search("") == ()


def test_scores_fall_and_stay_between_0_and_1(gazetteer: Gazetteer) -> None:
    scores = [place.score for place in gazetteer.search("San Jose", limit=20)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_units_are_known_by_their_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.units("Khyber Pakhtunkhwa") == frozenset({"PK.03"})
    assert gazetteer.units("Punjab", country="IND") == frozenset({"IN.23"})


def test_a_capital_is_not_always_the_largest_city(gazetteer: Gazetteer) -> None:
    capitals = [gazetteer.capital(country) for country in ("IRQ", "TUR", "NGA")]
    assert [None if city is None else city.name for city in capitals] == ["Baghdad", "Ankara", "Abuja"]
    assert gazetteer.capital("ATA") is None


def test_the_nearest_places_come_in_order(gazetteer: Gazetteer) -> None:
    here = (36.34, 43.13)
    found = gazetteer.nearest(*here, limit=4)
    away = [distance(here, (place.latitude, place.longitude)) for place in found]
    assert found[0].name == "Mosul"
    assert away == sorted(away)
    assert len(found) == 4


def test_gaza_alone_is_the_strip_and_both_are_offered(gazetteer: Gazetteer) -> None:
    first, *others = gazetteer.search("Gaza")
    assert (first.name, first.precision) == ("Gaza Strip", "adm1")
    assert any(place.name == "Gaza" and place.country == "PSE" and place.kind == "town" for place in others)
    assert gazetteer.search("Gaza City")[0].kind == "town"


def test_a_translation_into_english_is_no_name(gazetteer: Gazetteer) -> None:
    assert "MAR" not in {place.country for place in gazetteer.search("White House")}


@pytest.mark.parametrize("name", ["Tripoli", "Georgia"])
def test_an_ambiguous_name_is_not_settled(gazetteer: Gazetteer, name: str) -> None:
    first, *others = gazetteer.search(name)
    assert {first.country} != {place.country for place in others}


def test_everything_near_a_point_comes_with_its_distance(gazetteer: Gazetteer) -> None:
    found = gazetteer.distances(36.34, 43.13, km=30)
    assert found == sorted(found)
    assert all(km <= 30 for km, _ in found)
    assert len(found) > 3
