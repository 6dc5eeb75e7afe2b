from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.weapon import Weapon
from incidents.errors import UnknownTerm
from incidents.review.setting import Setting
from incidents.review.weapons import read_weapons, show_weapons

DEVICES = st.one_of(st.none(), st.integers(0, 500))
WEAPONS = st.builds(Weapon, st.sampled_from(["drone", "rocket", "firearm"]), DEVICES, DEVICES, DEVICES, DEVICES)


def test_devices_are_launched_intercepted_impacted_and_failed_in_that_order(setting: Setting) -> None:
    assert read_weapons("drone:4/2/1/1; rocket", setting) == (
        Weapon("drone", launched=4, intercepted=2, impacted=1, failed=1),
        Weapon("rocket"),
    )


def test_a_number_that_nobody_gave_is_unknown_not_zero(setting: Setting) -> None:
    assert read_weapons("drone: ? / 2", setting) == (Weapon("drone", launched=None, intercepted=2),)


def test_names_and_aliases_are_understood(setting: Setting) -> None:
    assert read_weapons("Suicide Vest", setting) == (Weapon("suicide_vest"),)


def test_a_slip_is_answered_with_what_comes_near(setting: Setting) -> None:
    with pytest.raises(UnknownTerm, match="'rocket'"):
        read_weapons("rockte", setting)


@pytest.mark.parametrize("text", ["drone:1/2/3/4/5", "drone:three", "drone:1:2", ":3", "drone:²", "drone:999999999"])
def test_what_is_not_written_so_is_refused(text: str, setting: Setting) -> None:
    with pytest.raises(ValueError, match=r"is not|too large"):
        read_weapons(text, setting)


@given(weapons=st.lists(WEAPONS))
def test_weapons_are_read_back_as_they_were_shown(weapons: list[Weapon], setting: Setting) -> None:
    assert read_weapons(show_weapons(tuple(weapons)), setting) == tuple(weapons)
