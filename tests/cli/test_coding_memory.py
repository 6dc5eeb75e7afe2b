"""What the project coded and listed before is what an article's place means to the machine coder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from incidents.services.project import Project
from tests.builders import MOSUL, TEXT, make_event
from tests.cli.conftest import Run

VILLAGE = replace(MOSUL, name="Xyzzyville", reported="Xyzzyville", latitude=36.2, longitude=43.9)


@pytest.fixture
def report(folder: Path) -> str:
    """An article on a place that no shipped list has; its file."""
    told = TEXT.replace("in Mosul", "in Xyzzyville, a village in northern Iraq,")
    (folder / "village.txt").write_text(f"Title: Bomb\nDate: 2023-03-15\n\n{told}", encoding="utf-8")
    return "village.txt"


def place_of(run: Run, report: str, *arguments: str) -> dict[str, Any]:
    """The place's keys of the only event that is suggested."""
    result = run("suggest", report, "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    (event,) = json.loads(result.stdout)["events"]
    keys = ("place", "latitude", "longitude", "place_layer", "place_match")
    return {key: event[key] for key in keys}


XYZZYVILLE = {"place": "Xyzzyville", "latitude": 36.2, "longitude": 43.9}


def test_without_a_database_the_village_is_unknown_and_no_database_is_made(run: Run, report: str, folder: Path) -> None:
    assert place_of(run, report)["place"] != "Xyzzyville"
    assert [path.name for path in folder.iterdir()] == ["village.txt"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_place_is_suggested_where_the_project_coded_it(run: Run, report: str, desk: Project, jobs: str) -> None:
    desk.coding.add(make_event(place=VILLAGE))
    expected = XYZZYVILLE | {"place_layer": "project", "place_match": "exact"}
    assert place_of(run, report, "--jobs", jobs) == expected


def test_a_place_that_the_project_lists_is_suggested(run: Run, report: str) -> None:
    assert run("places", "add", "Xyzzyville", "36.2", "43.9", "--country", "Iraq").exit_code == 0
    assert place_of(run, report) == XYZZYVILLE | {"place_layer": "user", "place_match": "exact"}


def test_coding_stores_the_place_where_the_project_coded_it(run: Run, report: str, desk: Project) -> None:
    desk.coding.add(make_event(place=VILLAGE))
    assert run("code", report, "--accept").exit_code == 0
    place = desk.events.get("IRQ2").event.place
    assert (place.name, place.point, place.layer) == ("Xyzzyville", (36.2, 43.9), "project")


def test_the_words_for_a_place_mean_what_they_meant_before(run: Run, desk: Project, article: str) -> None:
    desk.coding.add(make_event(place=replace(MOSUL, latitude=36.36, longitude=43.16)))
    found = place_of(run, article)
    assert (found["place"], found["latitude"], found["place_layer"]) == ("Mosul", 36.36, "project")


def test_a_landmark_that_was_coded_is_still_one_and_its_town_is_where_it_was(run: Run, folder: Path) -> None:
    for name, words in (("landmark", "in the Green Zone in Baghdad"), ("town", "in Baghdad")):
        told = TEXT.replace("in Mosul", words)
        (folder / f"{name}.txt").write_text(f"Title: Bomb\nDate: 2023-03-15\n\n{told}", encoding="utf-8")
    before = [place_of(run, "landmark.txt"), place_of(run, "town.txt")]
    assert before[0]["latitude"] != before[1]["latitude"]
    assert run("code", "landmark.txt", "--accept").exit_code == 0
    assert [place_of(run, "landmark.txt"), place_of(run, "town.txt")] == before


def test_withdrawn_events_are_not_remembered(run: Run, report: str, desk: Project) -> None:
    desk.events.withdraw(desk.coding.add(make_event(place=VILLAGE)), reason="no such place")
    assert place_of(run, report)["place"] != "Xyzzyville"
