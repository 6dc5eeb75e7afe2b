"""Being cut off at any moment: what was accepted is there again, and nothing is stored twice."""

from __future__ import annotations

import pytest

from incidents.errors import BadOutput
from incidents.services.coding_session import CodingSession
from incidents.services.journal import folder_of, journal_of
from incidents.services.project import Project
from tests.builders import make_article
from tests.workbench.conftest import Lay, lay_on


def work_a_little(bench: CodingSession) -> None:
    bench.accept()
    bench.fill({"place": "Mosul"})
    bench.take(1)
    bench.cite(0, 5)
    bench.accept()


def test_the_work_is_where_it_was(bench: CodingSession, lay: Lay) -> None:
    work_a_little(bench)
    again = lay()
    assert again.work == bench.work
    assert again.past.before == bench.past.before


def test_what_was_undone_can_still_be_done_again(bench: CodingSession, lay: Lay) -> None:
    work_a_little(bench)
    bench.undo()
    bench.undo()
    again = lay()
    again.redo()
    bench.redo()
    assert again.work == bench.work


def test_keys_and_time_go_on_counting(bench: CodingSession, lay: Lay) -> None:
    bench.meter.press(5)
    bench.accept()
    assert lay().meter.keys == 5


@pytest.mark.parametrize("torn", [0, 1, 40])
@pytest.mark.parametrize("steps", [0, 1, 3])
def test_a_crash_in_a_step_leaves_all_the_steps_before_it(
    bench: CodingSession, lay: Lay, steps: int, torn: int
) -> None:
    for _ in range(steps):
        bench.accept()
    before, path = bench.work, bench.past.journal.path
    whole = path.stat().st_size if path.exists() else 0
    bench.accept()
    path.write_bytes(path.read_bytes()[: whole + torn])
    assert lay().work == before


def test_who_only_looks_at_an_article_leaves_no_journal(bench: CodingSession) -> None:
    bench.look_at_row(3)
    assert not bench.past.journal.path.exists()


def test_a_line_after_a_torn_one_stands_by_itself(bench: CodingSession, lay: Lay) -> None:
    bench.accept()
    path = bench.past.journal.path
    path.write_bytes(path.read_bytes()[:-3])
    lay().accept()
    assert lay().work.row.label == "place"


def test_an_event_that_was_stored_in_the_moment_of_the_crash_is_not_stored_again(
    bench: CodingSession, lay: Lay, desk: Project
) -> None:
    bench.store()
    path = bench.past.journal.path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    again = lay()
    assert [draft.event_id for draft in again.work.drafts] == ["IRQ1", None]
    assert len(list(desk.records())) == 1
    again.undo()
    assert list(desk.records()) == []


def test_the_journal_goes_when_the_article_is_done(bench: CodingSession, desk: Project, lay: Lay) -> None:
    bench.store()
    bench.store()
    bench.finish()
    assert list(folder_of(desk.database).iterdir()) == []
    again = lay()
    assert (again.paper.coded, again.work.drafts) == (("IRQ1", "IRQ2"), ())


def test_two_people_have_a_journal_each(bench: CodingSession, desk: Project) -> None:
    bench.accept()
    other = lay_on(Project.open(str(desk.database), by="bilal"))
    assert other.work.row.label == "date"


def test_a_journal_that_cannot_be_written_is_said_and_nothing_is_done(
    bench: CodingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bench.work

    def refuse(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(BadOutput, match="No space left"):
        bench.accept()
    assert bench.work == before


def test_a_database_on_a_server_has_its_journals_in_the_state_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/somewhere")
    desk = Project.open("postgresql://amal@example.org/iraq", by="amal")
    journal = journal_of(desk.database, coder="amal", article=make_article().sha256)
    assert str(journal.path).startswith("/somewhere/incidents/")
