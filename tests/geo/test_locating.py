"""The best answer to a place named with its country and units, and whether a person must look at it."""

from __future__ import annotations

import pytest

from incidents.geo.candidate import distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.kin import kin_of
from incidents.geo.locating import Asked, find_answers, is_settled, locate


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
    assert "PSE" in kin_of("ISR")
    assert "ISR" in kin_of("PSE")
    assert kin_of("FRA") == kin_of(None) == ()
