"""Devices counted: launched, intercepted, failed, impacted."""

from __future__ import annotations

import pytest

from incidents.coder.mentions.devices import add_up
from incidents.domain.events import Weapon
from tests.coder.conftest import ReadSentence


def counted(read_sentence: ReadSentence, code: str, *texts: str) -> Weapon:
    readings = [read_sentence(text) for text in texts]
    salvos = [salvo for reading in readings for salvo in reading.salvos if salvo.weapon.code == code]
    shares = [share for reading in readings for share in reading.shares if not any(s.shares for s in reading.salvos)]
    return add_up(code, salvos, shares)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Six drones were shot down."], Weapon("drone", 6, 6)),
        (["Three drones, two of which were intercepted, flew in."], Weapon("drone", 3, 2)),
        (["A drone hit the hall.", "Two other drones were intercepted."], Weapon("drone", 3, 2, None, 1)),
        (["A drone hit the hall.", "The drone hit the hall."], Weapon("drone", 1, None, None, 1)),
    ],
)
def test_drones(read_sentence: ReadSentence, texts: list[str], expected: Weapon) -> None:
    assert counted(read_sentence, "drone", *texts) == expected


def test_a_share_before_the_whole(read_sentence: ReadSentence) -> None:
    text = "Soldiers shot down three of four rockets."
    assert counted(read_sentence, "rocket", text) == Weapon("rocket", 4, 3)


def test_shares_told_in_later_sentences(read_sentence: ReadSentence) -> None:
    texts = ("Four rockets were fired at the base.", "Three of them were shot down.", "The fourth hit a shed.")
    assert counted(read_sentence, "rocket", *texts).intercepted == 3
    assert counted(read_sentence, "rocket", *texts).impacted == 1


def test_an_attack_is_no_device(read_sentence: ReadSentence) -> None:
    assert [weapon.count for weapon in read_sentence("A drone attack on the port.").weapons] == [None]


@pytest.mark.parametrize(
    "text",
    ["Police seized 40 rifles.", "The bomb threat was a hoax.", "The men carried toy guns.", "Talks on arms control."],
)
def test_what_was_not_used_is_no_weapon(read_sentence: ReadSentence, text: str) -> None:
    assert read_sentence(text).weapons == ()
