"""``incidents verify FOLDER``: whether a release is what it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run


@pytest.fixture
def release(desk: Project, run: Run, folder: Path) -> Path:
    desk.coding.add(make_event())
    run("release", "first")
    return folder / "first"


@pytest.mark.usefixtures("release")
def test_a_release_as_it_was_is_whole_and_named_by_the_hash_of_its_citation(run: Run) -> None:
    result = run("verify", "first", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["is_whole"]) == (0, True)
    assert told["sums"][:16] in run("cite").stdout


def test_what_is_changed_missing_or_added_is_named(run: Run, release: Path) -> None:
    (release / "events.csv").write_text("nothing")
    (release / "CHANGES.md").unlink()
    (release / "tables").mkdir()
    (release / "tables" / "more.csv").write_text("more")
    result = run("verify", "first")
    told = result.stdout.splitlines()[1:4]
    assert told == ["changed: events.csv", "missing: CHANGES.md", "added: tables/more.csv"]
    assert (result.exit_code, "events.csv is changed" in result.stderr) == (3, True)


def test_a_link_in_place_of_a_file_is_a_change(run: Run, release: Path) -> None:
    (release / "events.csv").rename(release.parent / "elsewhere.csv")
    (release / "events.csv").symlink_to(release.parent / "elsewhere.csv")
    assert "changed: events.csv" in run("verify", "first").stdout


@pytest.mark.parametrize("sums", [None, "", "no list", f"{'a' * 64}  events.csv\n\nmore"])
def test_a_folder_that_is_no_release_is_refused(run: Run, folder: Path, sums: str | None) -> None:
    (folder / "other").mkdir()
    if sums is not None:
        (folder / "other" / "SHA256SUMS").write_text(sums)
    result = run("verify", "other")
    assert (result.exit_code, "name the folder of a release" in result.stderr) == (1, True)


@pytest.mark.usefixtures("release")
def test_a_hash_of_the_log_is_no_matter_of_a_release(run: Run) -> None:
    assert run("verify", "first", "--head", "abc").exit_code == 2
