"""What was done can be taken back and done again, and nothing that others did since is lost by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.domain.filters import Selection
from incidents.errors import BadUsage, Conflict, NotFound
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.store.conftest import AT, Writing


def code(write: Writing) -> str:
    """One article, one report, one event resting on it."""
    with write() as archive:
        article = archive.add_article(make_article())
        report = archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
        return archive.add_event(make_event(), reports=[report])


def undo(write: Writing, count: int = 1) -> list[int]:
    with write() as archive:
        return [entry.number for entry in archive.undo(count)]


def redo(write: Writing, count: int = 1) -> list[int]:
    with write() as archive:
        return [entry.number for entry in archive.redo(count)]


def test_an_edit_is_undone_and_redone(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    before = reader.record(event_id)
    with write() as archive:
        archive.change_event(event_id, make_event(stage="attempted", weapons=()))
    after = reader.record(event_id)
    assert undo(write) == [2]
    assert (reader.record(event_id).event, reader.record(event_id).version) == (before.event, 3)
    assert redo(write) == [3]
    assert (reader.record(event_id).event, reader.record(event_id).version) == (after.event, 4)


def test_undoing_an_addition_takes_event_report_and_article_away(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    undo(write)
    with pytest.raises(NotFound):
        reader.record(event_id)
    assert reader.find_article(make_article().sha256) is None
    assert reader.reports(event_id) == ()


def test_an_identifier_does_not_come_back_after_its_event_was_undone(write: Writing) -> None:
    code(write)
    undo(write)
    assert code(write) == "IRQ2"


def test_what_was_undone_comes_back_whole(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    before, words = reader.record(event_id), reader.evidence(event_id)
    undo(write)
    redo(write)
    again = reader.record(event_id)
    assert (again.event, again.sources, reader.evidence(event_id)) == (before.event, before.sources, words)
    assert again.version == before.version + 1


def test_several_are_undone_the_newest_first(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    with write() as archive:
        archive.unlink(event_id, "1")
    with write() as archive:
        archive.withdraw(event_id)
    assert undo(write, 2) == [3, 2]
    assert (reader.record(event_id).status, reader.record(event_id).reports) == ("draft", ("1",))


def test_undo_goes_on_where_the_last_undo_stopped(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    for stage in ("attempted", "threatened"):
        with write() as archive:
            archive.change_event(event_id, make_event(stage=stage))
    assert [undo(write), undo(write)] == [[3], [2]]
    assert reader.record(event_id).event.stage == "accomplished"
    assert [redo(write), redo(write)] == [[5], [4]]
    assert reader.record(event_id).event.stage == "threatened"


def test_a_redo_can_be_undone(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    with write() as archive:
        archive.withdraw(event_id)
    assert [undo(write), redo(write), undo(write)] == [[2], [3], [4]]
    assert reader.record(event_id).status == "draft"


def test_when_nothing_stands_there_is_nothing_to_undo(write: Writing) -> None:
    code(write)
    undo(write)
    with pytest.raises(BadUsage, match="there is nothing to undo; nothing was changed"):
        undo(write)


def test_more_than_there_is_undoes_nothing(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    with pytest.raises(BadUsage, match="only 1 of 2 revisions can be undone"):
        undo(write, 2)
    assert reader.record(event_id).version == 1


def test_what_was_changed_since_is_not_redone_over(write: Writing, reader: Reader) -> None:
    event_id = code(write)
    with write() as archive:
        archive.change_event(event_id, make_event(stage="attempted"))
    undo(write)
    with write() as archive:
        archive.change_event(event_id, make_event(summary="later"))
    with pytest.raises(Conflict, match="IRQ1 was changed since, in revision 4; nothing was changed"):
        redo(write)
    assert reader.record(event_id).event.summary == "later"


def test_an_alias_is_undone(write: Writing, reader: Reader) -> None:
    code(write)
    with write() as archive:
        archive.add_alias("The Northern Front", "TNF")
    assert reader.count(Selection(actors=("TNF",))) == 1
    undo(write)
    assert reader.count(Selection(actors=("TNF",))) == 0


@pytest.mark.parametrize(
    "attempt",
    [
        lambda archive: archive.change_event("IRQ1", make_event(stage="attempted")),
        lambda archive: archive.unlink("IRQ1", "1"),
        lambda archive: archive.undo(),
    ],
    ids=["edit", "unlink", "undo"],
)
def test_a_published_event_is_changed_and_undone_only_with_a_reason(
    database: Database, write: Writing, attempt: Callable[[Archive], object]
) -> None:
    event_id = code(write)
    with write() as archive:
        archive.set_status(event_id, "published")
    with (
        pytest.raises(BadUsage, match="IRQ1 is published; nothing was changed\n  say why"),
        Archive.open(database, by="ana", at=AT, command="test") as archive,
    ):
        attempt(archive)
    assert undo(write) == [2]


def test_a_reason_is_asked_for_before_anything_is_looked_through(
    database: Database, write: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = code(write)
    with write() as archive:
        archive.set_status(event_id, "published")
    monkeypatch.setattr("incidents.store.undo.find_description", lambda *_: pytest.fail("an event was looked up"))
    with (
        pytest.raises(BadUsage, match="IRQ1 is published"),
        Archive.open(database, by="ana", at=AT, command="test") as archive,
    ):
        archive.undo()


def test_an_event_that_would_be_published_again_asks_for_a_reason(database: Database, write: Writing) -> None:
    event_id = code(write)
    for status in ("published", "withdrawn"):
        with write() as archive:
            archive.set_status(event_id, status)
    with (
        pytest.raises(BadUsage, match="IRQ1 is published"),
        Archive.open(database, by="ana", at=AT, command="test") as archive,
    ):
        archive.undo()


def test_the_number_of_an_article_is_not_given_again(write: Writing) -> None:
    code(write)
    undo(write)
    with write() as archive:
        assert archive.add_article(make_article(title="Another")).id == "2"
