"""A coding session: what each act does and stores, taking it back, being cut off, and coding apart from others."""

from __future__ import annotations

import pytest

from incidents.domain.evidence import Evidence
from incidents.domain.suggestions import ACCEPTED, CORRECTED, REJECTED
from incidents.errors import BadOutput, BadUsage
from incidents.review.card import ROWS
from incidents.services.coding_session import CodingSession, start_blind_session
from incidents.services.coding_task import propose
from incidents.services.journal import CHANGED, EMPTIED, LINKED, STORED, Draft, journal_folder, open_journal
from incidents.services.project import Project
from tests.builders import TEXT, make_article, make_event
from tests.services.coding_sessions import Reopen, begin_session, suggest_two

LABELS = [row.label for row in ROWS]


def look(session: CodingSession, label: str) -> None:
    session.focus_row(LABELS.index(label))


def accept_all(session: CodingSession) -> str:
    """Enter until the event is stored; what was said last."""
    told = ""
    for _ in ROWS:
        told = session.accept().text
    return told


def draft_of(session: CodingSession, number: int = 0) -> Draft:
    return session.work.drafts[number]


def test_accepting_goes_on_to_the_next_row(session: CodingSession) -> None:
    assert session.work.row.label == "date"
    session.accept()
    assert session.work.row.label == "place"


def test_after_the_last_row_the_event_is_stored_and_the_next_one_comes(session: CodingSession, desk: Project) -> None:
    assert accept_all(session) == "IRQ1 is stored as a draft"
    assert desk.events.get("IRQ1").status == "draft"
    assert (session.work.event_number, session.work.row.label) == (1, "date")


def test_rows_may_be_accepted_in_any_order(session: CodingSession, desk: Project) -> None:
    look(session, "killed")
    accept_all(session)
    assert desk.events.get("IRQ1").event.killed.best == 4


def test_another_value_is_taken_by_its_number_with_its_words(session: CodingSession) -> None:
    look(session, "type")
    session.take(1)
    event = draft_of(session).event
    assert event.sub_event_type == "Attack"
    assert [each.quote for each in draft_of(session).evidence(ROWS[LABELS.index("type")])] == ["killing four officers"]
    assert draft_of(session).decided["type"] == CHANGED


def test_a_number_without_another_value_is_refused(session: CodingSession) -> None:
    assert session.take(1).is_refusal
    assert session.work.row.label == "date"


def test_what_is_typed_stands_and_loses_the_words_that_said_otherwise(session: CodingSession) -> None:
    look(session, "killed")
    session.fill({"killed": "5"})
    assert draft_of(session).event.killed.best == 5
    assert not draft_of(session).evidence(ROWS[LABELS.index("killed")])


def test_what_cannot_be_read_changes_nothing(session: CodingSession) -> None:
    look(session, "killed")
    assert "write a number" in session.fill({"killed": "few"}).text
    assert draft_of(session).event.killed.best == 4
    assert session.work.row.label == "killed"


def test_typing_what_stands_is_accepting_it(session: CodingSession) -> None:
    look(session, "killed")
    session.fill({"killed": "4"})
    assert draft_of(session).decided["killed"] == "accepted"
    assert draft_of(session).evidence(ROWS[LABELS.index("killed")])


def test_a_row_that_nothing_bears_out_is_emptied(session: CodingSession) -> None:
    look(session, "claim")
    session.empty()
    assert draft_of(session).event.claims == ()
    assert draft_of(session).decided["claim"] == EMPTIED


def test_words_of_the_article_become_the_evidence_of_a_row(session: CodingSession, desk: Project) -> None:
    look(session, "stage")
    start = TEXT.index("went off")
    session.cite(start, start + len("went off"))
    assert session.work.row.label == "stage"
    accept_all(session)
    (report,) = reports(desk, "IRQ1")
    assert [(each.quote, each.proposed_by) for each in report if each.field == "stage"] == [("went off", "amal")]


