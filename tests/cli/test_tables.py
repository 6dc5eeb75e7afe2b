"""``export --tables`` and ``--hxl``: tables of a release without one, and a row of hashtags."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def events(desk: Project) -> None:
    desk.coding.add(make_event())


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_kind_of_row_is_a_table(run: Run, folder: Path) -> None:
    result = run("export", "--tables", "-o", "tables")
    assert "weapons 1" in result.stderr
    assert [row["event_id"] for row in read(folder / "tables" / "events.csv")] == ["IRQ1"]
    assert [row["name"] for row in read(folder / "tables" / "actors.csv")] == ["The Northern Front", "Mosul police"]


def test_no_events_are_tables_without_rows(run: Run, folder: Path) -> None:
    run("export", "--tables", "--country", "France", "-o", "tables")
    assert read(folder / "tables" / "events.csv") == []


def test_a_folder_that_is_there_is_left_alone(run: Run, folder: Path) -> None:
    (folder / "tables").mkdir()
    assert run("export", "--tables", "-o", "tables").exit_code == 1
    assert list((folder / "tables").iterdir()) == []


@pytest.mark.parametrize("options", [(), ("-o", "-"), ("-o", "t", "--hxl"), ("-o", "t", "--profile", "acled")])
def test_what_tables_cannot_be_is_refused(run: Run, folder: Path, options: tuple[str, ...]) -> None:
    assert run("export", "--tables", *options).exit_code == 2
    assert [path.name for path in folder.iterdir()] == ["incidents.db"]


def test_hashtags_stand_under_the_header_of_csv(run: Run) -> None:
    lines = run("export", "--hxl").stdout.splitlines()
    assert [line.split(",")[0] for line in lines] == ["event_id", "#event+id", "IRQ1"]


def test_hashtags_stand_under_the_header_of_a_workbook(run: Run, folder: Path) -> None:
    import openpyxl  # noqa: PLC0415 - slow to import, and only needed here

    run("export", "--hxl", "-o", "events.xlsx")
    rows = openpyxl.load_workbook(folder / "events.xlsx")["events"].iter_rows(values_only=True)
    assert [row[0] for row in rows] == ["event_id", "#event+id", "IRQ1"]


@pytest.mark.parametrize("options", [("--format", "geojson"), ("--profile", "ged"), ("--profile", "gtd")])
def test_where_there_is_no_place_or_no_tag_hashtags_are_refused(run: Run, options: tuple[str, ...]) -> None:
    result = run("export", "--hxl", *options)
    assert (result.exit_code, "HXL" in result.stderr, result.stdout) == (2, True, "")
