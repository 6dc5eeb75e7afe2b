"""Queries by polygon, by regions of UN M49, and for events that lie in no country."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run

HORMUZ = Place(name="Strait of Hormuz", latitude=26.6, longitude=56.3, precision="sea_air")
KIDAL = Place(country="MLI", name="Kidal", latitude=18.44, longitude=1.41, precision="exact")


@pytest.fixture(autouse=True)
def events(desk: Project, folder: Path) -> None:
    """IRQ1 in Mosul, MLI1 in Kidal, ZZZ1 at sea; a square around Iraq, and a bow tie."""
    desk.coding.add(make_event())
    desk.coding.add(make_event(place=KIDAL))
    desk.coding.add(make_event(place=HORMUZ))
    square = [[40.0, 30.0], [50.0, 30.0], [50.0, 40.0], [40.0, 40.0], [40.0, 30.0]]
    crossed = [square[0], square[2], square[1], square[3], square[0]]
    for name, ring in (("square", square), ("crossed", crossed)):
        text = json.dumps({"type": "Polygon", "coordinates": [ring]})
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("--within-polygon square.geojson", "IRQ1"),
        ("--within-polygon square.geojson --country Mali", ""),
        ("--scheme m49 --region 'Western Asia'", "IRQ1"),
        ("--scheme m49 --region Africa", "MLI1"),
        ("--scheme codebook --region 'Western Africa'", "MLI1"),
        ("--country none", "ZZZ1"),
        ("--country none --country Mali", "MLI1 ZZZ1"),
        ("--admin1 Nineveh", "IRQ1"),
        ("--admin1 'Nineveh Governorate'", "IRQ1"),
        ("--admin1 'province of Nineveh'", "IRQ1"),
        ("--admin1 none", "MLI1 ZZZ1"),
        ("--admin1 None --country Mali", "MLI1"),
    ],
)
def test_filters(run: Run, arguments: str, found: str) -> None:
    result = run("query", *shlex.split(arguments), "--csv", "--columns", "event_id", "--sort", "event_id")
    assert result.exit_code == 0, result.stderr
    assert " ".join(result.stdout.split()[1:]) == found


@pytest.mark.parametrize("asked", ["Aleppo", "aleppo governorate", "Governorate of Aleppo"])
def test_a_unit_is_found_with_the_noun_of_its_kind_and_without(run: Run, desk: Project, asked: str) -> None:
    desk.coding.add(make_event(place=Place(country="SYR", admin1="Aleppo Governorate")))
    desk.coding.add(make_event(place=Place(country="SYR", admin1="Aleppo")))
    told = run("query", "--admin1", asked, "--csv", "--columns", "event_id", "--sort", "event_id").stdout
    assert told.split()[1:] == ["SYR1", "SYR2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--within-polygon crossed.geojson", "the polygon crosses itself at 35,45"),
        ("--within-polygon missing.geojson", "missing.geojson cannot be read"),
        ("--scheme un", "unknown scheme of regions: 'un'\n  one of: codebook, m49"),
        ("--scheme m49", "--scheme says whose regions are meant, and none is named\n  add --region REGION"),
        ("--region 'Polynesia'", "unknown region of the codebook: 'Polynesia'"),
        ("--region 'Polynesia'", "it is a region of UN M49: add --scheme m49"),
        ("--scheme m49 --region 'Western Asja'", "unknown region of UN M49: 'Western Asja' - did you mean"),
    ],
)
def test_what_cannot_be_asked_is_told(run: Run, arguments: str, said: str) -> None:
    result = run("query", *shlex.split(arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    "arguments", ["--country Iraq", "--region 'Middle East'", "--scheme m49 --region 'Western Asia'"]
)
def test_events_at_sea_are_not_lost_silently(run: Run, arguments: str) -> None:
    result = run("query", *shlex.split(arguments))
    assert (
        "1 event without a country (at sea, in the air, or not coded) fits otherwise: --country none" in result.stderr
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", ["2 events without a first-level unit (at sea, or not known) fit otherwise: --admin1 none"]),
        ("--country Mali", ["1 event without a first-level unit", "1 event without country and unit fits otherwise"]),
        ("--country Iraq", ["1 event without country and unit fits otherwise: --country none --admin1 none"]),
        ("--country Mali --country none", ["2 events without a first-level unit"]),
        ("--min-killed 99", []),
    ],
)
def test_events_without_a_unit_are_not_lost_silently(run: Run, arguments: str, said: list[str]) -> None:
    told = run("query", "--admin1", "Nineveh", *shlex.split(arguments)).stderr.splitlines()
    assert [note.removeprefix("incidents: ").startswith(words) for note, words in zip(told, said, strict=True)] == [
        True for _ in said
    ]


def test_a_region_of_un_m49_is_told_with_its_countries(run: Run) -> None:
    told = run("query", "--scheme", "m49", "--region", "Northern Africa").stderr
    assert "Northern Africa is taken from UN M49, 7 countries: DZA, EGY, ESH, LBY, MAR, SDN, TUN" in told


def test_an_export_is_of_the_regions_of_the_scheme_that_is_asked_for(run: Run) -> None:
    result = run("export", "--scheme", "m49", "--region", "Western Asia")
    assert [line.partition(",")[0] for line in result.stdout.splitlines()] == ["event_id", "IRQ1"]


def test_nothing_is_said_where_nothing_is_lost(run: Run) -> None:
    assert run("query", "--country", "Iraq", "--min-killed", "99").stderr == ""
    assert run("query", "--country", "none").stderr == ""
    assert run("query").stderr == ""