def test_words_may_be_added_to_those_that_are_there(session: CodingSession) -> None:
    look(session, "killed")
    session.cite(0, 5, is_added=True)
    assert len(draft_of(session).evidence(session.work.row)) == 2
    session.cite(0, 5)
    assert len(draft_of(session).evidence(session.work.row)) == 1


def test_an_event_that_contradicts_itself_is_not_stored_and_its_row_is_opened(
    session: CodingSession, desk: Project
) -> None:
    look(session, "date")
    session.fill({"event_date": "2023-03-20"})
    for _ in range(len(ROWS) - 1):
        reply = session.accept()
    assert reply.is_refusal
    assert session.work.row.label == "date"
    assert list(desk.records()) == []


def test_a_new_event_has_nothing_and_is_the_persons_own(session: CodingSession, desk: Project) -> None:
    session.begin_event()
    look(session, "date")
    session.fill({"event_date": "2023-03-12"})
    reply = session.store()
    assert reply.text.endswith("is stored as a draft")
    stored = draft_of(session, 2).event_id
    assert stored is not None
    assert desk.events.get(stored).event.when is not None


def test_the_rest_of_an_event_is_accepted_at_once(session: CodingSession, desk: Project) -> None:
    session.accept()
    session.store()
    assert [record.event_id for record in desk.records()] == ["IRQ1"]


def test_an_event_that_is_left_out_is_kept_as_a_verdict_when_the_article_is_done(
    session: CodingSession, desk: Project
) -> None:
    session.store()
    session.reject()
    assert verdicts(desk) == [ACCEPTED]
    assert not session.finish().is_refusal
    assert verdicts(desk) == [ACCEPTED, REJECTED]


def test_a_corrected_event_is_kept_as_such(session: CodingSession, desk: Project) -> None:
    session.fill({"event_date": "2023-03-13"})
    session.store()
    assert verdicts(desk) == [CORRECTED]


def test_an_article_is_not_done_while_an_event_is_open(session: CodingSession) -> None:
    assert session.finish().is_refusal


def test_a_settled_event_is_closed(session: CodingSession) -> None:
    session.store()
    session.focus_event(0)
    for act in (
        session.accept,
        session.empty,
        session.reject,
        session.store,
        lambda: session.take(1),
        lambda: session.cite(0, 5),
    ):
        assert "stored already" in act().text


def test_undoing_brings_back_what_was_step_by_step(session: CodingSession) -> None:
    look(session, "killed")
    session.fill({"killed": "5"})
    session.fill({"injured": "1"})
    session.undo()
    assert (draft_of(session).event.killed.best, draft_of(session).event.injured.best) == (5, 9)
    session.undo()
    assert draft_of(session).event.killed.best == 4
    assert session.undo().is_refusal


def test_undone_steps_are_done_again(session: CodingSession) -> None:
    session.fill({"event_date": "2023-03-13"})
    after = session.work
    session.undo()
    session.redo()
    assert session.work == after
    assert session.redo().is_refusal


def test_undoing_takes_a_stored_event_out_of_the_database_again(session: CodingSession, desk: Project) -> None:
    accept_all(session)
    assert session.undo().text == "undone"
    assert list(desk.records()) == []
    assert draft_of(session).is_open
    assert session.work.row.label == "summary"


def test_doing_it_again_stores_it_anew_with_the_last_edit(session: CodingSession, desk: Project) -> None:
    for _ in range(len(ROWS) - 1):
        session.accept()
    session.fill({"summary": "Told anew."})
    session.undo()
    assert session.redo().text.endswith("is stored as a draft")
    assert [record.event.summary for record in desk.records()] == ["Told anew."]


def test_storing_is_not_taken_back_over_the_work_of_others(session: CodingSession, desk: Project) -> None:
    session.store()
    Project.open(str(desk.database), by="bilal").coding.add(make_event())
    reply = session.undo()
    assert reply.is_refusal
    assert "by bilal" in reply.text
    assert draft_of(session).outcome == STORED
    assert desk.events.get("IRQ1").status == "draft"


