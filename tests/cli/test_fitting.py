"""Tables for people, as wide as the terminal."""

from __future__ import annotations

import pytest

from incidents.cli.tables import count_fitting


@pytest.mark.parametrize(("width", "fitting"), [(4, 1), (5, 1), (12, 2), (30, 3), (200, 3)])
def test_columns_that_do_not_fit_are_left_out_from_the_right(width: int, fitting: int) -> None:
    columns = [("id", "IRQ1"), ("place", "Mosul"), ("summary", "a long story about what happened")]
    assert count_fitting(columns, width) == fitting
