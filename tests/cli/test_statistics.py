"""``incidents stats`` and ``incidents chart``: counts, sums of what is known, and pictures."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from incidents.domain.casualties import NONE, Casualty, Count, exactly
from incidents.domain.dates import on
from incidents.domain.documents import KILLED
from incidents.domain.events import Weapon
from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def events(desk: Project) -> None:
    """Iraq: 5 killed in March, at least 12 in May with two weapons, nobody in May. Mali: nothing said of the dead."""
    march, may = on(date(2023, 3, 1)), on(date(2023, 5, 1))
    desk.coding.add(make_event(when=march, casualties=(Casualty(KILLED, exactly(5)),)))
    two = (Weapon("drone"), Weapon("missile"))
    desk.coding.add(
        make_event(when=may, weapons=two, casualties=(Casualty(KILLED, Count(12, None, None, "reported")),))
    )
    desk.coding.add(make_event(when=may, weapons=(), casualties=(Casualty(KILLED, NONE),)))
    desk.coding.add(make_event(when=may, place=Place(country="MLI"), casualties=()))


def rows(run: Run, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("stats", "--csv", *options).stdout)))


def figures(found: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in found]


def test_sums_are_over_what_is_known_and_say_of_how_many(run: Run) -> None:
    found = figures(rows(run), "country", "events", "killed", "killed_known")
    assert found == [("IRQ", "3", "17", "3"), ("MLI", "1", "0", "0")]


def test_two_groups_are_counted_together(run: Run) -> None:
    found = figures(rows(run, "--by", "month,country"), "month", "country", "events")
    assert found == [("2023-03", "IRQ", "1"), ("2023-05", "IRQ", "2"), ("2023-05", "MLI", "1")]


def test_an_event_with_two_weapons_counts_under_both(run: Run) -> None:
    found = {row["weapon"]: row["events"] for row in rows(run, "--by", "weapon")}
    assert (found["drone"], found["missile"], found[""]) == ("1", "1", "1")


def test_regions_are_made_of_countries(run: Run) -> None:
    found = figures(rows(run, "--by", "region"), "region", "events", "killed")
    assert found == [("Middle East", "3", "17"), ("Western Africa", "1", "0")]


def test_only_the_events_that_match_are_counted(run: Run) -> None:
    assert figures(rows(run, "--country", "Iraq", "--since", "2023-05"), "country", "events") == [("IRQ", "2")]


def test_json_has_names_and_figures(run: Run) -> None:
    first = json.loads(run("stats", "--json", "--by", "year").stdout.splitlines()[0])
    assert (first["year"], first["events"], first["killed"]) == ("2023", 4, 17)


@pytest.mark.parametrize("by", ["colour", "", "country,year,month,day"])
def test_what_cannot_be_counted_by_is_refused_with_what_can(run: Run, by: str) -> None:
    result = run("stats", "--by", by)
    assert (result.exit_code, "country" in result.stderr) == (2, True)


def test_a_chart_is_bars_on_the_terminal(run: Run) -> None:
    lines = run("chart", "--by", "month", "--of", "killed").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["2023-03", "2023-05"]
    assert lines[1].count("\u2588") > lines[0].count("\u2588") > 0


@pytest.mark.parametrize(("name", "magic"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG")])
def test_a_chart_as_a_file_is_the_same_twice(run: Run, folder: Path, name: str, magic: bytes) -> None:
    run("chart", "-o", name)
    first = (folder / name).read_bytes()
    run("chart", "-o", name)
    assert first.startswith(magic)
    assert (folder / name).read_bytes() == first


def test_another_kind_of_picture_is_refused(run: Run, folder: Path) -> None:
    assert run("chart", "-o", "a.gif").exit_code == 2
    assert not (folder / "a.gif").exists()


def test_an_empty_base_makes_an_empty_chart(run: Run) -> None:
    assert run("chart", "--country", "France").stdout == ""


def test_what_was_counted_then_is_counted_again(desk: Project, run: Run) -> None:
    desk.events.edit("MLI1", {"killed": "5"}, reason="the ministry")
    last = json.loads(run("log", "--limit", "1").stdout.splitlines()[0])["revision"]
    then, now = (run("stats", "--country", "Mali", "--json", *when) for when in (("--as-of", f"r{last - 1}"), ()))
    assert [json.loads(told.stdout)["killed"] for told in (then, now)] == [0, 5]
