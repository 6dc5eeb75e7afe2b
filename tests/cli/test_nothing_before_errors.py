"""What goes wrong is told before anything is written: a program behind a pipe never takes a header for a result."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("command", [["export"], ["query", "--csv"], ["query", "--geojson"], ["query", "--json"]])
def test_a_missing_database_leaves_standard_output_empty(run: Run, command: list[str]) -> None:
    result = run("--database", "nowhere.db", *command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nowhere.db does not exist" in result.stderr


@pytest.mark.parametrize("form", ["--csv", "--geojson", "--json"])
@pytest.mark.usefixtures("desk")
def test_a_question_that_cannot_be_answered_leaves_standard_output_empty(run: Run, form: str) -> None:
    result = run("query", form, "--sort", "kiled")
    assert result.stdout == ""
    assert "kiled" in result.stderr


@pytest.mark.parametrize("option", ["--limit", "--min-killed"])
@pytest.mark.usefixtures("desk")
def test_a_number_below_zero_is_refused(run: Run, option: str) -> None:
    result = run("query", option, "-1", "--csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{option} is -1" in result.stderr
