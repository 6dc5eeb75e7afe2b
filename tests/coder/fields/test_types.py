"""The order in which signs decide the sub-event type."""

from __future__ import annotations

from collections import Counter

import pytest

from incidents.coder.fields.types import Signs, classify


def signs(weapons: str = "", *, acts: dict[str, int], likely_combat: float = 0.2, **flags: bool) -> Signs:
    given = frozenset(weapons.split())
    return Signs(
        acts=Counter(acts), weapons=given, first_weapons=frozenset(), crowd=None, likely_combat=likely_combat, **flags
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (signs("suicide_vest firearm", acts={"suicide": 2, "shooting": 3}), "Suicide bomb"),
        (signs("drone missile", acts={"airstrike": 3}), "Air/drone strike"),
        (signs("rocket", acts={"hit": 3}), "Shelling/artillery/missile attack"),
        (signs("ied", acts={"bombing": 3}), "Remote explosive/landmine/IED"),
        (signs("grenade", acts={"bombing": 3}), "Grenade"),
        (signs("firearm", acts={"shooting": 3}), "Attack"),
        (signs("firearm", acts={"clash": 3}, likely_combat=0.8), "Armed clash"),
        (signs("firearm", acts={"attack": 3}, likely_combat=0.8), "Armed clash"),
        (signs("firearm rocket", acts={"shooting": 3, "attack": 1, "shelling": 6}), "Attack"),
        (signs(acts={"abduction": 3}), "Abduction/forced disappearance"),
        (signs(acts={"protest": 3}, has_crowd=True), "Peaceful protest"),
        (signs("teargas", acts={"protest": 3}, has_crowd=True), "Protest with intervention"),
        (signs("stones", acts={"protest": 3}, has_crowd=True), "Violent demonstration"),
        (signs(acts={"protest": 5, "clash": 1}, has_crowd=True), "Violent demonstration"),
        (signs(acts={"protest": 12, "riot": 1}, has_crowd=True), "Peaceful protest"),
        (signs(acts={"riot": 3}), "Mob violence"),
        (
            signs("firearm", acts={"shooting": 3, "protest": 1}, is_crowd_shot_at=True),
            "Excessive force against protesters",
        ),
        (signs("drone", acts={"intercept": 3}, is_stopped=True), "Disrupted weapons use"),
        (signs(acts={"overtake": 3}), "Non-state actor overtakes territory"),
        (signs(acts={"gain": 3}), "Government regains territory"),
        (signs(acts={"hit": 3}, is_by_military=True), "Air/drone strike"),
        (signs(acts={"arrest": 3}), "Arrests"),
        (signs(acts={}), None),
    ],
)
def test_what_decides(given: Signs, expected: str | None) -> None:
    assert classify(given) == expected
