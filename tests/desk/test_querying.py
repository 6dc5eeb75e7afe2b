"""Questions on the codebook, and events that a changed definition leaves to be looked at again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from incidents.codebook.loader import Codebook, load
from incidents.errors import BadCodebook, BadUsage, NotFound, UnknownTerm
from incidents.resources import SCHEMA
from incidents.services.project import Project
from incidents.services.team import Questions
from tests.builders import make_article, make_event


@pytest.fixture
def coded(desk: Project) -> Project:
    """IRQ1, with a vehicle bomb."""
    desk.coding.accept(make_article(), [make_event()])
    return desk


def revised(tmp_path: Path, changed: str, *, version: str = "9.1.0") -> Codebook:
    """The codebook in a later version, in which vehicle bombs are defined anew."""
    folder = tmp_path / "schema"
    shutil.copytree(SCHEMA, folder)
    head = folder / "codebook.toml"
    head.write_text(head.read_text("utf-8").replace(load().version, version), "utf-8")
    weapons = folder / "vocabularies" / "weapons.toml"
    code = 'code = "vehicle_bomb"'
    weapons.write_text(weapons.read_text("utf-8").replace(code, f'{code}\nchanged = "{changed}"'), "utf-8")
    return load(folder)


def under(desk: Project, codebook: Codebook) -> Questions:
    project = Project(desk.database, user=desk.user)
    project.codebook = codebook
    return project.questions


def test_a_question_is_asked_and_answered(coded: Project) -> None:
    number = coded.questions.ask("vehicle bomb", "Is a cart a vehicle?", event_id="irq1")
    (open_,) = coded.questions.questions(is_open=True)
    assert (open_.id, open_.term, open_.event_id, open_.asked_by) == (number, "vehicle_bomb", "IRQ1", "amal")
    coded.questions.answer(number, "Yes.")
    assert coded.questions.questions(is_open=True) == ()
    (answered,) = coded.questions.questions(term="vehicle_bomb")
    assert (answered.answer, answered.answered_by) == ("Yes.", "amal")


def test_questions_are_about_terms_and_fields(coded: Project) -> None:
    coded.questions.ask("killed", "Does the attacker count?")
    assert [each.term for each in coded.questions.questions(term="killed")] == ["killed"]
    with pytest.raises(UnknownTerm):
        coded.questions.ask("trebuchet", "?")
    with pytest.raises(NotFound):
        coded.questions.ask("killed", "?", event_id="IRQ9")
    with pytest.raises(BadUsage, match="nothing is asked"):
        coded.questions.ask("killed", " ")


def test_an_answer_is_undone_and_everything_holds(coded: Project) -> None:
    number = coded.questions.ask("killed", "Does the attacker count?")
    coded.questions.answer(number, "No.")
    coded.history.undo()
    assert [each.answer for each in coded.questions.questions()] == [None]
    assert coded.history.verify().faults == ()


def test_what_was_coded_before_a_definition_changed_waits(coded: Project, tmp_path: Path) -> None:
    assert coded.questions.to_recode() == ()
    (waiting,) = under(coded, revised(tmp_path, "9.0.0")).to_recode()
    assert (waiting.record.event_id, waiting.term, waiting.changed) == ("IRQ1", "vehicle_bomb", "9.0.0")
    assert waiting.version == load().version


def test_a_definition_that_changed_before_it_was_coded_leaves_nothing(coded: Project, tmp_path: Path) -> None:
    assert under(coded, revised(tmp_path, "0.0.1")).to_recode() == ()


def test_an_event_that_was_looked_at_again_waits_no_more(coded: Project, tmp_path: Path) -> None:
    querying = under(coded, revised(tmp_path, "9.0.0"))
    querying.confirm("vehicle_bomb", ["irq1"], reason="a car all the same")
    assert querying.to_recode() == ()
    coded.history.undo()
    assert len(querying.to_recode()) == 1


def test_a_term_can_be_asked_for_that_does_not_say_since_when(coded: Project, tmp_path: Path) -> None:
    querying = under(coded, revised(tmp_path, "0.0.1"))
    assert [each.record.event_id for each in querying.to_recode("police")] == ["IRQ1"]


def test_a_version_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCodebook, match="changed: must be a version"):
        revised(tmp_path, "soon").vocabulary("weapons").find("knife")


def test_names_are_erased_from_questions(coded: Project) -> None:
    coded.questions.ask("killed", "Does The Northern Front count its own?")
    coded.maintenance.erase_name("The Northern Front", reason="asked for")
    assert "Northern" not in coded.questions.questions()[0].text
    assert coded.history.verify().faults == ()
