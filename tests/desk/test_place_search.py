"""What the gazetteer answers to a name: in which order, and why."""

from __future__ import annotations

import pytest

from incidents.geo.gazetteer import Gazetteer
from incidents.geo.resolution import Asked
from incidents.services.place_search import Hit, search

BEIRUT = (33.89, 35.5)


def ask(gazetteer: Gazetteer, name: str, country: str | None = None, admin1: str | None = None) -> tuple[Hit, ...]:
    return search(gazetteer, Asked(name=name, country=country, admin1=admin1))


def test_each_place_says_how_and_where_it_was_found(gazetteer: Gazetteer) -> None:
    first = ask(gazetteer, "Mosul")[0]
    assert first.why.startswith("by its name; a town of GeoNames; ")
    assert first.why.endswith(" people")


def test_another_of_its_names_is_told(gazetteer: Gazetteer) -> None:
    assert ask(gazetteer, "Al Mawsil")[0].why.startswith("by another of its names")


def test_the_likeliest_comes_first(gazetteer: Gazetteer) -> None:
    scores = [hit.place.score for hit in ask(gazetteer, "Tripoli")]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)


def test_a_country_excludes_the_others(gazetteer: Gazetteer) -> None:
    assert {hit.place.country for hit in ask(gazetteer, "Tripoli", "LBN")} == {"LBN"}


def test_nearness_ranks_and_is_told_in_kilometres(gazetteer: Gazetteer) -> None:
    first = search(gazetteer, Asked(name="Tripoli"), near=BEIRUT)[0]
    assert first.place.country == "LBN"
    assert first.km == pytest.approx(68, abs=5)
    assert first.why.endswith(" km away")


@pytest.mark.parametrize(
    ("admin1", "said"), [("Oregon", "in Oregon, as asked"), ("Xyzzy", "no unit called Xyzzy is known")]
)
def test_whether_the_unit_agrees_is_told(gazetteer: Gazetteer, admin1: str, said: str) -> None:
    assert said in ask(gazetteer, "Springfield", "USA", admin1)[0].why


def test_a_similar_name_is_said_to_be_only_similar(gazetteer: Gazetteer) -> None:
    hits = ask(gazetteer, "Fallujahh")
    assert {hit.place.match for hit in hits} == {"fuzzy"}
    assert "by a similar name: check it" in hits[0].why


def test_a_unit_stands_in_for_what_is_not_listed_in_it(gazetteer: Gazetteer) -> None:
    hits = ask(gazetteer, "Xyzzyville", "IRQ", "Nineveh")
    assert (hits[-1].place.name, hits[-1].place.match) == ("Nineveh", "fuzzy")
    assert "a unit that holds it: check it" in hits[-1].why


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_no_more_are_given_than_asked_for(gazetteer: Gazetteer, limit: int) -> None:
    assert len(search(gazetteer, Asked(name="Springfield"), limit=limit)) == limit


@pytest.mark.parametrize("name", ["", "  ", "؟", "Xyzzyqvw"])
def test_what_is_no_name_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert ask(gazetteer, name) == ()
