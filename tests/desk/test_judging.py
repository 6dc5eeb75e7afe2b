"""Linking, merging, splitting: the event follows its reports, and each act can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.casualties import Casualty, Count, exactly
from incidents.domain.dates import on
from incidents.domain.documents import INJURED, KILLED, WITHDRAWN
from incidents.domain.events import Event
from incidents.domain.locations import Place
from incidents.errors import BadUsage, NotFound, UnknownTerm
from incidents.services.filters import EventFilters
from incidents.services.project import Project
from incidents.store.reading import Reader
from tests.builders import make_article


def code(desk: Project, killed: int, *, day: int) -> str:
    """An event of one report, from an article of that day of March 2023."""
    event = Event(
        when=on(date(2023, 3, 14)),
        place=Place(country="IRQ", name="Mosul"),
        casualties=(Casualty(KILLED, exactly(killed)), Casualty(INJURED, exactly(9))),
    )
    article = make_article(title=f"{killed} dead", published_on=date(2023, 3, day))
    (event_id,) = desk.coding.accept(article, [event])
    return event_id


def reports_of(desk: Project, event_id: str) -> list[str]:
    with Reader.open(desk.database) as reader:
        return [report.id for report in reader.reports(event_id)]


@pytest.fixture
def two(desk: Project) -> Project:
    """IRQ1 with four dead in report 1, IRQ2 with six in the later report 2."""
    code(desk, 4, day=15)
    code(desk, 6, day=16)
    return desk


def test_a_linked_report_is_followed_and_the_rule_is_told(two: Project) -> None:
    two.reconciliation.link("IRQ1", ["2"])
    assert two.events.get("IRQ1").event.killed == Count(4, 6, 6, "reported")
    assert two.events.explain("IRQ1", "killed").rule == "latest"
    assert two.events.explain("IRQ1", "killed").taken_from == ("2",)


def test_unlinking_takes_linking_back(two: Project) -> None:
    before = two.events.get("IRQ1")
    two.reconciliation.link("IRQ1", ["2"])
    two.reconciliation.unlink("IRQ1", ["2"])
    assert (two.events.get("IRQ1").event, two.events.get("IRQ1").judgements) == (before.event, ())


def test_an_event_is_not_left_without_any_report(two: Project) -> None:
    with pytest.raises(BadUsage, match="no report at all"):
        two.reconciliation.unlink("IRQ1", ["1"])


def test_a_merged_event_leads_to_the_one_that_stays(two: Project) -> None:
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    followed = two.events.get("irq2")
    assert (followed.event_id, followed.asked_as) == ("IRQ1", "IRQ2")
    assert [record.event_id for record in two.records()] == ["IRQ1"]
    assert reports_of(two, "IRQ1") == ["1", "2"]


def test_a_chain_of_mergers_is_followed_to_its_end(two: Project) -> None:
    code(two, 7, day=17)
    two.reconciliation.merge("IRQ2", ["IRQ1"], reason="the same")
    two.reconciliation.merge("IRQ3", ["IRQ1"], reason="all three")
    assert two.events.get("IRQ1").event_id == "IRQ3"
    assert reports_of(two, "IRQ3") == ["1", "2", "3"]


def test_unmerging_takes_merging_back(two: Project) -> None:
    before = [two.events.get(event_id) for event_id in ("IRQ1", "IRQ2")]
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    two.reconciliation.unmerge("IRQ2", reason="two after all")
    after = [two.events.get(event_id) for event_id in ("IRQ1", "IRQ2")]
    assert [(each.event, each.status, each.reports) for each in after] == [
        (each.event, each.status, each.reports) for each in before
    ]


def test_a_report_that_both_had_stays_with_both(two: Project) -> None:
    two.reconciliation.link("IRQ1", ["2"])
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    two.reconciliation.unmerge("IRQ2", reason="two after all")
    assert (reports_of(two, "IRQ1"), reports_of(two, "IRQ2")) == (["1", "2"], ["2"])


def test_what_was_never_merged_cannot_be_unmerged(two: Project) -> None:
    with pytest.raises(NotFound, match="not merged"):
        two.reconciliation.unmerge("IRQ2", reason="by mistake")


def test_an_event_cannot_be_merged_into_itself(two: Project) -> None:
    with pytest.raises(BadUsage, match="into itself"):
        two.reconciliation.merge("IRQ1", ["irq1"], reason="by mistake")


def test_reports_split_off_become_an_event_of_their_own(two: Project) -> None:
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    *_, new = two.reconciliation.split("IRQ1", ["2"], reason="another blast")
    assert (new.event_id, new.after.event.killed) == ("IRQ3", exactly(6))
    assert two.events.get("IRQ1").event.killed == exactly(4)


def test_merging_takes_splitting_back(two: Project) -> None:
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    before = two.events.get("IRQ1")
    *_, new = two.reconciliation.split("IRQ1", ["2"], reason="another blast")
    two.reconciliation.merge("IRQ1", [new.event_id], reason="the same after all")
    after = two.events.get("IRQ1")
    assert (after.event, after.judgements, after.reports) == (before.event, before.judgements, before.reports)


def test_a_trial_tells_what_would_be_and_changes_nothing(two: Project) -> None:
    before = two.events.get("IRQ1")
    outcomes = two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same", is_trial=True)
    assert outcomes[0].after.event.killed.best == 6
    assert two.events.get("IRQ1") == before
    assert two.events.get("IRQ2").status != WITHDRAWN


def test_a_rule_of_ones_own_counts_until_it_is_taken_back(two: Project) -> None:
    two.reconciliation.link("IRQ1", ["2"])
    two.reconciliation.rule("IRQ1", {"killed": "most conservative"}, reason="sources disagree")
    assert two.events.get("IRQ1").event.killed == Count(4, 4, 6, "reported")
    two.reconciliation.rule("IRQ1", {"killed": "default"}, reason="they agree now")
    assert two.events.get("IRQ1").event.killed == Count(4, 6, 6, "reported")


def test_a_rule_that_makes_no_sense_for_a_field_is_refused(two: Project) -> None:
    with pytest.raises(BadUsage, match="makes no sense"):
        two.reconciliation.rule("IRQ1", {"killed": "union"}, reason="why not")
    with pytest.raises(UnknownTerm, match="did you mean 'killed'"):
        two.reconciliation.rule("IRQ1", {"kiled": "lowest"}, reason="why not")


def test_an_edit_stays_and_is_flagged_when_the_reports_move(two: Project) -> None:
    two.events.edit("IRQ1", {"killed": "5"}, reason="the ministry")
    two.reconciliation.link("IRQ1", ["2"])
    record = two.events.get("IRQ1")
    assert record.event.killed == exactly(5)
    assert [each.aspect for each in record.judgements if each.has_moved] == ["killed"]


def test_each_act_is_one_revision_and_one_version(two: Project) -> None:
    two.reconciliation.link("IRQ1", ["2"], reason="the same")
    with Reader.open(two.database) as reader:
        changes = reader.history("IRQ1")
    assert len({change.revision for change in changes}) == 2
    assert {change.command for change in changes} == {"code", "link"}
    assert two.events.get("IRQ1").version == 2


def test_a_query_by_a_merged_identifier_finds_the_event_that_took_its_place(two: Project) -> None:
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    selection = two.events.resolve(EventFilters(id=("irq2",))).selection
    assert [record.event_id for record in two.records(selection)] == ["IRQ1"]


def test_events_that_wait_for_a_second_look_are_listed(two: Project) -> None:
    two.events.edit("IRQ1", {"killed": "5"}, reason="the ministry")
    moved = two.events.resolve(EventFilters(moved=True)).selection
    assert list(two.records(moved)) == []
    two.reconciliation.link("IRQ1", ["2"])
    assert [record.event_id for record in two.records(moved)] == ["IRQ1"]
