"""A place coded once gives its point to the next event there: the project's location memory."""

from __future__ import annotations

from dataclasses import replace

from incidents.desk import Desk
from tests.builders import MOSUL, make_event
from tests.cli.conftest import Run

FACTS = (
    *("--date", "2023-03-14", "--type", "Violence against civilians", "--sub-event-type", "Attack"),
    *("--killed", "unknown", "--injured", "unknown", "--summary", "Gunmen shot traders."),
)


def test_a_typed_place_gets_the_point_that_the_project_coded_before(run: Run, desk: Desk) -> None:
    desk.add(make_event(place=replace(MOSUL, name="Xyzzyville", latitude=36.2, longitude=43.9)))
    result = run("add", *FACTS, "--place", "Xyzzyville", "--country", "Iraq")
    assert result.exit_code == 0, result.stderr
    place = desk.record("IRQ2").event.place
    assert (place.point, place.admin1, place.precision) == ((36.2, 43.9), "Nineveh", "exact")


def test_around_a_place_of_ones_own(run: Run, desk: Desk) -> None:
    desk.add(make_event())
    assert run("places", "add", "Xyzzyville", "36.3", "43.1", "--country", "Iraq").exit_code == 0
    assert "IRQ1" in run("query", "--near", "Xyzzyville", "--within", "20", "--csv").stdout
