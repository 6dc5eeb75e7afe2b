"""``--actor`` finds an actor by any of the names that the registry knows, and by whole words only."""

from __future__ import annotations

import pytest

from incidents.desk import Desk
from incidents.domain.who import Actor
from tests.builders import make_event
from tests.cli.conftest import Run


@pytest.fixture
def events(desk: Desk) -> None:
    """IRQ1 by the Islamic State, IRQ2 by the police of Afghanistan."""
    for name in ("Islamic State", "Police Forces of Afghanistan"):
        desk.add(make_event(actors=(Actor(name, "perpetrator"),), claims=()))


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
