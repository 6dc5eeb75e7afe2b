"""Looking back from a desk: what was done, what was said then, what differs, and taking it back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from incidents.domain.casualties import exactly
from incidents.domain.filters import Moment, Selection
from incidents.errors import BadUsage, NotFound
from incidents.services.filters import EventFilters
from incidents.services.history import read_end, read_moment, read_start
from incidents.services.project import Project
from incidents.store.archive import Archive
from tests.builders import make_article, make_event

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def two(desk: Project) -> Project:
    """Two events of two articles."""
    for title in ("One", "Two"):
        desk.coding.accept(make_article(title=title), [make_event(summary=title)])
    return desk


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2026-03-01", Moment(instant="2026-03-01T23:59:59Z")),
        ("yesterday", Moment(instant="2026-03-01T23:59:59Z")),
        ("today", Moment(instant="2026-03-02T23:59:59Z")),
        ("2026-03-01T12:30", Moment(instant="2026-03-01T12:30:00Z")),
        ("2026-03-01T12:30+02:00", Moment(instant="2026-03-01T10:30:00Z")),
        ("r17", Moment(revision=17)),
    ],
)
def test_a_moment_is_a_whole_day_an_instant_or_a_revision(words: str, moment: Moment) -> None:
    assert read_moment(words, NOW) == moment


@pytest.mark.parametrize("words", ["", "soon", "2026-13-01", "r", "9999-99-99", "0001-01-01T00:00+14:00"])
def test_what_is_no_moment_is_told(words: str) -> None:
    with pytest.raises(BadUsage, match="is no moment"):
        read_moment(words, NOW)


def test_a_moment_to_come_is_refused() -> None:
    with pytest.raises(BadUsage, match="is still to come"):
        read_moment("2026-03-03", NOW)


def test_a_day_is_whole() -> None:
    assert (read_start("2026-03-01", NOW), read_end("2026-03-01", NOW)) == (
        "2026-03-01T00:00:00Z",
        "2026-03-01T23:59:59Z",
    )


def test_a_desk_at_a_past_moment_reads_what_was_said_then(two: Project) -> None:
    two.events.edit("IRQ1", {"killed": "5"}, reason="later")
    two.events.withdraw("IRQ2", reason="the same")
    then = two.at("r2")
    assert [record.event.killed for record in then.records()] == [exactly(4), exactly(4)]
    assert then.events.get("IRQ1").version == 1
    assert then.events.explain("IRQ1", "killed").changes == ()
    assert then.events.resolve(EventFilters(country=("Iraq",))).notes == ()


def test_what_is_merged_can_be_undone_and_redone(two: Project) -> None:
    before = [two.events.get(event_id) for event_id in ("IRQ1", "IRQ2")]
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    merged = two.events.get("IRQ2")
    assert merged.event_id == "IRQ1"
    two.history.undo()
    assert [(record.event, record.reports, record.judgements) for record in map(two.events.get, ("IRQ1", "IRQ2"))] == [
        (record.event, record.reports, record.judgements) for record in before
    ]
    two.history.redo()
    assert (two.events.get("IRQ2").event_id, two.events.get("IRQ1").reports) == ("IRQ1", merged.reports)
    assert two.history.verify().faults == ()


def test_what_is_split_can_be_undone(two: Project) -> None:
    two.reconciliation.link("IRQ1", ["2"])
    before = two.events.get("IRQ1")
    two.reconciliation.split("IRQ1", ["2"], reason="another")
    assert two.events.get("IRQ3").reports == ("2",)
    two.history.undo()
    with pytest.raises(NotFound, match=r"IRQ3 is there no more: undo by amal, .*, revision 5"):
        two.events.get("IRQ3")
    assert (two.events.get("IRQ1").event, two.events.get("IRQ1").reports) == (before.event, before.reports)
    assert two.history.verify().faults == ()


def test_a_difference_is_told_by_event_and_field_with_the_reason(two: Project) -> None:
    two.events.edit("IRQ1", {"killed": "5", "stage": "attempted"}, reason="the ministry's figure")
    two.coding.add(make_event())
    two.events.withdraw("IRQ2", reason="never happened")
    told = {difference.event_id: difference for difference in two.history.compare("r2", "today")}
    assert [(key, told[key].what) for key in told] == [("IRQ1", "changed"), ("IRQ2", "withdrawn"), ("IRQ3", "added")]
    killed = next(each for each in told["IRQ1"].fields if each.field == "killed")
    assert (killed.old["best"], killed.new["best"], killed.by, killed.reasons) == (
        4,
        5,
        ("amal",),
        ("the ministry's figure",),
    )
    assert told["IRQ2"].reasons == ("never happened",)


def test_a_merged_event_and_a_removed_one_are_told_apart(two: Project) -> None:
    two.coding.add(make_event())
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    told = {each.event_id: (each.what, each.into) for each in two.history.compare("r3", "r4")}
    assert told["IRQ2"] == ("merged", "IRQ1")
    two.history.undo(2)
    assert [(each.event_id, each.what) for each in two.history.compare("r3", "today")] == [("IRQ3", "removed")]


def test_two_moments_of_which_nothing_happened_in_between_do_not_differ(two: Project) -> None:
    two.events.edit("IRQ1", {"killed": "5"})
    two.history.undo()
    assert list(two.history.compare("r2", "today")) == []


def test_the_log_is_told_the_latest_first_and_by_what_is_asked(two: Project) -> None:
    two.events.edit("IRQ1", {"killed": "5"}, reason="later")
    assert {change.revision for change in two.history.log(command="edit")} == {3}
    assert {change.revision for change in two.history.log(limit=2)} == {2, 3}
    assert next(iter(two.history.log())).revision == 3
    assert list(two.history.log(by="ben")) == []
    assert list(two.history.log(until="2020-01-01")) == []


def test_the_history_of_an_event_outlives_it(two: Project) -> None:
    two.history.undo()
    assert [change.action for change in two.history.of("IRQ2")] == ["added", "removed"]
    with pytest.raises(NotFound, match="there is no event 'IRQ9'"):
        two.history.of("IRQ9")


def test_a_published_event_is_edited_only_with_a_reason(two: Project) -> None:
    with Archive.open(two.database, by="amal", at=NOW, command="publish") as archive:
        archive.set_status("IRQ1", "published")
    with pytest.raises(BadUsage, match="IRQ1 is published; nothing was changed"):
        two.events.edit("IRQ1", {"killed": "5"})
    two.events.edit("IRQ1", {"killed": "5"}, reason="the ministry's figure")
    assert [record.event.killed for record in two.records(Selection(event_ids=("IRQ1",)))] == [exactly(5)]
