"""Whatever is judged or erased, the log stays whole, and undoing takes a judgement back without knowing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from incidents.domain.dates import on
from incidents.services.project import Project
from tests.builders import make_article, make_event

Act = Callable[[Project], object]
ACTS: dict[str, Act] = {
    "link": lambda desk: desk.reconciliation.link("IRQ1", ["2"], reason="the same"),
    "merge": lambda desk: desk.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same"),
    "rule": lambda desk: desk.reconciliation.rule("IRQ1", {"killed": "analyst"}, reason="the hospital"),
    "tell apart": lambda desk: desk.duplicates.tell_apart("IRQ1", "IRQ2"),
    "code into": lambda desk: desk.coding.accept_into(make_article(title="Again"), make_event(evidence=()), "IRQ1"),
}
ERASURES: dict[str, Act] = {
    "an article": lambda desk: desk.maintenance.erase_article("1", reason="court order"),
    "a name": lambda desk: desk.maintenance.erase_name("The Northern Front", reason="a request"),
}


@pytest.fixture
def two(desk: Project) -> Project:
    """Two events, one of them edited."""
    desk.coding.accept(make_article(), [make_event()])
    desk.coding.accept(make_article(title="Blast in Mosul"), [make_event(when=on(date(2023, 3, 15)), evidence=())])
    desk.events.edit("IRQ2", {"killed": "5", "summary": "The Northern Front struck."}, reason="the ministry")
    return desk


@pytest.mark.parametrize("name", sorted(ACTS))
def test_undoing_takes_a_judgement_back_and_all_is_whole(two: Project, name: str) -> None:
    before = list(two.records())
    ACTS[name](two)
    assert two.history.verify().faults == ()
    two.history.undo()
    assert two.history.verify().faults == ()
    after = list(two.records())
    assert [(each.event, each.reports, each.judgements, each.apart) for each in after] == [
        (each.event, each.reports, each.judgements, each.apart) for each in before
    ]


def test_a_split_is_undone_and_all_is_whole(two: Project) -> None:
    two.reconciliation.merge("IRQ1", ["IRQ2"], reason="the same")
    before = two.events.get("IRQ1")
    two.reconciliation.split("IRQ1", ["2"], reason="two after all")
    assert two.history.verify().faults == ()
    two.history.undo()
    assert (two.events.get("IRQ1").event, two.events.get("IRQ1").reports) == (before.event, before.reports)


@pytest.mark.parametrize("name", sorted(ERASURES))
def test_the_log_is_whole_after_words_were_erased(two: Project, name: str) -> None:
    ERASURES[name](two)
    assert two.history.verify().faults == ()
