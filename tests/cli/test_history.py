"""The commands that look back and take back: what they print, where, and how they end."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run, Sit


@pytest.fixture
def edited(desk: Project) -> Project:
    """One event, edited."""
    desk.coding.accept(make_article(), [make_event()])
    desk.events.edit("IRQ1", {"killed": "5", "stage": "attempted"}, reason="the ministry's figure")
    return desk


@pytest.mark.usefixtures("edited")
def test_history_is_json_lines_off_a_terminal(run: Run) -> None:
    lines = [json.loads(line) for line in run("history", "irq1").stdout.splitlines()]
    assert (lines[0]["action"], lines[0]["command"], lines[0]["by"]) == ("added", "code", "amal")
    killed = next(line for line in lines if line["field"] == "killed")
    assert (killed["old"]["best"], killed["new"]["best"], killed["reason"]) == (4, 5, "the ministry's figure")


@pytest.mark.usefixtures("edited")
def test_history_reads_well_on_a_terminal(sit_down: Sit) -> None:
    person = sit_down("history", "IRQ1")
    person.waits_for("edit: the ministry's figure").waits_for("IRQ1 killed: 4 -> 5")
    assert person.leaves() == 0


@pytest.mark.usefixtures("edited")
def test_undo_and_redo_say_what_they_did(run: Run) -> None:
    undone = run("undo")
    assert undone.stderr.startswith("undid revision 2: edit by amal, ")
    assert json.loads(run("show", "IRQ1", "--json").stdout)["killed"]["best"] == 4
    assert run("redo").stderr == "redid revision 2, which revision 3 had taken back\n"
    assert json.loads(run("show", "IRQ1", "--json").stdout)["killed"]["best"] == 5


@pytest.mark.usefixtures("edited")
def test_undo_tells_what_it_passes_over(run: Run) -> None:
    run("places", "add", "Camp Alpha", "36.1", "43.2")
    passed, undone = run("undo").stderr.splitlines()
    assert passed.startswith("passed over revision 3: places add by amal, ")
    assert undone.startswith("undid revision 2: edit by amal, ")


@pytest.mark.usefixtures("desk")
def test_where_nothing_was_done_there_is_nothing_to_undo(run: Run) -> None:
    told = run("undo")
    assert (told.exit_code, told.stderr) == (
        2,
        "incidents: there is nothing to undo; nothing was changed\n  see what was done: incidents log\n",
    )


@pytest.mark.usefixtures("edited")
def test_a_number_beyond_all_counting_is_only_a_large_one(run: Run) -> None:
    told = run("undo", str(10**20))
    assert (told.exit_code, told.stderr.splitlines()[0]) == (
        2,
        f"incidents: only 2 of {10**20} revisions can be undone; nothing was changed",
    )
    assert run("log", "--limit", str(10**20)).stdout == run("log").stdout != ""


@pytest.mark.usefixtures("edited")
def test_show_says_what_became_of_an_event_that_is_gone(run: Run) -> None:
    run("undo", "2")
    told = run("show", "IRQ1")
    assert told.exit_code == 1
    assert "IRQ1 is there no more: undo by amal" in told.stderr
    assert "incidents history IRQ1" in told.stderr


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    "command", [["query", "--json"], ["export"], ["show", "IRQ1", "--json"], ["why", "IRQ1", "killed"]]
)
def test_reading_commands_say_what_was_said_then(run: Run, command: list[str]) -> None:
    before = run(*command, "--as-of", "r1").stdout
    run("undo", "2")
    assert run(*command, "--as-of", "r1").stdout == before != ""


@pytest.mark.usefixtures("desk")
def test_a_day_to_come_is_refused(run: Run) -> None:
    told = run("query", "--as-of", "2999-01-01")
    assert (told.exit_code, "'2999-01-01' is still to come" in told.stderr) == (2, True)


@pytest.mark.usefixtures("edited")
def test_diff_tells_each_event_on_a_line(run: Run) -> None:
    told = run("diff", "r1", "today")
    (line,) = [json.loads(line) for line in told.stdout.splitlines()]
    assert (line["event_id"], line["what"]) == ("IRQ1", "changed")
    assert {"killed", "stage"} <= {each["field"] for each in line["fields"]}
    assert told.stderr == "1 event differs\n"


@pytest.mark.usefixtures("edited")
def test_log_is_told_the_latest_first(run: Run) -> None:
    commands = [json.loads(line)["command"] for line in run("log").stdout.splitlines()]
    assert (commands[0], commands[-1]) == ("edit", "code")
    assert run("log", "--limit", "0").exit_code == 2


def test_verify_finds_nothing_and_then_what_was_altered(edited: Project, run: Run) -> None:
    whole = run("verify")
    assert (whole.exit_code, whole.stdout.splitlines()[-1]) == (0, "whole")
    head = json.loads(run("verify", "--json").stdout)["head"]
    assert run("verify", "--head", head).exit_code == 0
    assert edited.database.path is not None
    alter(Path(edited.database.path), "UPDATE change SET new = '\"accomplished\"' WHERE field = 'stage'")
    broken = run("verify")
    assert broken.exit_code == 3
    assert "fault: revision 2: its hash does not fit" in broken.stdout
    assert "revision 2" in broken.stderr


def alter(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


@pytest.mark.usefixtures("edited")
def test_the_second_of_two_people_at_one_field_is_told_and_nothing_is_lost(run: Run) -> None:
    told = run("edit", "IRQ1", "killed=6", "stage=accomplished", "--version", "1")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "killed: you typed 6; now 5 (amal, " in told.stderr
    assert "incidents edit IRQ1 killed=6 stage=accomplished --version 2" in told.stderr
    assert json.loads(run("show", "IRQ1", "--json").stdout)["killed"]["best"] == 5


@pytest.mark.usefixtures("edited")
def test_what_nobody_else_touched_is_changed_from_an_older_version(run: Run) -> None:
    assert run("edit", "IRQ1", "injured=8", "--version", "1").exit_code == 0
    shown = json.loads(run("show", "IRQ1", "--json").stdout)
    assert (shown["killed"]["best"], shown["injured"]["best"]) == (5, 8)
