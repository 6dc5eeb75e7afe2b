"""Whole command lines print, exit and write what they did before: see ``play.py`` and the scenarios."""

from __future__ import annotations

import difflib

import pytest

from tests.golden.record import NAMES, kept_path, transcript_of


@pytest.mark.parametrize("name", NAMES)
def test_what_a_user_sees_is_unchanged(name: str) -> None:
    before = kept_path(name).read_text(encoding="utf-8").splitlines()
    after = transcript_of(name).splitlines()
    lines = list(difflib.unified_diff(before, after, "kept", "now", lineterm="", n=2))
    assert not lines, "\n".join([*lines[:200], "if this is meant: python -m tests.golden.record, and the CHANGELOG"])


def test_the_scenarios_are_more_than_a_hundred_command_lines() -> None:
    scenarios = [(kept_path(name).parent.parent / "scenarios" / f"{name}.txt").read_text() for name in NAMES]
    assert sum(text.count("\n$ ") for text in scenarios) > 100
