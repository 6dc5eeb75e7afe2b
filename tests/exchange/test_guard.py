"""Cells that a spreadsheet would run, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.exchange.guard import guard, unguard

SIGNS = st.text(alphabet="'=+-@\t\r\n\uff1da1. ", max_size=6)


@pytest.mark.parametrize("cell", ["=1+1", "+HYPERLINK()", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-33.5", "+7", "-0.5e-3", "a=b", "12", "'quoted'", "; =1"])
def test_numbers_and_plain_text_are_left_alone(cell: str) -> None:
    assert guard(cell) == cell


@given(st.text() | SIGNS)
def test_the_guard_can_be_undone(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(st.text() | SIGNS)
def test_no_guarded_cell_begins_with_a_formula(cell: str) -> None:
    guarded = guard(cell)
    assert guarded[:1] not in set("=+-@\t\r\n") or _is_number(guarded)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
