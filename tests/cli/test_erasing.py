"""``incidents erase``: it shows how much it touches, asks, erases, and says what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.services.journal import find_journals
from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run, Sit
from tests.services.coding_sessions import begin_session

NAME = "The Northern Front"
WHY = ("--reason", "a request")
COMMANDS = [("article", "1"), ("name", NAME)]


@pytest.fixture
def coded(desk: Project) -> Project:
    desk.coding.accept(make_article(), [make_event()])
    return desk


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("what", COMMANDS)
def test_a_dry_run_tells_how_much_it_touches_and_erases_nothing(run: Run, what: tuple[str, str]) -> None:
    before = run("why", "IRQ1", "claims").stdout
    told = run("erase", *what, *WHY, "--dry-run")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.startswith("this touches 1 ")
    assert told.stderr.endswith("it cannot be undone\nnothing was erased: this was a dry run\n")
    assert run("why", "IRQ1", "claims").stdout == before


@pytest.mark.usefixtures("coded")
def test_a_name_is_gone_and_the_base_is_whole(run: Run) -> None:
    assert run("erase", "name", NAME, *WHY, "--yes").exit_code == 0
    read = [run("show", "IRQ1").stdout, run("why", "IRQ1", "claims").stdout, run("log").stdout]
    assert not any("orthern" in each for each in read)
    assert run("verify").exit_code == 0


@pytest.mark.usefixtures("coded")
def test_the_words_of_an_article_are_gone_and_the_base_is_whole(run: Run) -> None:
    assert run("erase", "article", "1", *WHY, "--yes").exit_code == 0
    assert "[erased]" in run("why", "IRQ1", "killed").stdout
    assert json.loads(run("show", "IRQ1", "--json").stdout)["killed"]["best"] == 4
    assert run("verify").exit_code == 0


@pytest.mark.usefixtures("coded")
def test_undoing_passes_over_an_erasure(run: Run) -> None:
    run("erase", "name", NAME, *WHY, "--yes")
    assert "undid revision 1: code by amal, " in run("undo").stderr
    assert run("redo").exit_code == 0
    assert "orthern" not in run("show", "IRQ1").stdout
    assert run("verify").exit_code == 0


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("article", "1", *WHY), 2),
        (("article", "1", "--yes"), 2),
        (("article", "9", *WHY, "--yes"), 1),
        (("article", "nine", *WHY, "--yes"), 1),
        (("name", "Nobody Atall", *WHY, "--yes"), 1),
        (("name", "...", *WHY, "--yes"), 2),
        (("name", NAME, "--reason", "asked by the northern front", "--yes"), 2),
        (("name", *WHY, "--yes"), 2),
    ],
    ids=str,
)
def test_what_cannot_be_erased_is_refused(run: Run, command: tuple[str, ...], code: int) -> None:
    told = run("erase", *command)
    assert (told.exit_code, told.stdout) == (code, "")
    assert [json.loads(line)["command"] for line in run("log").stdout.splitlines()] == ["code"] * 3


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize(("answer", "ended"), [("no", "nothing was erased"), ("yes", "erased; touched")])
def test_a_person_is_asked_first(sit_down: Sit, answer: str, ended: str) -> None:
    person = sit_down("erase", "name", NAME, *WHY).waits_for("it cannot be undone").waits_for("Type yes: ")
    assert person.types(answer).waits_for(ended).leaves() == 0


@pytest.fixture
def journals(coded: Project) -> list[Path]:
    """Unfinished work on the article, from which one more event is begun, and on another one that names the front."""
    other, bilal = make_article(title="Another report"), Project.open(str(coded.database), by="bilal")
    begin_session(bilal, make_article()).begin_event()
    begin_session(bilal, other).accept()
    coded.articles.add(other, origin="feed")
    return find_journals(coded.database)


def test_unfinished_work_on_an_article_goes_with_it(run: Run, coded: Project, journals: list[Path]) -> None:
    told = run("erase", "article", "1", *WHY, "--dry-run")
    assert "1 journal of unfinished work" in told.stderr
    assert find_journals(coded.database) == journals
    run("erase", "article", "1", *WHY, "--yes")
    assert len(find_journals(coded.database)) == len(journals) - 1


def test_a_name_is_gone_from_unfinished_work_which_goes_on(run: Run, coded: Project, journals: list[Path]) -> None:
    assert any("orthern" in path.read_text("utf-8") for path in journals)
    assert "1 journal of unfinished work" in run("erase", "name", NAME, *WHY, "--yes").stderr
    assert not any("orthern" in path.read_text("utf-8") for path in find_journals(coded.database))
    other = begin_session(Project.open(str(coded.database), by="bilal"), make_article(title="Another report"))
    assert list(other.work.drafts[0].decided) == ["date"]


def test_a_name_that_only_unfinished_work_has_is_erased(run: Run, desk: Project) -> None:
    begin_session(desk).accept()
    assert run("erase", "name", NAME, *WHY, "--yes").exit_code == 0
    assert not any("orthern" in path.read_text("utf-8") for path in find_journals(desk.database))
    assert run("erase", "name", NAME, *WHY, "--yes").exit_code == 1
