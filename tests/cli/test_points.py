"""A typed point is held against the map: gaps are filled and told, and what cannot be meant is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import MOSUL, make_event
from tests.cli.conftest import Run

FACTS = (
    *("--date", "2023-03-14", "--type", "Violence against civilians", "--sub-event-type", "Attack"),
    *("--killed", "unknown", "--injured", "unknown", "--summary", "Gunmen shot traders."),
)
POINT = (*FACTS, "--place-precision", "exact", "--point")


def test_a_point_alone_gets_its_country_and_unit_from_the_map_and_says_so(run: Run, desk: Project) -> None:
    result = run("add", *POINT, "36.34, 43.12")
    assert result.exit_code == 0, result.stderr
    place = desk.events.get("IRQ1").event.place
    assert (place.country, place.admin1, place.layer) == ("IRQ", "Nineveh", None)
    assert "warning: country: IRQ was not typed: taken from the map, where the point lies" in result.stderr
    assert "warning: admin1: Nineveh was not typed: taken from the map" in result.stderr


def test_what_was_typed_stays(run: Run, desk: Project) -> None:
    result = run("add", *POINT, "36.34, 43.12", "--country", "Iraq", "--admin1", "Ninawa")
    assert result.exit_code == 0, result.stderr
    assert desk.events.get("IRQ1").event.place.admin1 == "Ninawa"
    assert "warning" not in result.stderr


def test_a_point_at_sea_gets_no_country(run: Run, desk: Project) -> None:
    result = run("add", *POINT, "12.5, 48.0")
    assert result.exit_code == 0, result.stderr
    assert desk.events.get("ZZZ1").event.place.country is None


def test_a_point_for_a_whole_country_gets_no_unit(run: Run, desk: Project) -> None:
    result = run("add", *FACTS, "--point", "33, 44", "--country", "Iraq", "--place-precision", "country")
    assert result.exit_code == 0, result.stderr
    assert desk.events.get("IRQ1").event.place.admin1 is None


def test_a_point_at_a_border_is_left_to_the_person(run: Run, desk: Project) -> None:
    result = run("add", *POINT, "-4.2983, 15.2950")
    assert result.exit_code == 0, result.stderr
    assert desk.events.get("ZZZ1").event.place.country is None
    assert "country: is not known: the point lies within 1 km of CO" in result.stderr


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("0, 0", "point: 0,0 lies in the open sea: it is what missing coordinates become; leave the point empty"),
        ("43.12, 36.34", "43.12, 36.34 does not lie in IRQ, but 36.34, 43.12 does: latitude comes first"),
        ("143.12, 36.34", "out of range"),
    ],
)
def test_a_point_that_cannot_be_meant_is_refused(run: Run, desk: Project, point: str, said: str) -> None:
    added = run("add", *POINT, point, "--country", "Iraq")
    assert (added.exit_code, added.stdout) == (2, "")
    assert said in added.stderr
    event = make_event()
    desk.coding.add(event)
    edited = run("edit", "IRQ1", f"point={point}")
    assert edited.exit_code == 2
    assert said in edited.stderr
    assert desk.events.get("IRQ1").event.place == event.place


def test_a_point_in_another_country_is_doubted_and_both_are_named(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    result = run("edit", "IRQ1", "point=33.51, 36.29")
    assert result.exit_code == 0
    assert "warning: point: 33.51,36.29 lies in SYR" in result.stderr
    assert "and the event is coded in IRQ; correct what is wrong, or leave it" in result.stderr


def test_a_unit_that_the_point_denies_is_doubted(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    result = run("edit", "IRQ1", "admin1=Basra")
    assert result.exit_code == 0
    assert "admin1: 36.335,43.1189 lies in Nineveh, and the event is coded in Basra" in result.stderr


def test_a_unit_that_is_emptied_stays_empty(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    assert run("edit", "IRQ1", "admin1=").exit_code == 0
    assert desk.events.get("IRQ1").event.place.admin1 is None


def test_coding_fills_what_a_listed_place_leaves_open(run: Run, desk: Project, article: str) -> None:
    desk.coding.add(make_event(place=replace(MOSUL, admin1=None)))
    result = run("code", article, "--accept")
    assert result.exit_code == 0, result.stderr
    assert desk.events.get("IRQ2").event.place == Place(
        country="IRQ",
        admin1="Nineveh",
        name="Mosul",
        reported="Mosul",
        latitude=36.335,
        longitude=43.11889,
        precision="exact",
        layer="project",
        match="exact",
    )
    assert "admin1: Nineveh was not typed" in result.stderr
