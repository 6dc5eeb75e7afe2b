"""``incidents duplicates``, and what ``code`` tells of duplicates: what is printed, what is decided, how it ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from incidents.domain.dates import on
from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run, Sit

QUESTION = "m merges the second into the first"


@pytest.fixture
def two(desk: Project) -> Project:
    """The bomb of Mosul, coded twice from two articles."""
    desk.coding.accept(make_article(), [make_event()])
    desk.coding.accept(make_article(title="Blast in Mosul"), [make_event(when=on(date(2023, 3, 15)), evidence=())])
    return desk


@pytest.fixture
def reprint(folder: Path, article: str) -> str:
    """The file of an article that tells the same in almost the same words; its name."""
    text = (folder / article).read_text("utf-8").replace("Example Courier", "Other Courier")
    (folder / "reprint.txt").write_text(f"{text}\n\nMore to follow.\n", encoding="utf-8")
    return "reprint.txt"


@pytest.mark.usefixtures("two")
def test_pairs_are_told_a_line_each(run: Run) -> None:
    told = run("duplicates")
    (line,) = told.stdout.splitlines()
    assert told.exit_code == 0
    assert "IRQ1, 2023-03-14, Mosul" in line
    assert "=? IRQ2, 2023-03-15, Mosul" in line


@pytest.mark.usefixtures("two")
def test_pairs_are_told_as_json_with_what_speaks_for_them(run: Run) -> None:
    (pair,) = [json.loads(line) for line in run("duplicates", "--json").stdout.splitlines()]
    assert (pair["one"], pair["other"], 0 < pair["score"] <= 1) == ("IRQ1", "IRQ2", True)
    assert "place" in pair["signs"]


@pytest.mark.usefixtures("two")
def test_two_that_are_told_apart_are_not_told_again(run: Run) -> None:
    told = run("duplicates", "--different", "IRQ1", "IRQ2", "--reason", "an hour apart")
    assert (told.exit_code, told.stderr) == (0, "IRQ1 and IRQ2 are two events from now on\n")
    assert run("duplicates", "--json").stdout == ""
    assert "an hour apart" in run("history", "IRQ2").stdout


@pytest.mark.usefixtures("two")
def test_that_two_were_told_apart_can_be_undone(run: Run) -> None:
    run("duplicates", "--different", "IRQ1", "IRQ2")
    assert run("undo").exit_code == 0
    assert run("duplicates", "--json").stdout != ""


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("--different", "IRQ1", "IRQ9"), 1),
        (("--different", "IRQ1", "IRQ1"), 2),
        (("--different", "IRQ1"), 2),
        (("--different", "IRQ1", "IRQ2", "--articles"), 2),
    ],
    ids=str,
)
def test_what_cannot_be_told_apart_is_refused(run: Run, command: tuple[str, ...], code: int) -> None:
    before = run("log", "--json").stdout
    assert run("duplicates", *command).exit_code == code
    assert run("log", "--json").stdout == before


@pytest.mark.usefixtures("two")
def test_articles_that_share_their_words_make_a_group(run: Run) -> None:
    (group,) = [json.loads(line) for line in run("duplicates", "--articles", "--json").stdout.splitlines()]
    assert [(each["article"], each["events"]) for each in group["articles"]] == [("1", ["IRQ1"]), ("2", ["IRQ2"])]


@pytest.mark.usefixtures("two")
def test_a_pair_is_shown_side_by_side_and_merged(run: Run, sit_down: Sit) -> None:
    person = sit_down("duplicates").waits_for("pair 1 of 1").waits_for(QUESTION)
    assert person.types("m").waits_for("IRQ2 merged into IRQ1").leaves() == 0
    assert json.loads(run("show", "IRQ2", "--json").stdout)["event_id"] == "IRQ1"


@pytest.mark.usefixtures("two")
def test_a_pair_is_told_to_be_two(run: Run, sit_down: Sit) -> None:
    person = sit_down("duplicates").waits_for(QUESTION).types("what?").waits_for("decide later").waits_for(QUESTION)
    assert person.types("d").waits_for("IRQ1 IRQ2 different").leaves() == 0
    assert run("duplicates", "--json").stdout == ""


@pytest.mark.usefixtures("two")
def test_a_pair_that_is_left_is_shown_again(run: Run, sit_down: Sit) -> None:
    person = sit_down("duplicates").waits_for(QUESTION).types("q")
    assert person.waits_for("what was decided stays").leaves() == 0
    assert run("duplicates", "--json").stdout != ""


def test_a_suggestion_becomes_a_report_of_the_event_that_is_named(desk: Project, run: Run, reprint: str) -> None:
    desk.coding.accept(make_article(), [make_event()])
    told = run("code", reprint, "--accept", "--into", "irq1")
    assert (told.exit_code, told.stdout) == (0, "IRQ1 linked\n")
    assert "much the same text" in told.stderr
    assert [(record.event_id, record.reports) for record in desk.records()] == [("IRQ1", ("1", "2"))]


def test_what_is_to_be_linked_to_nothing_is_not_stored(desk: Project, run: Run, reprint: str) -> None:
    told = run("code", reprint, "--accept", "--into", "IRQ9")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "there is no event 'IRQ9'" in told.stderr
    assert list(desk.records()) == []


def test_accepting_tells_of_events_that_may_be_the_same(desk: Project, run: Run, reprint: str) -> None:
    desk.coding.accept(make_article(), [make_event()])
    told = run("code", reprint, "--accept")
    assert (told.exit_code, told.stdout) == (0, "IRQ2 draft\n")
    assert "IRQ2 may be the same as IRQ1, 2023-03-14, Mosul" in told.stderr


def test_a_person_links_a_suggestion_with_one_key(desk: Project, sit_down: Sit, reprint: str) -> None:
    desk.coding.accept(make_article(), [make_event()])
    person = sit_down("code", reprint).waits_for("may be the same: IRQ1").waits_for("l links to IRQ1")
    person.types("l IRQ9").waits_for("there is no event").waits_for("l links to IRQ1")
    assert person.types("l").waits_for("IRQ1 linked").leaves() == 0
    assert [(record.event_id, record.reports) for record in desk.records()] == [("IRQ1", ("1", "2"))]


def test_linking_needs_an_event_where_none_is_like_it(desk: Project, sit_down: Sit, reprint: str) -> None:
    person = sit_down("code", reprint).waits_for("q quits: ").types("l")
    person.waits_for("name the event").waits_for("q quits: ").types("q")
    assert (person.leaves(), list(desk.records())) == (0, [])
