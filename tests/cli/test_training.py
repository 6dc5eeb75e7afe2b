"""``incidents coder train``, from decisions at the desk to a model that suggest uses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.services.project import Project
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.cli.conftest import Run, Sit
from tests.learning.verdicts import make_verdicts


def decisions(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    with Reader.open(Project.open(str(folder / "incidents.db")).database) as reader:
        return [(verdict.decision, verdict.kept) for verdict in reader.verdicts()]


@pytest.fixture
def taught(desk: Project) -> Project:
    """A desk whose people have decided on a hundred suggestions."""
    for verdict in make_verdicts(120):
        desk.coding.keep_verdict(verdict)
    return desk


def test_each_decision_at_the_desk_is_kept(sit_down: Sit, article: str, folder: Path) -> None:
    sit_down("code", article).waits_for("q quits: ").types("8").waits_for("killed [4]: ").types("5").waits_for(
        "q quits: "
    ).types("a").leaves()
    ((decision, kept),) = decisions(folder)
    assert decision == "corrected"
    assert "killed" not in kept
    assert "injured" in kept


def test_a_skipped_suggestion_is_kept_as_rejected(sit_down: Sit, article: str, folder: Path) -> None:
    sit_down("code", article).waits_for("q quits: ").types("s").leaves()
    assert decisions(folder) == [("rejected", ())]


def test_what_nobody_looked_at_is_no_verdict(run: Run, article: str, folder: Path) -> None:
    run("code", article, "--accept")
    assert decisions(folder) == []


def test_too_few_decisions_exit_3_and_say_how_many(run: Run, desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    result = run("coder", "train")
    assert result.exit_code == 3
    assert "0 accepted or corrected suggestions" in result.stderr


def test_what_helps_is_written_beside_the_database_and_used_when_asked(
    run: Run, taught: Project, article: str, folder: Path
) -> None:
    pytest.importorskip("sklearn", reason="needs the extra incidents[learn]")
    result = run("coder", "train")
    assert taught.database.path is not None
    assert "confidence of killed" in result.stdout
    assert "use it with: --model on" in result.stderr
    assert "calibrators" in json.loads((folder / "incidents.db.learned.json").read_text(encoding="utf-8"))
    plain, tuned = (
        json.loads(run("suggest", article, "--json", *more).stdout)["events"][0] for more in ((), ("--model", "on"))
    )
    assert tuned["confidence"]["killed"] < plain["confidence"]["killed"]
    assert tuned["killed"] == plain["killed"]


def test_a_model_that_is_not_there_is_named(run: Run, article: str) -> None:
    result = run("suggest", article, "--model", "on")
    assert result.exit_code == 1
    assert "incidents coder train" in result.stderr


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"incidents_model": 1}'])
def test_a_file_that_is_no_model_is_refused(run: Run, article: str, folder: Path, content: str) -> None:
    (folder / "odd.json").write_text(content, encoding="utf-8")
    result = run("suggest", article, "--model", "odd.json")
    assert result.exit_code == 1
    assert "odd.json is no model of incidents" in result.stderr
