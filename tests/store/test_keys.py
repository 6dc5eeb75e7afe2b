"""Identifiers of events taken apart."""

from __future__ import annotations

import pytest

from incidents.store.keys import parse_key


@pytest.mark.parametrize("text", ["IRQ12", "ZZZ1", "A_B-7"])
def test_a_prefix_and_a_number_are_an_identifier(text: str) -> None:
    parsed = parse_key(text)
    assert parsed is not None
    assert f"{parsed[1]}{parsed[2]}" == parsed[0] == text


@pytest.mark.parametrize(
    "text", ["", "IRQ", "12", "IRQ0", "IRQ01", "irq1", "IRQ1\n", "IRQ\u0661", "IRQ1234567890", "I Q1"]
)
def test_anything_else_is_none(text: str) -> None:
    assert parse_key(text) is None
