"""``incidents map``: which events are drawn, for whom, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.domain.events import Event
from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def events(desk: Project) -> None:
    desk.coding.add(make_event())
    desk.coding.add(Event(place=Place(country="MLI")))


def test_every_event_is_drawn_or_said_to_have_no_point(run: Run, folder: Path) -> None:
    result = run("map")
    assert result.stderr.splitlines() == ["without a point, and only in the list: 1", "drew 2 events to map.html"]
    assert "police headquarters" in (folder / "map.html").read_text(encoding="utf-8")


def test_the_page_says_which_events_it_shows(run: Run) -> None:
    page = run("map", "--country", "Iraq", "--title", "Iraq & more", "-o", "-").stdout
    assert "Filters: --country Iraq." in page
    assert "<h1>Iraq &amp; more</h1>" in page
    assert '"MLI1"' not in page


def test_an_audience_sees_no_more_than_in_a_release(run: Run) -> None:
    page = run("map", "--redaction", "public", "-o", "-").stdout
    assert ("police headquarters" in page, '"IRQ1"' in page) == (False, True)


def test_a_name_that_gives_away_what_is_left_out_is_told(run: Run) -> None:
    assert "IRQ1 gives away what is left out: actors says 'Mosul'" in run("map", "--redaction", "public").stderr


def test_the_same_events_give_the_same_file(run: Run, folder: Path) -> None:
    run("map", "-o", "a.html")
    run("map", "-o", "b.html")
    assert (folder / "a.html").read_bytes() == (folder / "b.html").read_bytes()


def test_an_audience_that_there_is_not_writes_nothing(run: Run, folder: Path) -> None:
    result = run("map", "--redaction", "everyone")
    assert (result.exit_code, "everyone" in result.stderr) == (2, True)
    assert not (folder / "map.html").exists()
