"""A place coded once gives its point to the next event there: the project's location memory."""

from __future__ import annotations

from dataclasses import replace

from incidents.services.project import Project
from tests.builders import MOSUL, make_event
from tests.cli.conftest import Run

FACTS = (
    *("--date", "2023-03-14", "--type", "Violence against civilians", "--sub-event-type", "Attack"),
    *("--killed", "unknown", "--injured", "unknown", "--summary", "Gunmen shot traders."),
)


def test_a_typed_place_gets_the_point_that_the_project_coded_before(run: Run, desk: Project) -> None:
    desk.coding.add(make_event(place=replace(MOSUL, name="Xyzzyville", latitude=36.2, longitude=43.9)))
    result = run("add", *FACTS, "--place", "Xyzzyville", "--country", "Iraq")
    assert result.exit_code == 0, result.stderr
    place = desk.events.get("IRQ2").event.place
    assert (place.point, place.admin1, place.precision) == ((36.2, 43.9), "Nineveh", "exact")
    assert (place.layer, place.match) == ("project", "exact")
    assert "36.200,43.900 (exact, project)" in run("show", "IRQ2").stdout


def test_a_place_that_is_found_by_another_name_says_so(run: Run, desk: Project) -> None:
    assert run("add", *FACTS, "--place", "al-Mawsil", "--country", "Iraq").exit_code == 0
    place = desk.events.get("IRQ1").event.place
    assert (place.layer, place.match) == ("places", "alias")
    assert "(exact, places by alias)" in run("show", "IRQ1").stdout
    assert ",exact,places,alias," in run("export").stdout


def test_a_place_that_is_corrected_brings_its_own_unit_and_the_memory_learns_that(run: Run, desk: Project) -> None:
    green_zone = replace(MOSUL, admin1="Baghdad", name="Baghdad", reported="Green Zone", latitude=33.3, longitude=44.4)
    desk.coding.add(make_event(place=green_zone))
    assert run("edit", "IRQ1", "place=Mosul").exit_code == 0
    assert run("add", *FACTS, "--place", "Mosul", "--country", "Iraq").exit_code == 0
    corrected, next_there = (desk.events.get(name).event.place for name in ("IRQ1", "IRQ2"))
    assert (corrected.name, corrected.admin1, corrected.reported) == ("Mosul", "Nineveh", None)
    assert next_there.admin1 == "Nineveh"


def test_around_a_place_of_ones_own(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    assert run("places", "add", "Xyzzyville", "36.3", "43.1", "--country", "Iraq").exit_code == 0
    assert "IRQ1" in run("query", "--near", "Xyzzyville", "--within", "20", "--csv").stdout
