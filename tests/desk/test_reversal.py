"""Any sequence of acts leaves every standing event as it was when each is followed by its inverse, or undone.

What each step left is what the database says for ever as of that step, and undoing everything leaves nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.domain.events import PERPETRATOR, Actor, Event
from incidents.domain.locations import Place
from incidents.errors import BadUsage
from incidents.review.reconciliation import Reconciler, find_choices
from incidents.services.project import Project
from incidents.store.reading import Reader
from tests.builders import make_article
from tests.store.deeds import ALL

State = dict[str, Any]
Act = Callable[[Project], Callable[[], object]]


def standing(desk: Project) -> State:
    """Every event that is not withdrawn: what it says, its reports, and by which rules, noted or not."""
    with desk.open_reader() as reader:
        records = list(reader.records())
        reports = {record.event_id: reader.reports(record.event_id) for record in records}
    return {
        record.event_id: (
            replace(record.event, evidence=()),
            [report.id for report in reports[record.event_id]],
            find_choices(record.event, record.judgements, Reconciler(reports[record.event_id], desk.rulebook)),
        )
        for record in records
    }


def start(path: Path) -> Project:
    """Three coded events with a report each, and one that a person added without any."""
    desk = Project.open(str(path), by="amal")
    for number in (1, 2, 3):
        event = Event(
            place=Place(country="IRQ", name=f"Place {number}", precision="exact"),
            casualties=(Casualty(KILLED, exactly(number)),),
            actors=(Actor(f"Group {number}", PERPETRATOR),),
        )
        desk.coding.accept(make_article(title=str(number), published_on=date(2023, 3, number)), [event])
    desk.coding.add(Event(place=Place(country="IRQ"), casualties=(Casualty(KILLED, exactly(9)),)))
    return desk


def link(event: int, report: int) -> Act:
    def act(desk: Project) -> Callable[[], object]:
        event_id = pick(desk, event)
        if str(report) in standing(desk)[event_id][1]:
            raise BadUsage("linked already")
        desk.reconciliation.link(event_id, [str(report)])
        return lambda: desk.reconciliation.unlink(event_id, [str(report)])

    return act


def unlink(event: int, number: int) -> Act:
    def act(desk: Project) -> Callable[[], object]:
        event_id = pick(desk, event)
        report = pick_report(desk, event_id, number)
        desk.reconciliation.unlink(event_id, [report])
        return lambda: desk.reconciliation.link(event_id, [report])

    return act


def merge(keep: int, other: int) -> Act:
    def act(desk: Project) -> Callable[[], object]:
        kept, merged = pick(desk, keep), pick(desk, other)
        desk.reconciliation.merge(kept, [merged], reason="the same")
        return lambda: desk.reconciliation.unmerge(merged, reason="two after all")

    return act


def split(event: int, number: int) -> Act:
    def act(desk: Project) -> Callable[[], object]:
        event_id = pick(desk, event)
        outcomes = desk.reconciliation.split(event_id, [pick_report(desk, event_id, number)], reason="another")
        return lambda: desk.reconciliation.merge(event_id, [outcomes[-1].event_id], reason="the same after all")

    return act


def add(killed: int, _number: int) -> Act:
    def act(desk: Project) -> Callable[[], object]:
        event_id = desk.coding.add(Event(place=Place(country="IRQ"), casualties=(Casualty(KILLED, exactly(killed)),)))
        return lambda: desk.events.withdraw(event_id, reason="by mistake")

    return act


def edit(event: int, killed: int) -> Act:
    def act(desk: Project) -> Callable[[], object]:
        event_id = pick(desk, event)
        before = str(desk.events.get(event_id).event.killed.best or "")
        if desk.events.get(event_id).judgements:
            raise BadUsage("a choice has no inverse but undo")
        desk.events.edit(event_id, {"killed": str(killed)})
        return lambda: desk.events.edit(event_id, {"killed": before})

    return act


def pick(desk: Project, number: int) -> str:
    ids = sorted(standing(desk))
    return ids[number % len(ids)]


def pick_report(desk: Project, event_id: str, number: int) -> str:
    reports = standing(desk)[event_id][1]
    if not reports:
        raise BadUsage("no report")
    return str(reports[number % len(reports)])


ACTS = st.sampled_from([link, unlink, merge, split, add, edit])
STEPS = st.lists(st.tuples(ACTS, st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_every_act_can_be_taken_back_whatever_came_before(steps: list[Any], template: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.db"
        shutil.copy(template, path)
        desk = start(path)
        inverses: list[tuple[Callable[[], object], State]] = []
        seen: dict[int, State] = {}
        for make, first, second in steps:
            before = standing(desk)
            seen[last_revision(desk)] = before
            try:
                inverses.append((make(first, second)(desk), before))
            except BadUsage:
                assert standing(desk) == before
        for take_back, before in reversed(inverses):
            take_back()
            assert standing(desk) == before
        for revision, then in seen.items():
            assert standing(desk.at(f"r{revision}")) == then
        undo_everything(desk)


def last_revision(desk: Project) -> int:
    with Reader.open(desk.database) as reader:
        return reader.last_revision()


def undo_everything(desk: Project) -> None:
    """Take back every revision at once, and see that no event is left; the log is whole and can do it all again."""
    count, before = last_revision(desk), standing(desk)
    desk.history.undo(count, reason="all of it")
    with Reader.open(desk.database) as reader:
        assert list(reader.records(ALL)) == []
    assert desk.history.verify().faults == ()
    desk.history.redo(count, reason="after all")
    assert standing(desk) == before
