"""What a person does to the work: each act, what is stored by it, and taking it back."""

from __future__ import annotations

from incidents.domain.evidence import Evidence
from incidents.domain.verdict import ACCEPTED, CORRECTED, REJECTED
from incidents.review.card import ROWS
from incidents.services.coding_session import CodingSession
from incidents.services.project import Project
from incidents.services.session_state import CHANGED, EMPTIED, LINKED, STORED, Draft
from tests.builders import TEXT, make_article, make_event
from tests.workbench.conftest import lay_on

LABELS = [row.label for row in ROWS]


def look(bench: CodingSession, label: str) -> None:
    bench.look_at_row(LABELS.index(label))


def accept_all(bench: CodingSession) -> str:
    """Enter until the event is stored; what was said last."""
    told = ""
    for _ in ROWS:
        told = bench.accept().text
    return told


def draft_of(bench: CodingSession, number: int = 0) -> Draft:
    return bench.work.drafts[number]


def test_accepting_goes_on_to_the_next_row(bench: CodingSession) -> None:
    assert bench.work.row.label == "date"
    bench.accept()
    assert bench.work.row.label == "place"


def test_after_the_last_row_the_event_is_stored_and_the_next_one_comes(bench: CodingSession, desk: Project) -> None:
    assert accept_all(bench) == "IRQ1 is stored as a draft"
    assert desk.events.get("IRQ1").status == "draft"
    assert (bench.work.at, bench.work.row.label) == (1, "date")


def test_rows_may_be_accepted_in_any_order(bench: CodingSession, desk: Project) -> None:
    look(bench, "killed")
    accept_all(bench)
    assert desk.events.get("IRQ1").event.killed.best == 4


def test_another_value_is_taken_by_its_number_with_its_words(bench: CodingSession) -> None:
    look(bench, "type")
    bench.take(1)
    event = draft_of(bench).event
    assert event.sub_event_type == "Attack"
    assert [each.quote for each in draft_of(bench).evidence(ROWS[LABELS.index("type")])] == ["killing four officers"]
    assert draft_of(bench).decided["type"] == CHANGED


def test_a_number_without_another_value_is_refused(bench: CodingSession) -> None:
    assert bench.take(1).is_refusal
    assert bench.work.row.label == "date"


def test_what_is_typed_stands_and_loses_the_words_that_said_otherwise(bench: CodingSession) -> None:
    look(bench, "killed")
    bench.fill({"killed": "5"})
    assert draft_of(bench).event.killed.best == 5
    assert not draft_of(bench).evidence(ROWS[LABELS.index("killed")])


def test_what_cannot_be_read_changes_nothing(bench: CodingSession) -> None:
    look(bench, "killed")
    assert "write a number" in bench.fill({"killed": "few"}).text
    assert draft_of(bench).event.killed.best == 4
    assert bench.work.row.label == "killed"


def test_typing_what_stands_is_accepting_it(bench: CodingSession) -> None:
    look(bench, "killed")
    bench.fill({"killed": "4"})
    assert draft_of(bench).decided["killed"] == "accepted"
    assert draft_of(bench).evidence(ROWS[LABELS.index("killed")])


def test_a_row_that_nothing_bears_out_is_emptied(bench: CodingSession) -> None:
    look(bench, "claim")
    bench.empty()
    assert draft_of(bench).event.claims == ()
    assert draft_of(bench).decided["claim"] == EMPTIED


def test_words_of_the_article_become_the_evidence_of_a_row(bench: CodingSession, desk: Project) -> None:
    look(bench, "stage")
    start = TEXT.index("went off")
    bench.cite(start, start + len("went off"))
    assert bench.work.row.label == "stage"
    accept_all(bench)
    (report,) = reports(desk, "IRQ1")
    assert [(each.quote, each.proposed_by) for each in report if each.field == "stage"] == [("went off", "amal")]


def test_words_may_be_added_to_those_that_are_there(bench: CodingSession) -> None:
    look(bench, "killed")
    bench.cite(0, 5, is_more=True)
    assert len(draft_of(bench).evidence(bench.work.row)) == 2
    bench.cite(0, 5)
    assert len(draft_of(bench).evidence(bench.work.row)) == 1


def test_an_event_that_contradicts_itself_is_not_stored_and_its_row_is_opened(
    bench: CodingSession, desk: Project
) -> None:
    look(bench, "date")
    bench.fill({"event_date": "2023-03-20"})
    for _ in range(len(ROWS) - 1):
        reply = bench.accept()
    assert reply.is_refusal
    assert bench.work.row.label == "date"
    assert list(desk.records()) == []


def test_a_new_event_has_nothing_and_is_the_persons_own(bench: CodingSession, desk: Project) -> None:
    bench.begin_event()
    look(bench, "date")
    bench.fill({"event_date": "2023-03-12"})
    reply = bench.store()
    assert reply.text.endswith("is stored as a draft")
    stored = draft_of(bench, 2).event_id
    assert stored is not None
    assert desk.events.get(stored).event.when is not None