def test_what_may_be_the_same_is_shown_and_linked(session: CodingSession, desk: Project) -> None:
    session.store()
    again = begin_session(desk, make_article(title="Another outlet's report"))
    assert [each.record.event_id for each in again.candidates()][:1] == ["IRQ1"]
    again.link("IRQ1")
    assert draft_of(again).outcome == LINKED
    assert len(desk.events.get("IRQ1").reports) == 2


def test_linking_is_undone(session: CodingSession, desk: Project) -> None:
    session.store()
    again = begin_session(desk, make_article(title="Another outlet's report"))
    again.link("IRQ1")
    again.undo()
    assert len(desk.events.get("IRQ1").reports) == 1
    assert draft_of(again).is_open


def test_linking_to_what_is_not_there_is_refused(session: CodingSession) -> None:
    assert session.link("IRQ99").is_refusal


def test_keys_and_time_are_counted_but_no_rest(session: CodingSession) -> None:
    moments = iter([10.0, 15.0, 1000.0])
    session.meter.read_clock = lambda: next(moments)
    session.meter.start()
    session.meter.press()
    session.meter.press()
    assert (session.meter.keys, session.meter.seconds) == (2, 125.0)


def test_what_the_article_cost_is_kept_when_it_is_done(session: CodingSession, desk: Project) -> None:
    session.meter.press(14)
    session.fill({"event_date": "2023-03-13"})
    session.store()
    session.reject()
    session.finish()
    (cost,) = desk.effort.costs()
    assert (cost.keys, cost.events, cost.untouched) == (14, 1, round(11 / 12, 3))


def verdicts(desk: Project) -> list[str]:
    with desk.open_reader() as reader:
        return [verdict.decision for verdict in reader.verdicts()]


def reports(desk: Project, event_id: str) -> list[tuple[Evidence, ...]]:
    with desk.open_reader() as reader:
        return [report.account.evidence for report in reader.reports(event_id)]


def work_a_little(session: CodingSession) -> None:
    session.accept()
    session.fill({"place": "Mosul"})
    session.take(1)
    session.cite(0, 5)
    session.accept()


def test_the_work_is_where_it_was(session: CodingSession, reopen: Reopen) -> None:
    work_a_little(session)
    again = reopen()
    assert again.work == session.work
    assert again.history.undo_steps == session.history.undo_steps


def test_what_was_undone_can_still_be_done_again(session: CodingSession, reopen: Reopen) -> None:
    work_a_little(session)
    session.undo()
    session.undo()
    again = reopen()
    again.redo()
    session.redo()
    assert again.work == session.work


def test_keys_and_time_go_on_counting(session: CodingSession, reopen: Reopen) -> None:
    session.meter.press(5)
    session.accept()
    assert reopen().meter.keys == 5


@pytest.mark.parametrize("torn", [0, 1, 40])
@pytest.mark.parametrize("steps", [0, 1, 3])
def test_a_crash_in_a_step_leaves_all_the_steps_before_it(
    session: CodingSession, reopen: Reopen, steps: int, torn: int
) -> None:
    for _ in range(steps):
        session.accept()
    before, path = session.work, session.history.journal.path
    whole = path.stat().st_size if path.exists() else 0
    session.accept()
    path.write_bytes(path.read_bytes()[: whole + torn])
    assert reopen().work == before


def test_who_only_looks_at_an_article_leaves_no_journal(session: CodingSession) -> None:
    session.focus_row(3)
    assert not session.history.journal.path.exists()


def test_a_line_after_a_torn_one_stands_by_itself(session: CodingSession, reopen: Reopen) -> None:
    session.accept()
    path = session.history.journal.path
    path.write_bytes(path.read_bytes()[:-3])
    reopen().accept()
    assert reopen().work.row.label == "place"


