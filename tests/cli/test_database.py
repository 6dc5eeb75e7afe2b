"""``incidents init`` and ``incidents db upgrade``, and every database that no command can work with."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidents.services.project import Project
from incidents.store.database import Database
from incidents.store.migrate import migrate, state
from incidents.store.state import State
from tests.builders import make_event
from tests.cli.conftest import Run

ADD = ["add", "--date", "2021-11-07", "--country", "Iraq", "--type", "Battles"]


def test_init_makes_a_database_and_says_so(run: Run, folder: Path) -> None:
    result = run("init")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "created incidents.db\n")
    assert state(Database(path=folder / "incidents.db")) is State.CURRENT


def test_init_leaves_a_database_that_is_there_alone(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    assert run("init").stderr == "incidents.db is there already; nothing was changed\n"
    assert [record.event_id for record in desk.records()] == ["IRQ1"]


def test_the_environment_names_the_database(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTS_DATABASE", "iraq.db")
    run("init")
    assert [path.name for path in folder.iterdir()] == ["iraq.db"]


def test_the_option_stands_above_the_environment(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTS_DATABASE", "iraq.db")
    run("init", "--database", "mali.db")
    assert [path.name for path in folder.iterdir()] == ["mali.db"]


@pytest.mark.parametrize(
    "command", [["query"], ["export"], ["show", "IRQ1"], ["why", "IRQ1"], ["edit", "IRQ1", "killed=1"]]
)
def test_a_missing_database_is_not_made_by_reading(run: Run, folder: Path, command: list[str]) -> None:
    result = run(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "incidents: incidents.db does not exist\n  make it: incidents init\n"
    assert list(folder.iterdir()) == []


def test_upgrading_a_current_database_does_nothing(run: Run, desk: Project, folder: Path) -> None:
    desk.coding.add(make_event())
    assert run("db", "upgrade").stderr == "incidents.db is up to date\n"
    assert [path.name for path in folder.iterdir()] == ["incidents.db"]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("command", [["query"], ADD, ["init"], ["db", "upgrade"]])
def test_a_database_of_a_newer_version_is_left_alone(run: Run, folder: Path, command: list[str]) -> None:
    with closing(sqlite3.connect(folder / "incidents.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / "incidents.db").read_bytes()
    result = run(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "was made by a newer version of incidents" in result.stderr
    assert (folder / "incidents.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"id,date\n1,2\n", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_database_is_left_alone(run: Run, folder: Path, content: bytes) -> None:
    (folder / "incidents.db").write_bytes(content)
    for command in (["query"], ADD, ["init"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("incidents: incidents.db is ")
        assert "Traceback" not in result.stderr
    assert (folder / "incidents.db").read_bytes() == content


def test_a_path_below_a_file_is_told_in_a_sentence(run: Run, folder: Path) -> None:
    (folder / "file").write_text("not a folder", encoding="utf-8")
    result = run("init", "--database", "file/incidents.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("incidents: file/incidents.db ")
    assert (folder / "file").read_text(encoding="utf-8") == "not a folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(run: Run, folder: Path) -> None:
    (folder / "sealed").mkdir(mode=0o500)
    result = run("init", "--database", "sealed/incidents.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("incidents: sealed/incidents.db ")
    assert list((folder / "sealed").iterdir()) == []


def test_an_unknown_kind_of_database_is_told_in_a_sentence(run: Run) -> None:
    result = run("query", "--database", "mysql://localhost/news")
    assert result.exit_code == 1
    assert "databases of the kind 'mysql' are not supported" in result.stderr


def test_an_empty_database_is_an_empty_answer(run: Run, folder: Path) -> None:
    migrate(Database(path=folder / "incidents.db"))
    assert run("query").output == ""
