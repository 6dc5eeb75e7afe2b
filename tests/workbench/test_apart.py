"""Two people code one article apart on the bench: nothing of the other is there, and nothing becomes an event."""

from __future__ import annotations

import pytest

from incidents.errors import BadUsage
from incidents.services.coding_session import CodingSession, start_blind_session
from incidents.services.journal import folder_of
from incidents.services.project import Project
from incidents.services.proposals import propose
from tests.builders import make_article, make_event
from tests.workbench.conftest import suggest_two


def code(desk: Project, by: str = "amal", *, turn: int = 1) -> CodingSession:
    """The article on *by*'s bench, begun, to be coded apart."""
    own = Project.open(str(desk.database), by=by)
    bench = start_blind_session(own, propose(own, make_article(), suggest_two), proposer="the machine", turn=turn)
    bench.begin()
    return bench


def counts(desk: Project) -> list[tuple[str, str, int]]:
    with desk.open_reader() as reader:
        return [(each.coder, each.state, len(each.events)) for each in reader.codings()]


def test_what_two_accept_is_kept_apart_until_somebody_decides(desk: Project) -> None:
    for by in ("amal", "bilal"):
        bench = code(desk, by)
        assert "coding" in bench.store().text
        bench.reject()
        bench.finish()
    assert counts(desk) == [("amal", "done", 1), ("bilal", "done", 1)]
    assert list(desk.records()) == []
    assert [len(case.questions) for case in desk.adjudication.cases()] == [1]


def test_nothing_of_what_is_stored_is_shown(desk: Project) -> None:
    desk.coding.accept(make_article(title="Another report"), [make_event()])
    bench = code(desk)
    assert (bench.candidates(), bench.known_candidates(), bench.paper.twins) == ((), (), ())
    assert bench.link("IRQ1").is_refusal


def test_what_was_accepted_is_taken_back_and_done_again(desk: Project) -> None:
    bench = code(desk)
    bench.store()
    bench.undo()
    assert counts(desk) == [("amal", "open", 0)]
    bench.redo()
    assert counts(desk) == [("amal", "open", 1)]


def test_who_was_cut_off_goes_on_and_takes_nothing_in_twice(desk: Project) -> None:
    bench = code(desk)
    bench.store()
    path = bench.past.journal.path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    again = code(desk)
    assert [draft.outcome for draft in again.work.drafts] == ["apart", None]
    again.store()
    again.finish()
    assert counts(desk) == [("amal", "done", 2)]
    assert list(folder_of(desk.database).iterdir()) == []


def test_a_coding_that_is_done_is_not_opened_again_but_another_turn_is(desk: Project) -> None:
    bench = code(desk)
    bench.reject()
    bench.reject()
    bench.finish()
    with pytest.raises(BadUsage, match="in turn 1 already"):
        code(desk)
    code(desk, turn=2).store()
    assert counts(desk) == [("amal", "done", 0), ("amal", "open", 1)]


def test_what_it_cost_is_kept(desk: Project) -> None:
    bench = code(desk)
    bench.meter.press(7)
    bench.store()
    bench.store()
    bench.finish()
    assert [(cost.by, cost.keys, cost.events) for cost in desk.effort.costs()] == [("amal", 7, 2)]
