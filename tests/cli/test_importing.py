"""``incidents import`` as it is typed: counts, refusals, files of rejects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run
from tests.services.imports.rows import GED, write_csv


@pytest.fixture
def ged(folder: Path) -> str:
    """A file of two rows, the second of which is bad."""
    write_csv(folder / "ged.csv", [GED, {**GED, "id": "900002", "best": "many"}])
    return "ged.csv"


def test_a_bad_file_is_refused_with_the_way_on(run: Run, ged: str) -> None:
    result = run("import", ged)
    assert result.exit_code == 1
    assert "ged.csv: 1 of 2 rows cannot be imported, and nothing was:" in result.stderr
    assert "line 3, low, best, high: is not a whole number" in result.stderr
    assert "--skip-bad REJECTS.csv" in result.stderr


def test_bad_rows_are_left_out_and_the_file_of_them_is_named(run: Run, ged: str) -> None:
    result = run("import", ged, "--skip-bad", "rejects.csv")
    assert result.exit_code == 0
    assert "1 added, 1 rejected" in result.stderr
    assert "mend them in rejects.csv, then: incidents import rejects.csv" in result.stderr


def test_the_licence_and_what_is_not_read_are_said(run: Run, folder: Path) -> None:
    write_csv(folder / "ged.csv", [GED])
    result = run("import", "ged.csv", "--dry-run")
    assert "1 would be added" in result.stderr
    assert "CC-BY-4.0, may be shared" in result.stderr
    assert "kept with the row, not read: relid" in result.stderr


def test_the_outcome_can_be_had_as_json(run: Run, folder: Path) -> None:
    write_csv(folder / "ged.csv", [GED])
    document = json.loads(run("import", "ged.csv", "--json").stdout)
    assert (document["added"], document["rows"], document["terms"]["name"]) == (1, 1, "ucdp_ged")


def test_an_unknown_header_is_a_matter_of_usage(run: Run, folder: Path) -> None:
    write_csv(folder / "old.csv", [{"Town": "Mosul", "Dead": "2"}])
    result = run("import", "old.csv")
    assert result.exit_code == 2
    assert "incidents import old.csv --propose old.map.toml" in result.stderr
    result = run("import", "old.csv", "--propose", "old.map.toml")
    assert result.exit_code == 0
    assert "check it, then: incidents import old.csv --map old.map.toml" in result.stderr


def test_what_to_type_next_can_be_pasted(run: Run, folder: Path) -> None:
    write_csv(folder / "old table.csv", [{"Town": "Mosul", "Dead": "2"}])
    assert "incidents import 'old table.csv' --propose 'old table.map.toml'" in run("import", "old table.csv").stderr
    told = run("import", "old table.csv", "--propose", "old table.map.toml").stderr
    assert "check it, then: incidents import 'old table.csv' --map 'old table.map.toml'" in told


def test_a_layout_can_be_explained_before_it_is_written(run: Run, folder: Path) -> None:
    write_csv(folder / "ged.csv", [GED])
    run("import", "ged.csv")
    lines = run("export", "--profile", "acled", "--explain").stdout.splitlines()
    assert "left out, 1 of 1 events here: an event of which one of these holds" in lines
    assert "          1  it has no event type" in lines
    assert "          1  casualties.group" in lines


def test_events_that_a_layout_leaves_out_can_be_listed_in_a_file(run: Run, folder: Path) -> None:
    write_csv(folder / "ged.csv", [{**GED, "id": str(number)} for number in range(1, 9)])
    run("import", "ged.csv")
    told = run("export", "--profile", "acled", "-o", "acled.csv").stderr.splitlines()
    assert told[0] == "left out 8 of 8 events, which this layout cannot say:"
    assert told[1] == "          8  it has no event type (IRQ1, IRQ2, IRQ3, IRQ4, IRQ5, ...)"
    assert "--explain -o left_out.csv" in told[2]
    run("export", "--profile", "acled", "--explain", "-o", "left_out.csv")
    listed = (folder / "left_out.csv").read_text(encoding="utf-8").splitlines()
    assert listed[:2] == ["event_id,reason", "IRQ1,it has no event type"]
    assert len(listed) == 9


def test_what_a_layout_leaves_out_is_listed_as_csv_only(run: Run) -> None:
    refused = run("export", "--profile", "acled", "--explain", "-o", "left_out.xlsx")
    assert (refused.exit_code, "--explain -o left_out.csv" in refused.stderr) == (2, True)


def test_a_layout_that_is_only_read_is_not_written(run: Run, folder: Path) -> None:
    write_csv(folder / "ged.csv", [GED])
    run("import", "ged.csv")
    assert "the layout 'insecurity_insight' is only read" in run("export", "--profile", "insecurity_insight").stderr


def test_rows_of_another_database_are_refused_and_told_how_to_come_in(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    run("--database", "theirs.db", "add", "--event-date", "2020-05-01", "--country", "IRQ", "--weapon", "drone")
    run("--database", "theirs.db", "edit", "IRQ1", "killed=2")
    run("--database", "theirs.db", "export", "-o", "theirs.csv")
    refused = run("import", "theirs.csv")
    assert refused.exit_code == 1
    assert "IRQ1" in refused.stderr
    assert "--dataset NAME" in refused.stderr
    left_out = run("import", "theirs.csv", "--skip-bad", "rejects.csv")
    assert "events of their own: incidents import rejects.csv --dataset NAME" in left_out.stderr
    assert "1 added" in run("import", "rejects.csv", "--dataset", "omar").stderr


def test_of_our_own_layout_what_is_not_read_is_not_kept_and_what_is_computed_goes_without_saying(
    run: Run, folder: Path, desk: Project
) -> None:
    desk.coding.add(make_event())
    run("export", "-o", "ours.csv")
    assert "not read" not in run("import", "ours.csv").stderr
    header, row = (folder / "ours.csv").read_text(encoding="utf-8").splitlines()
    (folder / "ours.csv").write_text(f"{header},colour\n{row},red\n", encoding="utf-8")
    assert "not read and not kept: colour" in run("import", "ours.csv").stderr
