"""The sample articles that ship with the program: the README's first command must show what they say."""

from __future__ import annotations

from functools import lru_cache

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.events import Event
from incidents.geo.gazetteer import Gazetteer
from incidents.intake.source import read_source
from incidents.resources import DATA


@lru_cache(maxsize=8)
def coded(name: str, gazetteer: Gazetteer) -> tuple[Event, ...]:
    return suggest(read_source(str(DATA / "sample" / name)), codebook=load(), gazetteer=gazetteer).events


def test_three_drones_are_apart_from_the_clash_before_them(gazetteer: Gazetteer) -> None:
    strike, clash = coded("baghdad_drones.txt", gazetteer)
    (drone,) = strike.weapons
    assert (drone.launched, drone.intercepted) == (3, 2)
    assert (strike.injured.best, clash.injured.best, clash.killed.low) == (6, 125, 1)


def test_whoever_was_not_hurt_is_no_evidence_for_the_injured(gazetteer: Gazetteer) -> None:
    strike = coded("baghdad_drones.txt", gazetteer)[0]
    assert [each.quote for each in strike.evidence if each.field == "injured"] == [
        "Six members of his guard were wounded"
    ]


@pytest.mark.parametrize(
    ("name", "sub_event_type"),
    [
        ("lahore_park.txt", "Suicide bomb"),
        ("chibok_school.txt", "Abduction/forced disappearance"),
        ("hong_kong_bill.txt", "Violent demonstration"),
        ("mariupol_theatre.html", "Air/drone strike"),
    ],
)
def test_a_sample_is_coded_as_what_it_tells(name: str, sub_event_type: str, gazetteer: Gazetteer) -> None:
    assert coded(name, gazetteer)[0].sub_event_type == sub_event_type


def test_a_fire_is_no_incident(gazetteer: Gazetteer) -> None:
    assert coded("rupganj_factory.txt", gazetteer) == ()
