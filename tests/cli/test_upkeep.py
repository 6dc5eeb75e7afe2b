"""``incidents backup``, ``restore``, ``doctor`` and ``db copy`` as they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incidents.domain.problems import Gravity, Remark
from incidents.services.project import Project
from incidents.store import sqlite
from incidents.store.files import drafting
from tests.builders import make_event
from tests.cli.conftest import Run


def events(path: str) -> list[str]:
    return [record.event_id for record in Project.open(path, by="amal").records()]


def test_a_backup_is_named_after_the_database_and_the_day(run: Run, desk: Project, folder: Path) -> None:
    desk.coding.add(make_event())
    result = run("backup")
    (file,) = folder.glob("incidents.*.backup.db")
    assert (result.exit_code, events(str(file))) == (0, ["IRQ1"])
    assert result.stderr.startswith(f"wrote {file.name}: 1 revision, whole; last hash ")


def test_a_database_is_replaced_only_when_that_is_said(run: Run, desk: Project) -> None:
    run("backup", "safe.db")
    desk.coding.add(make_event())
    refused = run("restore", "safe.db")
    assert (refused.exit_code, "--yes" in refused.stderr, events("incidents.db")) == (2, True, ["IRQ1"])
    done = run("restore", "safe.db", "--yes")
    assert (done.exit_code, events("incidents.db")) == (0, [])
    assert events("incidents.db.before-restore.backup") == ["IRQ1"]


@pytest.mark.usefixtures("desk")
def test_a_backup_is_looked_at_before_anybody_is_told_to_replace_the_database(run: Run, folder: Path) -> None:
    run("backup", "safe.db")
    assert "safe.db: 0 revisions, whole" in run("restore", "safe.db").stderr
    (folder / "notes.db").write_text("not a database", encoding="utf-8")
    for file in ("gone.db", "notes.db"):
        refused = run("restore", file)
        assert (refused.exit_code, "--yes" in refused.stderr) == (1, False)


def test_a_database_is_copied_whole(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    assert run("db", "copy", "incidents.db", "other.db").exit_code == 0
    head = Project.open("other.db").history.verify().head
    assert head == desk.history.verify().head
    assert run("db", "copy", "incidents.db", "other.db").exit_code == 1


def test_the_doctor_finds_a_good_database_well(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    result = run("doctor", "--json")
    told = {each["subject"]: each["gravity"] for each in map(json.loads, result.stdout.splitlines())}
    assert (result.exit_code, set(told.values())) == (0, {"well"})
    assert {"pages", "references", "log", "clock", "disk", "gazetteer"} <= set(told)


def test_the_doctor_names_a_fault_and_what_mends_it(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    with closing(sqlite.connect(Path("incidents.db"), mode="rw")) as connection:
        connection.execute("UPDATE event SET confidence = 'high'")
    result = run("doctor")
    assert (result.exit_code, "fault  log: IRQ1" in result.stdout, "incidents verify" in result.stderr) == (
        3,
        True,
        True,
    )


def test_the_doctor_tells_what_a_killed_command_left_and_how_it_goes(desk: Project) -> None:
    left = Path(".incidents.db.0123abcd.part")
    left.mkdir()
    remarks = {remark.subject: remark for remark in examine(desk, datetime(2030, 1, 1, tzinfo=UTC))}
    told = remarks["beside"]
    assert (told.gravity, str(left) in told.what) == (Gravity.WORRY, True)
    assert told.mend == f"the next import takes it away, or: rm -r {left}"


def examine(desk: Project, now: datetime) -> Iterator[Remark]:
    return Project(desk.database, clock=lambda: now).maintenance.examine()


def test_the_doctor_leaves_out_what_somebody_is_making(desk: Project) -> None:
    with drafting(Path("incidents.db")):
        remarks = {remark.subject: remark for remark in examine(desk, datetime(2030, 1, 1, tzinfo=UTC))}
    assert remarks["beside"].gravity is Gravity.WELL


def test_the_doctor_hears_of_a_revision_that_is_still_to_come(desk: Project) -> None:
    desk.coding.add(make_event())
    remarks = {remark.subject: remark for remark in examine(desk, datetime(2020, 1, 1, tzinfo=UTC))}
    assert (remarks["clock"].gravity, remarks["clock"].mend) == (Gravity.WORRY, "set the clock")


def test_the_doctor_of_a_missing_database_says_how_to_make_one(run: Run) -> None:
    result = run("doctor")
    assert (result.exit_code, "incidents init" in result.stdout) == (3, True)
