"""Coded places that contradict themselves, and those that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidents.domain.locations import Place
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.regions import open_territories
from incidents.services.checks import contradictions, find_faults, is_exchanged
from tests.builders import MOSUL, make_event, make_record

BARTELLA = Place(country="IRQ", name="Bartella", latitude=36.35, longitude=43.38, precision="country")
TERRITORIES = open_territories()


def faults(place: Place, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    return list(contradictions(place, gazetteer=gazetteer, territories=TERRITORIES))


@pytest.mark.parametrize(
    "place",
    [
        MOSUL,
        Place(country="IRQ", name="Mosul"),
        replace(MOSUL, admin1="Ninawa"),
        replace(MOSUL, name="A village nobody lists", precision="exact"),
        Place(name="Strait of Hormuz", latitude=26.6, longitude=56.3, precision="sea_air"),
    ],
    ids=["as coded", "no point", "another spelling", "not listed", "at sea"],
)
def test_nothing_is_said_of_a_place_that_agrees(gazetteer: Gazetteer, place: Place) -> None:
    assert faults(place, gazetteer) == []


@pytest.mark.parametrize(
    ("place", "field", "said"),
    [
        (replace(MOSUL, latitude=0.0, longitude=0.0), "point", "0,0 lies in the open sea"),
        (replace(MOSUL, country="SYR"), "point", "lies in IRQ (Nineveh), and the event is coded in SYR"),
        (replace(MOSUL, latitude=26.0, longitude=52.5), "point", "lies at sea"),
        (replace(MOSUL, country=None), "country", "is not coded"),
        (replace(MOSUL, admin1="Basra"), "admin1", "lies in Nineveh, and the event is coded in Basra"),
        (replace(MOSUL, name="Nineveh", precision="exact"), "place_precision", "is exact, but Nineveh is known only"),
        (BARTELLA, "place_precision", "is country, but Bartella is a point there: exact or near"),
    ],
)
def test_a_contradiction_names_the_field_and_says_why(
    gazetteer: Gazetteer, place: Place, field: str, said: str
) -> None:
    found = faults(place, gazetteer)
    assert [name for name, _ in found] == [field]
    assert said in found[0][1]


def test_a_point_just_beyond_the_simplified_border_passes(gazetteer: Gazetteer) -> None:
    at_the_bridge = Place(country="SYR", admin1="Deir ez-Zor", latitude=34.43, longitude=40.98)
    assert faults(at_the_bridge, gazetteer) == []


def test_exchanged_degrees_are_known_by_the_country(gazetteer: Gazetteer) -> None:
    place = replace(MOSUL, latitude=43.119, longitude=36.335)
    assert is_exchanged(place, TERRITORIES)
    assert "latitude and longitude exchanged?" in faults(place, gazetteer)[0][1]


@pytest.mark.parametrize(
    "place",
    [
        MOSUL,
        Place(country="IRQ"),
        Place(latitude=43.1, longitude=36.3),
        Place(country="JPN", latitude=35.7, longitude=139.7),
    ],
    ids=["in its country", "no point", "no country", "beyond the pole"],
)
def test_nothing_else_is_taken_for_exchanged(place: Place) -> None:
    assert not is_exchanged(place, TERRITORIES)


def test_a_fault_names_its_event_and_sound_events_have_none(gazetteer: Gazetteer) -> None:
    records = [make_record("IRQ1"), make_record("SYR1", make_event(place=replace(MOSUL, country="SYR")))]
    found = list(find_faults(records, gazetteer=gazetteer, territories=TERRITORIES))
    assert [(fault.event_id, fault.field) for fault in found] == [("SYR1", "point")]
