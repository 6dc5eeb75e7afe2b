"""``incidents add``, ``edit``, ``show``, ``why`` and ``withdraw``."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from incidents.cli.adding import Values
from incidents.review.card import ROWS
from incidents.review.form_fields import FORMATS
from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run

CLASH = ["--date", "2023-02-01", "--country", "Syria", "--sub-event-type", "armed clash", "--killed", "5-9"]
# Fields of the form that another field writes as well.
WRITTEN_ELSEWHERE = {"main", "end_date", "date_precision", "latitude", "longitude"}


@pytest.fixture
def coded(desk: Project) -> Project:
    """A desk at a database with one event, IRQ1, from one article."""
    desk.coding.accept(make_article(), [make_event()])
    return desk


def test_every_field_of_the_form_has_a_flag() -> None:
    assert {field.name for field in fields(Values)} == FORMATS.keys() - WRITTEN_ELSEWHERE


def test_every_row_of_a_card_can_be_edited() -> None:
    assert {field for row in ROWS for field in row.fields} == FORMATS.keys() - WRITTEN_ELSEWHERE


def test_adding_by_flags_stores_a_draft(run: Run) -> None:
    assert run("add", *CLASH).stdout == "SYR1 draft\n"
    event = json.loads(run("show", "SYR1", "--json").stdout)
    assert (event["event_date"], event["country"], event["event_type"]) == ("2023-02-01", "SYR", "Battles")
    assert event["killed"] == {"low": 5, "best": None, "high": 9, "status": "reported"}
    assert event["injured"]["status"] == "not mentioned"


def test_adding_makes_the_database_and_says_so(run: Run) -> None:
    assert "created incidents.db" in run("add", *CLASH).stderr


def test_all_problems_of_a_form_are_told_at_once_by_field(run: Run, desk: Project) -> None:
    result = run("add", "--date", "2023-02-30", "--country", "Irak", "--weapon", "dron", "--killed", "few")
    assert (result.exit_code, result.stdout) == (2, "")
    for said in ("event_date: '2023-02-30'", "'Iraq'", "did you mean 'drone'", "killed: write a number"):
        assert said in result.stderr
    assert list(desk.records()) == []


def test_a_bad_form_makes_no_database(run: Run) -> None:
    assert "created" not in run("add", "--killed", "few").stderr


@pytest.mark.parametrize("option", ["--date", "--weapon", "--country"])
def test_an_event_of_which_nothing_is_known_is_none(run: Run, option: str) -> None:
    refused = run("add", option, "")
    assert refused.exit_code == 2
    assert "of this event nothing is known; nothing was stored" in refused.stderr


def test_adding_nothing_off_a_terminal_is_refused(run: Run) -> None:
    result = run("add")
    assert result.exit_code == 2
    assert "no terminal to ask on" in result.stderr


def test_a_typed_place_gets_its_point_from_the_gazetteer(run: Run) -> None:
    result = run("add", *CLASH, "--place", "Aleppo")
    event = json.loads(run("show", "SYR1", "--json").stdout)
    assert (round(event["latitude"]), round(event["longitude"])) == (36, 37)
    assert "Aleppo is taken to be" in result.stderr


def test_a_typed_point_is_not_overruled(run: Run) -> None:
    run("add", *CLASH, "--place", "Aleppo", "--point", "35.5, 36.5", "--place-precision", "near")
    event = json.loads(run("show", "SYR1", "--json").stdout)
    assert (event["latitude"], event["longitude"], event["place_precision"]) == (35.5, 36.5, "near")


def test_a_place_that_nobody_knows_stays_without_a_point(run: Run) -> None:
    result = run("add", *CLASH, "--place", "Xyzzyville")
    assert json.loads(run("show", "SYR1", "--json").stdout)["latitude"] is None
    assert "the gazetteer has no place called 'Xyzzyville'" in result.stderr


def test_editing_changes_only_what_is_named(run: Run, coded: Project) -> None:
    before = coded.events.get("IRQ1")
    result = run("edit", "IRQ1", "killed=6", "--reason", "a later figure")
    after = coded.events.get("IRQ1")
    assert result.stderr == "changed IRQ1: killed\n"
    assert (after.event.killed.best, after.version) == (6, before.version + 1)
    assert after.event.injured == before.event.injured


def test_an_edit_with_a_bad_value_changes_nothing(run: Run, coded: Project) -> None:
    before = coded.events.get("IRQ1")
    result = run("edit", "IRQ1", "killed=6", "injured=few", "weapons=dron")
    assert result.exit_code == 2
    assert "2 problems\n  injured: " in result.stderr
    assert "did you mean 'drone'" in result.stderr
    assert coded.events.get("IRQ1") == before


def test_an_edit_that_says_the_same_changes_nothing(run: Run, coded: Project) -> None:
    assert run("edit", "IRQ1", "killed=4").stderr == "IRQ1 says so already\n"
    assert coded.events.get("IRQ1").version == 1


def test_an_empty_value_makes_a_field_unknown(run: Run, coded: Project) -> None:
    run("edit", "IRQ1", "killed=")
    assert coded.events.get("IRQ1").event.killed.status == "not mentioned"


def test_a_draft_with_other_faults_can_be_mended_step_by_step(run: Run, desk: Project) -> None:
    desk.coding.add(make_event(event_type="Battles"))
    assert run("edit", "IRQ1", "killed=6").exit_code == 0


@pytest.mark.parametrize("word", ["killed", "=6", "killed 6"])
def test_an_edit_is_written_field_equals_value(run: Run, coded: Project, word: str) -> None:
    result = run("edit", "IRQ1", word)
    assert result.exit_code == 2
    assert f"{word!r} is not FIELD=VALUE" in result.stderr
    assert coded.events.get("IRQ1").version == 1


def test_a_field_that_is_none_is_told_what_it_may_have_been(run: Run, coded: Project) -> None:
    assert "did you mean 'killed'" in run("edit", "IRQ1", "kiled=6").stderr
    assert coded.events.get("IRQ1").version == 1


def test_a_field_is_given_once(run: Run, coded: Project) -> None:
    assert "a field is given twice" in run("edit", "IRQ1", "killed=6", "killed=7").stderr
    assert coded.events.get("IRQ1").version == 1


@pytest.mark.parametrize("command", [["show"], ["why"], ["edit", "killed=1"], ["withdraw", "--reason", "x"]])
@pytest.mark.usefixtures("desk")
def test_an_event_that_is_not_there_is_said_so(run: Run, command: list[str]) -> None:
    result = run(command[0], "IRQ99", *command[1:])
    assert result.exit_code == 1
    assert result.stderr == "incidents: there is no event 'IRQ99'\n  see what is there: incidents query\n"


@pytest.mark.usefixtures("coded")
def test_show_prints_a_card_with_words_and_sources(run: Run) -> None:
    shown = run("show", "IRQ1").stdout
    assert shown.startswith("IRQ1 (draft, version 1)\n")
    assert '"killing four officers"' in shown
    assert "source The Example Courier | 2023-03-15 | Car bomb hits police in Mosul | articles/mosul.txt" in shown


@pytest.mark.usefixtures("coded")
def test_show_json_has_the_keys_of_a_suggestion_and_the_identifier(run: Run) -> None:
    event = json.loads(run("show", "IRQ1", "--json").stdout)
    assert next(iter(event)) == "event_id"
    assert event["event_id"] == "IRQ1"
    assert event["claim"] == {"status": "claimed", "by": ["The Northern Front"], "mode": "statement"}


@pytest.mark.usefixtures("coded")
def test_why_names_words_article_offsets_rule_and_people(run: Run) -> None:
    words = "killing four officers"
    start = make_article().text.index(words)
    shown = run("why", "IRQ1", "killed").stdout
    assert shown.startswith("killed: 4\n")
    assert f'"{words}"' in shown
    assert f"article 1, characters {start} to {start + len(words)}: Car bomb hits police in Mosul" in shown
    assert "rule: as the report says" in shown
    assert "accepted by amal" in shown


@pytest.mark.usefixtures("coded")
def test_why_tells_what_a_person_changed_and_why(run: Run) -> None:
    run("edit", "IRQ1", "killed=6", "--reason", "a later figure", "--by", "bilal")
    shown = run("why", "IRQ1", "killed").stdout
    assert "rule: analyst's choice" in shown
    assert "changed by bilal" in shown
    assert "killed 4 -> 6 (a later figure)" in " ".join(shown.split())


@pytest.mark.usefixtures("coded")
def test_why_without_a_field_goes_through_the_whole_card(run: Run) -> None:
    shown = run("why", "IRQ1").stdout
    assert all(f"{row.label}: " in shown for row in ROWS)


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("field", ["killed.best", "event_date", "date", "claims", "latitude", "Place"])
def test_why_knows_a_field_by_any_of_its_names(run: Run, field: str) -> None:
    assert run("why", "IRQ1", field).exit_code == 0


@pytest.mark.usefixtures("coded")
def test_why_of_a_field_that_is_none_names_what_comes_near(run: Run) -> None:
    result = run("why", "IRQ1", "kiled")
    assert result.exit_code == 2
    assert "did you mean 'killed'" in result.stderr


def test_withdrawing_keeps_the_event_out_of_queries(run: Run, coded: Project) -> None:
    assert run("withdraw", "IRQ1", "--reason", "told twice").stderr == "withdrew IRQ1\n"
    assert run("query", "--json").stdout == ""
    assert coded.events.get("IRQ1").status == "withdrawn"


def test_withdrawing_needs_a_reason(run: Run, coded: Project) -> None:
    result = run("withdraw", "IRQ1")
    assert result.exit_code == 2
    assert "--reason" in result.stderr
    assert coded.events.get("IRQ1").status == "draft"


def test_an_identifier_is_never_used_again(run: Run, coded: Project) -> None:
    run("withdraw", "IRQ1", "--reason", "told twice")
    assert coded.coding.add(make_event()) == "IRQ2"
