"""Which point a name or a pair of numbers means, and when nobody is asked to guess."""

from __future__ import annotations

import pytest

from incidents.domain.locations import Place
from incidents.errors import BadUsage
from incidents.geo.gazetteer import Gazetteer
from incidents.services.place_search import find_place, locate, set_place
from tests.builders import make_event


def test_a_clear_name_is_taken_and_told(gazetteer: Gazetteer) -> None:
    place, taken = find_place("Mosul", gazetteer=gazetteer, country=None)
    assert (place.name, place.country) == ("Mosul", "IRQ")
    assert taken.startswith("Mosul is taken to be Mosul, Nineveh, IRQ (36.")


def test_an_ambiguous_name_is_refused_with_all_that_it_may_be(gazetteer: Gazetteer) -> None:
    with pytest.raises(BadUsage, match="may be any of these places") as caught:
        find_place("Tripoli", gazetteer=gazetteer, country=None)
    assert {"LBY", "LBN"} <= set(str(caught.value).replace(" ", ",").split(","))


def test_a_country_makes_it_clear(gazetteer: Gazetteer) -> None:
    assert find_place("Tripoli", gazetteer=gazetteer, country="LBN")[0].country == "LBN"


def test_a_name_that_is_only_similar_is_not_taken(gazetteer: Gazetteer) -> None:
    with pytest.raises(BadUsage, match="did you mean one of these") as caught:
        find_place("Fallujahh", gazetteer=gazetteer, country=None)
    assert "Fallujah" in str(caught.value)


def test_a_named_place_gets_its_point_and_what_is_not_known(gazetteer: Gazetteer) -> None:
    located, note = locate(make_event(place=Place(name="Mosul")), gazetteer=gazetteer)
    assert (located.place.country, located.place.admin1, located.place.precision) == ("IRQ", "Nineveh", "exact")
    assert located.place.point == pytest.approx((36.335, 43.119), abs=0.05)
    assert note is not None
    assert not note.is_error


@pytest.mark.parametrize(
    "place", [Place(country="IRQ"), Place(name="Mosul", country="IRQ", latitude=36.0, longitude=43.0)]
)
def test_what_has_no_name_or_has_a_point_stays_as_it_is(gazetteer: Gazetteer, place: Place) -> None:
    event = make_event(place=place)
    assert locate(event, gazetteer=gazetteer) == (event, None)


@pytest.mark.parametrize("name", ["Tripoli", "Xyzzyville"])
def test_what_is_not_clear_stays_without_a_point_and_is_told(gazetteer: Gazetteer, name: str) -> None:
    event = make_event(place=Place(name=name))
    located, note = locate(event, gazetteer=gazetteer)
    assert located == event
    assert note is not None
    assert note.message.startswith("left empty: ")


def test_settling_overwrites_nothing_that_is_known(gazetteer: Gazetteer) -> None:
    (found,) = gazetteer.search("Mosul", country="IRQ", limit=1)
    coded = Place(country="IRQ", admin1="Ninawa", name="Old town", precision="near")
    place = set_place(make_event(place=coded), found).place
    assert (place.admin1, place.name, place.precision) == ("Ninawa", "Old town", "near")
    assert place.point == (found.latitude, found.longitude)
    assert (place.layer, place.match) == (found.layer, found.match)