def test_an_event_that_was_stored_in_the_moment_of_the_crash_is_not_stored_again(
    session: CodingSession, reopen: Reopen, desk: Project
) -> None:
    session.store()
    path = session.history.journal.path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    again = reopen()
    assert [draft.event_id for draft in again.work.drafts] == ["IRQ1", None]
    assert len(list(desk.records())) == 1
    again.undo()
    assert list(desk.records()) == []


def test_the_journal_goes_when_the_article_is_done(session: CodingSession, desk: Project, reopen: Reopen) -> None:
    session.store()
    session.store()
    session.finish()
    assert list(journal_folder(desk.database).iterdir()) == []
    again = reopen()
    assert (again.task.coded, again.work.drafts) == (("IRQ1", "IRQ2"), ())


def test_two_people_have_a_journal_each(session: CodingSession, desk: Project) -> None:
    session.accept()
    other = begin_session(Project.open(str(desk.database), by="bilal"))
    assert other.work.row.label == "date"


def test_a_journal_that_cannot_be_written_is_said_and_nothing_is_done(
    session: CodingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = session.work

    def refuse(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(BadOutput, match="No space left"):
        session.accept()
    assert session.work == before


def test_a_database_on_a_server_has_its_journals_in_the_state_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/somewhere")
    desk = Project.open("postgresql://amal@example.org/iraq", by="amal")
    journal = open_journal(desk.database, coder="amal", article=make_article().sha256)
    assert str(journal.path).startswith("/somewhere/incidents/")


def code(desk: Project, by: str = "amal", *, turn: int = 1) -> CodingSession:
    """The article on *by*'s session, begun, to be coded apart."""
    own = Project.open(str(desk.database), by=by)
    session = start_blind_session(own, propose(own, make_article(), suggest_two), proposer="the machine", turn=turn)
    session.begin()
    return session


def counts(desk: Project) -> list[tuple[str, str, int]]:
    with desk.open_reader() as reader:
        return [(each.coder, each.state, len(each.events)) for each in reader.codings()]


def test_what_two_accept_is_kept_apart_until_somebody_decides(desk: Project) -> None:
    for by in ("amal", "bilal"):
        session = code(desk, by)
        assert "coding" in session.store().text
        session.reject()
        session.finish()
    assert counts(desk) == [("amal", "done", 1), ("bilal", "done", 1)]
    assert list(desk.records()) == []
    assert [len(case.questions) for case in desk.adjudication.cases()] == [1]


def test_nothing_of_what_is_stored_is_shown(desk: Project) -> None:
    desk.coding.accept(make_article(title="Another report"), [make_event()])
    session = code(desk)
    assert (session.candidates(), session.known_candidates(), session.task.similar) == ((), (), ())
    assert session.link("IRQ1").is_refusal


def test_what_was_accepted_is_taken_back_and_done_again(desk: Project) -> None:
    session = code(desk)
    session.store()
    session.undo()
    assert counts(desk) == [("amal", "open", 0)]
    session.redo()
    assert counts(desk) == [("amal", "open", 1)]


def test_who_was_cut_off_goes_on_and_takes_nothing_in_twice(desk: Project) -> None:
    session = code(desk)
    session.store()
    path = session.history.journal.path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    again = code(desk)
    assert [draft.outcome for draft in again.work.drafts] == ["apart", None]
    again.store()
    again.finish()
    assert counts(desk) == [("amal", "done", 2)]
    assert list(journal_folder(desk.database).iterdir()) == []


def test_a_coding_that_is_done_is_not_opened_again_but_another_turn_is(desk: Project) -> None:
    session = code(desk)
    session.reject()
    session.reject()
    session.finish()
    with pytest.raises(BadUsage, match="in turn 1 already"):
        code(desk)
    code(desk, turn=2).store()
    assert counts(desk) == [("amal", "done", 0), ("amal", "open", 1)]


def test_what_it_cost_is_kept(desk: Project) -> None:
    session = code(desk)
    session.meter.press(7)
    session.store()
    session.store()
    session.finish()
    assert [(cost.by, cost.keys, cost.events) for cost in desk.effort.costs()] == [("amal", 7, 2)]
