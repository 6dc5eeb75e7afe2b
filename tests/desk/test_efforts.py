from __future__ import annotations

from incidents.domain.suggestions import DESK, TRIAGE, Effort
from incidents.services.coding import Cost
from incidents.services.project import Project


def test_what_items_cost_is_summed_up_by_person_and_task(desk: Project) -> None:
    for keys, seconds, untouched in ((10, 30.0, 11), (20, 50.0, 12), (90, 400.0, 1)):
        desk.effort.keep(
            Effort(article="a" * 64, task=DESK, keys=keys, seconds=seconds, events=1, rows=12, untouched=untouched)
        )
    other = Project.open(str(desk.database), by="bilal")
    other.effort.keep(Effort(article="b" * 64, task=TRIAGE, keys=1, seconds=4.26))
    assert desk.effort.costs() == (
        Cost(by="amal", task="desk", items=3, events=3, keys=20, seconds=50.0, untouched=round(24 / 36, 3)),
        Cost(by="bilal", task="triage", items=1, events=0, keys=1, seconds=4.3, untouched=None),
    )


def test_it_is_no_history(desk: Project) -> None:
    desk.effort.keep(Effort(article="a" * 64, task=DESK, keys=1, seconds=1.0))
    assert list(desk.history.log()) == []
    assert desk.history.verify().faults == ()
