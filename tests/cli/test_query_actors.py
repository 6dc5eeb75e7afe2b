"""``--actor`` finds an actor by any of the names that the registry knows, and by whole words only."""

from __future__ import annotations

import pytest

from incidents.domain.events import Actor, Claim
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run


@pytest.fixture
def events(desk: Project) -> None:
    """IRQ1 by the Islamic State, which claims it, IRQ2 by the police of Afghanistan, claimed by nobody."""
    for name, status in (("Islamic State", "claimed"), ("Police Forces of Afghanistan", "denied")):
        desk.coding.add(make_event(actors=(Actor(name, "perpetrator"),), claims=(Claim(status, name),)))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ISIS", "IRQ1"),
        ("Da'esh", "IRQ1"),
        ("IS", "IRQ1"),
        ("islamic state", "IRQ1"),
        ("Afghanistan", "IRQ2"),
        ("ghan", ""),
    ],
)
@pytest.mark.usefixtures("events")
def test_an_actor_is_found_by_every_name_and_whole_words(run: Run, asked: str, found: str) -> None:
    result = run("query", "--actor", asked, "--csv", "--columns", "event_id")
    assert result.stdout.split() == ["event_id", *found.split()]


@pytest.mark.parametrize(
    ("asked", "found"), [("ISIS", "IRQ1"), ("Islamic State", "IRQ1"), ("Afghanistan", ""), ("lam", "")]
)
@pytest.mark.usefixtures("events")
def test_a_claim_is_found_by_every_name_of_the_claimant(run: Run, asked: str, found: str) -> None:
    result = run("query", "--claimed-by", asked, "--csv", "--columns", "event_id")
    assert result.stdout.split() == ["event_id", *found.split()]
