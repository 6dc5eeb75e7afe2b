"""``incidents codebook ask``, ``answer``, ``questions``, ``recode``; ``agree --suggestions``."""

from __future__ import annotations

import json

from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run


def test_a_word_that_is_no_command_is_looked_up(run: Run, desk: Project) -> None:
    assert run("codebook", "drone").stdout == run("codebook", "show", "drone").stdout
    assert run("codebook").stdout.startswith("incidents ")
    assert run("codebook", "--database", str(desk.database), "drone").exit_code == 0
    assert "ask" in run("codebook", "--help").stdout


def test_questions_are_asked_answered_and_listed(run: Run, desk: Project) -> None:
    assert run("codebook", "ask", "drone", "Is a kite a drone?").stderr == "asked question 1\n"
    assert "not answered yet" in run("codebook", "questions", "--open").stdout
    run("codebook", "answer", "1", "When it is steered.", "--by", "bilal")
    (line,) = run("codebook", "questions", "--json").stdout.splitlines()
    assert (json.loads(line)["answer"], json.loads(line)["answered_by"]) == ("When it is steered.", "bilal")
    assert run("codebook", "questions", "--open").stdout == ""
    assert len(desk.questions.questions()) == 1


def test_events_to_recode_are_listed_and_confirmed(run: Run, desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    assert run("codebook", "recode").stderr == "0 events to recode\n"
    assert run("codebook", "recode", "vehicle_bomb", "--done", "IRQ1").exit_code == 2
    assert run("codebook", "recode", "vehicle_bomb", "--done", "IRQ1", "--reason", "it is one").exit_code == 0
    with desk.open_reader() as reader:
        assert [(each.event_id, each.term) for each in reader.rechecks()] == [("IRQ1", "vehicle_bomb")]


def test_how_suggestions_are_taken_is_told(run: Run, desk: Project) -> None:
    told = run("agree", "--suggestions").stdout
    assert "cannot be said before events are coded with and without" in told
    assert json.loads(run("agree", "--suggestions", "--json").stdout)["caught"]["of"] == 0
    assert list(desk.records()) == []


def test_an_answer_to_no_question_is_told_so(run: Run, desk: Project) -> None:
    told = run("codebook", "answer", "9", "Yes.").stderr
    assert told == "incidents: there is no question '9'\n  see them all: incidents codebook questions\n"
    assert desk.questions.questions() == ()
