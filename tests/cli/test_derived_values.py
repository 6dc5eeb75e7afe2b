"""What is computed is never typed: no command takes a value for it."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import load
from incidents.services.project import Project
from tests.builders import make_article, make_event
from tests.cli.conftest import Run

DERIVED = sorted({field.name for field in load().fields if field.kind == "derived"})


def test_the_values_that_other_datasets_let_people_type_are_derived_here() -> None:
    assert {"disorder_type", "region"} <= set(DERIVED)


def test_an_edit_of_a_derived_value_is_refused(desk: Project, run: Run) -> None:
    desk.coding.accept(make_article(), [make_event()])
    before = desk.events.get("IRQ1")
    taken = [
        field for field in DERIVED if run("edit", "IRQ1", f"{field}=anything", "--reason", "why not").exit_code != 2
    ]
    assert taken == []
    assert desk.events.get("IRQ1") == before


@pytest.mark.parametrize("field", DERIVED)
def test_no_command_that_stores_an_event_has_an_option_for_a_derived_value(run: Run, field: str) -> None:
    option = f"--{field.replace('_', '-').replace('.', '-')}"
    for command in ("add", "code"):
        assert run(command, option, "anything").exit_code == 2


@pytest.mark.parametrize("field", DERIVED)
def test_no_rule_decides_a_derived_value(field: str) -> None:
    assert all(field not in aspect.keys for aspect in load().aspects)
