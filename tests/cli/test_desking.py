"""``incidents desk`` as a command: what it needs, and where --plain leads. What the screen does is in ``tests/tui``."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.builders import make_article
from tests.cli.conftest import Run, Sit


def test_off_a_terminal_it_says_what_to_type(run: Run, article: str) -> None:
    result = run("desk", article)
    assert result.exit_code == 2
    assert "incidents code --accept" in result.stderr


def test_plain_leads_to_the_prompts(sit_down: Sit, article: str, folder: Path) -> None:
    person = sit_down("desk", "--plain", article).waits_for("event 1 of 1").waits_for("q quits: ")
    assert person.types("a").waits_for("IRQ1 draft").leaves() == 0
    assert len(list(Project.open(str(folder / "incidents.db")).records())) == 1


def test_keys_that_cannot_be_are_refused_before_the_screen_opens(sit_down: Sit, article: str, folder: Path) -> None:
    (folder / "incidents.toml").write_text('[desk.keys]\nacept = "g"\n', encoding="utf-8")
    person = sit_down("desk", article).waits_for("did you mean accept")
    assert person.leaves() == 2


def test_a_source_that_is_not_there_is_told_on_the_plain_terminal(sit_down: Sit) -> None:
    person = sit_down("desk", "gone.txt").waits_for("gone.txt")
    assert person.leaves() == 1


def test_without_a_source_it_wants_what_was_selected(sit_down: Sit) -> None:
    person = sit_down("desk").waits_for("no article waits to be coded").waits_for("incidents triage")
    assert person.leaves() == 2


def test_what_was_selected_is_opened_without_a_source(
    sit_down: Sit, desk: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    taken = desk.articles.add(make_article(), origin="a folder")
    desk.articles.add(make_article(title="Not selected"), origin="a folder")
    desk.articles.decide([taken.id], "selected")
    person = sit_down("desk").waits_for("Car bomb hits police").waits_for("accept")
    assert person.presses("S").waits_for("IRQ1 is stored").presses("q").leaves() == 0
    assert "Not selected" not in person.seen
    assert desk.articles.groups(("selected",)) == ()


def test_what_is_coded_already_is_passed_over_and_told(
    run: Run, sit_down: Sit, article: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    run("code", "--accept", article)
    other = Path(article).read_text("utf-8").replace("Title: ", "Title: Another: ")
    (folder / "z-other.txt").write_text(other, encoding="utf-8")
    person = sit_down("desk", article, "z-other.txt").waits_for("Another: ").waits_for("accept")
    assert person.presses("q").waits_for("passed over, being coded already: 1 article").leaves() == 0


@pytest.mark.parametrize("presses", ["q"])
def test_on_a_terminal_it_opens_and_leaves(
    sit_down: Sit, article: str, monkeypatch: pytest.MonkeyPatch, presses: str
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLUMNS")
    person = sit_down("desk", article).waits_for("accept")
    assert person.presses(presses).leaves() == 0
