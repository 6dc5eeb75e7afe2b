from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.geo.distance import distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.resolution import Asked, find_answers, is_settled, locate, read_wording
from incidents.geo.sources import related_countries


def asked(name: str, country: str = "IRQ", admin1: str | None = None, admin2: str | None = None) -> Asked:
    return Asked(name=name, country=country, admin1=admin1, admin2=admin2)


def test_the_place_itself_is_taken(gazetteer: Gazetteer) -> None:
    found = locate(gazetteer, asked("Mosul", admin1="Nineveh"))
    assert found is not None
    assert (found.name, found.match) == ("Mosul", "exact")
    assert is_settled(found)


@pytest.mark.parametrize(
    ("name", "country", "admin1", "meant"),
    [
        ("Bayji", "IRQ", "Saladin", "Bayji"),
        ("Qayarah", "IRQ", "Nineveh", "Al Qayyarah"),
        ("Ekkazhevo", "RUS", "Ingushetiya", "Ekazhevo"),
    ],
)
def test_another_spelling_is_found_in_its_unit(
    gazetteer: Gazetteer, name: str, country: str, admin1: str, meant: str
) -> None:
    found = locate(gazetteer, asked(name, country, admin1))
    assert found is not None
    assert found.name == meant


def test_an_unlisted_village_is_guessed_at_the_unit_that_holds_it(gazetteer: Gazetteer) -> None:
    found = locate(gazetteer, asked("Xyzzytown", admin1="Nineveh", admin2="Sinjar District"))
    assert found is not None
    assert found.match == "fuzzy"
    assert found.precision == "adm2"
    assert not is_settled(found)


def test_a_first_level_unit_stands_in_where_its_people_live(gazetteer: Gazetteer) -> None:
    found = locate(gazetteer, asked("Xyzzytown", admin1="Nineveh"))
    assert found is not None
    assert (found.precision, found.match) == ("adm1", "fuzzy")
    assert distance((found.latitude, found.longitude), (36.34, 43.13)) < 60


def test_a_town_is_not_the_unit_that_bears_its_name(gazetteer: Gazetteer) -> None:
    for found in find_answers(gazetteer, asked("Mandera district", "KEN", "North Eastern")):
        assert not (is_settled(found) and found.kind == "town")


def test_a_territory_is_searched_with_the_country_that_holds_it(gazetteer: Gazetteer) -> None:
    found = locate(gazetteer, asked("Khan Younis", "ISR", "Gaza Strip"))
    assert found is not None
    assert (found.country, is_settled(found)) == ("PSE", True)


def test_nothing_is_made_up(gazetteer: Gazetteer) -> None:
    assert locate(gazetteer, asked("Xyzzytown")) is None
    assert locate(gazetteer, asked("", admin1=None)) is None


def test_two_likely_places_are_not_settled(gazetteer: Gazetteer) -> None:
    first, *others = gazetteer.search("Tripoli")
    assert not is_settled(first, others)


def test_near_a_town_is_near_it(gazetteer: Gazetteer) -> None:
    found = locate(gazetteer, asked("near Mosul", admin1="Nineveh"))
    assert found is not None
    assert found.precision == "near"


def test_kin_is_mutual() -> None:
    assert "PSE" in related_countries("ISR")
    assert "ISR" in related_countries("PSE")
    assert related_countries("FRA") == related_countries(None) == ()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Mosul", ("Mosul",)),
        ("near Pendhari village", ("Pendhari village",)),
        ("10 km north of Tabqa", ("Tabqa",)),
        ("Badush (Badoush) town", ("Badush town", "Badoush")),
        ("FOB Shinwar", ("FOB Shinwar", "Shinwar")),
        ("Jabaliya refugee camp", ("Jabaliya refugee camp", "Jabaliya")),
        ("Selo Ekazhevo", ("Selo Ekazhevo", "Ekazhevo")),
        ("", ("",)),
    ],
)
def test_the_names_come_most_literal_first(words: str, names: tuple[str, ...]) -> None:
    assert read_wording(words).names == names


def test_what_follows_a_comma_holds_the_place() -> None:
    assert read_wording("Bata Pora village, Handwara sub-district").parents == ("Handwara sub-district",)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("road from Kabul to Ghazni", ("Kabul", "Ghazni")),
        ("between Anah and Rawah", ("Anah", "Rawah")),
        ("Chad-Sudan border", ("Chad", "Sudan")),
        ("Kaga Bandoro - Mbres road", ("Kaga Bandoro", "Mbres")),
        ("I-n-Tilelt village", ()),
        ("Kaga-Bandoro", ()),
    ],
)
def test_what_lies_between_two_places_names_both(words: str, ends: tuple[str, ...]) -> None:
    assert read_wording(words).ends == ends


@pytest.mark.parametrize("words", ["near Mosul", "outskirts of Mosul", "Mosul area", "Mosul (near)", "Mosul airport"])
def test_beside_a_place_is_near_it(words: str) -> None:
    assert read_wording(words).is_near


def test_a_river_may_lie_far_from_the_town_of_its_name() -> None:
    assert read_wording("Khabur river").is_beyond
    assert not read_wording("Khabur").is_beyond


@given(st.text())
def test_any_words_have_a_name(words: str) -> None:
    assert read_wording(words).names
