"""Statements on responsibility in one sentence."""

from __future__ import annotations

import pytest

from tests.coder.conftest import ReadSentence


@pytest.mark.parametrize(
    ("text", "status", "by"),
    [
        ("Al-Shabaab claimed responsibility for the bombing.", "claimed", "Al-Shabaab"),
        ("The raid was claimed by Islamic State.", "claimed", "Islamic State"),
        ("No group has claimed responsibility for the attack.", "stated none", None),
        ("Nobody immediately claimed the attack.", "stated none", None),
        ("Hezbollah denied involvement in the rocket fire.", "denied", "Hezbollah"),
        ("The president accused Boko Haram of the massacre.", "suspected", "Boko Haram"),
        ("The Taliban are suspected of the attack.", "suspected", "Taliban"),
    ],
)
def test_a_statement_and_whom_it_is_about(read_sentence: ReadSentence, text: str, status: str, by: str | None) -> None:
    claims = read_sentence(text).claims
    assert [(claim.status, None if claim.by is None else claim.by.name) for claim in claims] == [(status, by)]


@pytest.mark.parametrize(
    "text",
    [
        "The opposition claimed that the vote was rigged.",
        "The minister blamed the weather for the delays.",
        "Protesters accused the mayor.",
    ],
)
def test_other_claims_and_blame_are_no_statement(read_sentence: ReadSentence, text: str) -> None:
    assert read_sentence(text).claims == ()


def test_a_spokesman_speaks_for_the_group_that_is_named_elsewhere(read_sentence: ReadSentence) -> None:
    claim = read_sentence("Spokesman Ali Hassan claimed responsibility for the attack.").claims[0]
    assert claim.by is None
    assert claim.is_pronoun


def test_the_group_is_a_pronoun(read_sentence: ReadSentence) -> None:
    assert read_sentence("The group claimed responsibility on Telegram.").claims[0].is_pronoun


def test_how_it_was_claimed(read_sentence: ReadSentence) -> None:
    assert read_sentence("Islamic State claimed responsibility in a video message.").claims[0].mode == "video"