def test_the_rest_of_an_event_is_accepted_at_once(bench: CodingSession, desk: Project) -> None:
    bench.accept()
    bench.store()
    assert [record.event_id for record in desk.records()] == ["IRQ1"]


def test_an_event_that_is_left_out_is_kept_as_a_verdict_when_the_article_is_done(
    bench: CodingSession, desk: Project
) -> None:
    bench.store()
    bench.reject()
    assert verdicts(desk) == [ACCEPTED]
    assert not bench.finish().is_refusal
    assert verdicts(desk) == [ACCEPTED, REJECTED]


def test_a_corrected_event_is_kept_as_such(bench: CodingSession, desk: Project) -> None:
    bench.fill({"event_date": "2023-03-13"})
    bench.store()
    assert verdicts(desk) == [CORRECTED]


def test_an_article_is_not_done_while_an_event_is_open(bench: CodingSession) -> None:
    assert bench.finish().is_refusal


def test_a_settled_event_is_closed(bench: CodingSession) -> None:
    bench.store()
    bench.look_at_event(0)
    for act in (bench.accept, bench.empty, bench.reject, bench.store, lambda: bench.take(1), lambda: bench.cite(0, 5)):
        assert "stored already" in act().text


def test_undoing_brings_back_what_was_step_by_step(bench: CodingSession) -> None:
    look(bench, "killed")
    bench.fill({"killed": "5"})
    bench.fill({"injured": "1"})
    bench.undo()
    assert (draft_of(bench).event.killed.best, draft_of(bench).event.injured.best) == (5, 9)
    bench.undo()
    assert draft_of(bench).event.killed.best == 4
    assert bench.undo().is_refusal


def test_undone_steps_are_done_again(bench: CodingSession) -> None:
    bench.fill({"event_date": "2023-03-13"})
    after = bench.work
    bench.undo()
    bench.redo()
    assert bench.work == after
    assert bench.redo().is_refusal


def test_undoing_takes_a_stored_event_out_of_the_database_again(bench: CodingSession, desk: Project) -> None:
    accept_all(bench)
    assert bench.undo().text == "undone"
    assert list(desk.records()) == []
    assert draft_of(bench).is_open
    assert bench.work.row.label == "summary"


def test_doing_it_again_stores_it_anew_with_the_last_edit(bench: CodingSession, desk: Project) -> None:
    for _ in range(len(ROWS) - 1):
        bench.accept()
    bench.fill({"summary": "Told anew."})
    bench.undo()
    assert bench.redo().text.endswith("is stored as a draft")
    assert [record.event.summary for record in desk.records()] == ["Told anew."]


def test_storing_is_not_taken_back_over_the_work_of_others(bench: CodingSession, desk: Project) -> None:
    bench.store()
    Project.open(str(desk.database), by="bilal").coding.add(make_event())
    reply = bench.undo()
    assert reply.is_refusal
    assert "by bilal" in reply.text
    assert draft_of(bench).outcome == STORED
    assert desk.events.get("IRQ1").status == "draft"


def test_what_may_be_the_same_is_shown_and_linked(bench: CodingSession, desk: Project) -> None:
    bench.store()
    again = lay_on(desk, make_article(title="Another outlet's report"))
    assert [each.record.event_id for each in again.candidates()][:1] == ["IRQ1"]
    again.link("IRQ1")
    assert draft_of(again).outcome == LINKED
    assert len(desk.events.get("IRQ1").reports) == 2


def test_linking_is_undone(bench: CodingSession, desk: Project) -> None:
    bench.store()
    again = lay_on(desk, make_article(title="Another outlet's report"))
    again.link("IRQ1")
    again.undo()
    assert len(desk.events.get("IRQ1").reports) == 1
    assert draft_of(again).is_open


def test_linking_to_what_is_not_there_is_refused(bench: CodingSession) -> None:
    assert bench.link("IRQ99").is_refusal


def test_keys_and_time_are_counted_but_no_rest(bench: CodingSession) -> None:
    moments = iter([10.0, 15.0, 1000.0])
    bench.meter.read_clock = lambda: next(moments)
    bench.meter.start()
    bench.meter.press()
    bench.meter.press()
    assert (bench.meter.keys, bench.meter.seconds) == (2, 125.0)


def test_what_the_article_cost_is_kept_when_it_is_done(bench: CodingSession, desk: Project) -> None:
    bench.meter.press(14)
    bench.fill({"event_date": "2023-03-13"})
    bench.store()
    bench.reject()
    bench.finish()
    (cost,) = desk.effort.costs()
    assert (cost.keys, cost.events, cost.untouched) == (14, 1, round(11 / 12, 3))


def verdicts(desk: Project) -> list[str]:
    with desk.open_reader() as reader:
        return [verdict.decision for verdict in reader.verdicts()]


def reports(desk: Project, event_id: str) -> list[tuple[Evidence, ...]]:
    with desk.open_reader() as reader:
        return [report.account.evidence for report in reader.reports(event_id)]
