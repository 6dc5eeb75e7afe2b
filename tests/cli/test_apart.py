"""``assign``, ``code --blind`` and ``--assigned``, ``adjudicate`` and ``agree``: two people and one article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.domain.articles import SELECTED
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run

LAHORE = Place(country="PAK", name="Lahore", latitude=31.55, longitude=74.34)


@pytest.fixture
def waiting(desk: Project) -> Project:
    """One article that triage selected."""
    desk.articles.add(make_article(), origin="feed")
    desk.articles.decide(["1"], SELECTED)
    return desk


@pytest.fixture
def doubled(waiting: Project) -> Project:
    """The article, coded by two who differ on the dead; the second has one more event."""
    for by, events in (
        ("amal", [make_event()]),
        ("bilal", [make_event(casualties=(Casualty(KILLED, exactly(7)),)), make_event(place=LAHORE)]),
    ):
        sharing = Project.open(str(waiting.database), by=by).assignments
        coding = sharing.begin(make_article())
        for event in events:
            sharing.keep(coding, event)
        sharing.finish(coding)
    return waiting


def test_articles_are_assigned_and_listed(run: Run, waiting: Project) -> None:
    assert run("assign", "amal", "bilal", "--double", "1").stderr == (
        "1 article, 1 of them for two coders: amal 1, bilal 1\n"
    )
    held = [json.loads(line) for line in run("assign", "--list", "--json").stdout.splitlines()]
    assert [(each["article"], each["coder"], each["mode"]) for each in held] == [
        ("1", "amal", "double"),
        ("1", "bilal", "double"),
    ]
    assert run("assign", "--release", "1").stderr == "ended 2 assignments\n"
    assert waiting.assignments.assignments() == () or run("assign", "--list").stdout == ""


def test_when_nothing_waits_it_says_what_to_type(run: Run, desk: Project) -> None:
    told = run("assign", "amal", "bilal").stderr
    assert told.startswith("nothing to share: no article is selected")
    assert "incidents triage" in told
    assert desk.assignments.assignments() == ()


@pytest.mark.parametrize("words", [["amal=x"], ["amal", "amal"], ["=2"], []])
def test_who_codes_is_named_once_with_a_share(run: Run, waiting: Project, words: list[str]) -> None:
    assert run("assign", *words).exit_code == 2
    assert waiting.assignments.assignments() == ()


def test_what_is_assigned_to_two_is_coded_apart(run: Run, waiting: Project) -> None:
    run("assign", "amal", "bilal", "--double", "1")
    first = run("code", "--assigned", "--accept")
    assert first.stdout == "coding 1 done\n"
    second = run("code", "--assigned", "--accept", "--by", "bilal")
    assert (second.stdout, "may be the same" in second.stderr) == ("coding 2 done\n", False)
    assert run("query").stdout == ""
    assert [len(case.questions) for case in waiting.adjudication.cases()] == [1]


def test_an_article_that_is_anothers_is_refused(run: Run, waiting: Project, article: str) -> None:
    run("assign", "bilal")
    refused = run("code", article, "--accept")
    assert refused.exit_code == 1
    assert "is assigned to bilal until" in refused.stderr
    assert list(waiting.records()) == []


def test_coding_blind_tells_nothing_of_what_is_stored(run: Run, desk: Project, article: str) -> None:
    run("code", article, "--accept")
    told = run("code", article, "--accept", "--blind", "--by", "bilal")
    assert "IRQ1" not in told.stdout + told.stderr
    assert "coded already" not in told.stderr
    assert [record.event_id for record in desk.records()] == ["IRQ1"]


def test_code_wants_sources_or_what_is_assigned(run: Run, desk: Project) -> None:
    assert run("code", "--accept").exit_code == 2
    assert run("code", "a.txt", "--accept", "--blind", "--into", "IRQ1").exit_code == 2
    assert list(desk.records()) == []


def test_what_waits_for_a_decision_is_listed(run: Run, doubled: Project) -> None:
    assert doubled.adjudication.cases()
    assert run("adjudicate").stdout.startswith("1 amal and bilal: 2 differences, 1 event of one only")
    (case,) = map(json.loads, run("adjudicate", "--json").stdout.splitlines())
    assert case["events"][0]["differences"]["killed"]["right"]["killed"]["best"] == 7


def test_every_difference_is_decided_and_becomes_an_event(run: Run, doubled: Project) -> None:
    told = run("adjudicate", "1", "1.killed=right", "1.injured=12", "2=drop", "--reason", "the hospital's list")
    assert (told.stdout, told.exit_code) == ("IRQ1 draft\n", 0)
    event = doubled.events.get("IRQ1").event
    assert (event.killed.best, event.injured.best) == (7, 12)
    assert run("adjudicate").stderr == "nothing waits for a decision\n"


@pytest.mark.parametrize(
    ("decisions", "told"),
    [
        (["1.killed=right", "2=drop"], "nobody decided on 1.injured"),
        (["1.killed=right", "1.injured=left"], "nobody decided on event 2"),
        (["1.killed=right", "1.injured=left", "2=drop", "1.stage=left"], "both say the same of stage"),
        (["1.killed=many", "1.injured=left", "2=drop"], "killed"),
        (["3=drop"], "decides nothing here"),
        (["2=perhaps"], "neither keep nor drop"),
        ([], "nobody decided on 1.killed, 1.injured"),
    ],
)
def test_what_is_not_decided_or_not_possible_stores_nothing(
    run: Run, doubled: Project, decisions: list[str], told: str
) -> None:
    refused = run("adjudicate", "1", *decisions, "--reason", "because")
    assert refused.exit_code == 2
    assert told in refused.stderr
    assert list(doubled.records()) == []


def test_agreement_of_what_two_coded_in_the_database(run: Run, doubled: Project) -> None:
    document = json.loads(run("agree", "--json").stdout)
    assert (document["coders"], document["articles"]) == (["amal", "bilal"], 1)
    assert document["events"]["events"]["raw"]["value"] == pytest.approx(2 / 3, abs=0.001)
    assert run("agree", "--gate").exit_code == 3
    assert doubled.adjudication.cases()


def test_without_double_codings_agree_says_how_to_draw_some(run: Run, desk: Project) -> None:
    refused = run("agree")
    assert (refused.exit_code, "incidents assign" in refused.stderr) == (1, True)
    assert Path(str(desk.database)).is_file()


def test_what_two_coded_the_same_is_taken_over_in_one_step(run: Run, doubled: Project) -> None:
    for title in ("Another", "A third"):
        for by in ("amal", "bilal"):
            sharing = Project.open(str(doubled.database), by=by).assignments
            coding = sharing.begin(make_article(title=title))
            if title == "Another":
                sharing.keep(coding, make_event())
            sharing.finish(coding)
    told = run("adjudicate", "--agreed")
    assert told.stdout == "IRQ1 draft\n"
    assert "took over 2 articles that two coded the same: 1 event" in told.stderr
    assert "1 article left to decide on" in told.stderr
    assert [case.article_id for case in doubled.adjudication.cases()] == ["1"]
    with doubled.open_reader() as reader:
        assert {each.reason for each in reader.codings() if each.state == "result"} == {"both coded the same"}
    assert "took over 0 articles" in run("adjudicate", "--agreed").stderr
    assert run("adjudicate", "1", "--agreed").exit_code == 2
