"""Values come in the order of their keys, be they many, one or none."""

from __future__ import annotations

import pytest

from incidents.domain.columns import pick_values


@pytest.mark.parametrize("keys", [[], [2], [2, 0], [0, 0, 2]])
def test_values_come_in_the_order_of_their_keys(keys: list[int]) -> None:
    pick = pick_values(keys)
    assert pick("abc") == pick({0: "a", 1: "b", 2: "c"}) == tuple("abc"[key] for key in keys)
