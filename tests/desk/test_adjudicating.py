"""Two codings become a third and its events, difference by difference; the two stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidents.coder.fields.summary import summarise
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.domain.events import Event
from incidents.domain.team import DONE, RESULT
from incidents.errors import BadUsage, NotFound
from incidents.review.adjudication import LEFT, RIGHT
from incidents.services.forms import BadForm
from incidents.services.project import Project
from incidents.services.review import Case
from tests.builders import cite, make_article, make_event

SEVEN = make_event(
    casualties=(Casualty(KILLED, exactly(7)),), evidence=(cite("wounding nine people", field="killed", value="7"),)
)


def code(desk: Project, by: str, *events: Event) -> None:
    sharing = Project.open(str(desk.database), by=by).assignments
    coding = sharing.begin(make_article())
    for event in events:
        sharing.keep(coding, event)
    sharing.finish(coding)


def waiting(desk: Project) -> Case:
    (case,) = desk.adjudication.cases()
    return case


def test_only_differences_are_asked_about(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    (question,) = waiting(desk).questions
    assert [each.name for each in question.differences] == ["killed", "injured"]


def test_what_both_agree_on_is_settled(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", make_event())
    (question,) = waiting(desk).questions
    assert question.is_settled
    assert desk.adjudication.decide(question, {}, {}) == make_event()


def test_a_value_comes_with_the_words_of_the_one_who_gave_it(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    (question,) = waiting(desk).questions
    killed, injured = question.differences
    event = desk.adjudication.decide(question, {killed: RIGHT, injured: LEFT}, {})
    assert (event.killed.best, event.injured.best) == (7, 9)
    assert [each.quote for each in event.evidence if each.field == "killed"] == ["wounding nine people"]


def test_another_value_may_be_typed(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    (question,) = waiting(desk).questions
    sides = dict.fromkeys(question.differences, LEFT)
    assert desk.adjudication.decide(question, sides, {"killed": "5"}).killed.best == 5
    with pytest.raises(BadForm):
        desk.adjudication.decide(question, sides, {"killed": "many"})


def test_a_summary_that_the_program_wrote_tells_of_the_result(desk: Project) -> None:
    one = make_event()
    code(desk, "amal", replace(one, summary=summarise(one)))
    code(desk, "bilal", replace(SEVEN, summary=summarise(SEVEN)))
    (question,) = waiting(desk).questions
    event = desk.adjudication.decide(question, dict.fromkeys(question.differences, RIGHT), {})
    assert event.summary == summarise(SEVEN)


def test_every_difference_needs_a_decision(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    (question,) = waiting(desk).questions
    with pytest.raises(BadUsage, match=r"nobody decided on 1\.injured"):
        desk.adjudication.decide(question, {question.differences[0]: LEFT}, {})


def test_the_result_is_a_third_coding_and_events_and_the_two_stay(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    assert desk.adjudication.store(waiting(desk), [SEVEN], reason="codebook, 4.2") == ("IRQ1",)
    with desk.open_reader() as reader:
        codings = [(each.coder, each.state, each.events, each.reason) for each in reader.codings()]
        (report,) = reader.reports("IRQ1")
    assert codings[:2] == [("amal", DONE, (make_event(),), None), ("bilal", DONE, (SEVEN,), None)]
    assert codings[2] == ("amal", RESULT, (SEVEN,), "codebook, 4.2")
    assert (report.proposed_by, report.accepted_by) == ("amal and bilal", "amal")
    assert desk.adjudication.cases() == ()
    assert desk.history.verify().faults == ()


def test_adjudicating_is_undone_in_one_step(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    desk.adjudication.store(waiting(desk), [SEVEN], reason="codebook, 4.2")
    desk.history.undo()
    assert waiting(desk).article_id == "1"
    with pytest.raises(NotFound):
        desk.events.get("IRQ1")


def test_nothing_is_stored_without_a_reason(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    with pytest.raises(BadUsage, match="nobody says why"):
        desk.adjudication.store(waiting(desk), [SEVEN], reason=" ")


def test_an_article_that_events_rest_on_is_not_adjudicated_again(desk: Project) -> None:
    code(desk, "amal", make_event())
    code(desk, "bilal", SEVEN)
    desk.coding.accept(make_article(), [make_event()])
    with pytest.raises(BadUsage, match="IRQ1 rest on article 1 already"):
        desk.adjudication.store(waiting(desk), [SEVEN], reason="codebook")


def test_one_coding_alone_does_not_wait(desk: Project) -> None:
    code(desk, "amal", make_event())
    assert desk.adjudication.cases() == ()
    with pytest.raises(NotFound, match="waits for no decision"):
        desk.adjudication.case("1")


def test_a_coding_that_is_not_finished_does_not_count(desk: Project) -> None:
    code(desk, "amal", make_event())
    Project.open(str(desk.database), by="bilal").assignments.begin(make_article())
    assert desk.adjudication.aligned() == ()
