"""Acts and roles: what a sentence says was done, by whom and to whom."""

from __future__ import annotations

import pytest

from incidents.domain.events import PERPETRATOR, TARGET
from tests.coder.conftest import ReadSentence


def kinds(read_sentence: ReadSentence, text: str) -> list[str]:
    return [act.kind for act in read_sentence(text).triggers if act.is_real]


def names(read_sentence: ReadSentence, text: str, role: str) -> list[str]:
    return [found.party.name for found in read_sentence(text).roles if found.role == role]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked a village.", ["attack"]),
        ("The attack on the village lasted an hour.", ["attack"]),
        ("A suicide bombing shook the city.", ["suicide"]),
        ("Rebels shelled the town.", ["shelling"]),
        ("Soldiers clashed with rebels.", ["clash"]),
        ("Students marched to the palace.", ["protest"]),
    ],
)
def test_acts_are_told_by_noun_and_verb(read_sentence: ReadSentence, text: str, expected: list[str]) -> None:
    assert kinds(read_sentence, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The group threatened to attack the capital.",
        "Officials warned of attacks.",
        "The firms struck a deal.",
        "A shark attack closed the beach.",
        "The fair opened on March 12.",
        "Nobody knows whether it was an attack.",
    ],
)
def test_what_did_not_happen_is_no_act(read_sentence: ReadSentence, text: str) -> None:
    assert kinds(read_sentence, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Israeli forces opened fire on a crowd.", "Israeli forces"),
        ("A convoy was ambushed by members of the Balochistan Liberation Army.", "Balochistan Liberation Army"),
        ("Police in the port of Mombasa shot two men.", "Police"),
        ("A Russian drone attack hit the port.", "Russian"),
        ("Suspected Boko Haram fighters raided the camp.", "Boko Haram"),
        ("Sudan's Rapid Support Forces shelled the camp.", "Rapid Support Forces"),
        ("The army said it had killed six rebels.", "army"),
    ],
)
def test_who_did_it(read_sentence: ReadSentence, text: str, name: str) -> None:
    assert name in names(read_sentence, text, PERPETRATOR)


@pytest.mark.parametrize(
    "text",
    [
        "The minister condemned the attack on the village.",
        "An attack on Israeli soldiers killed two.",
        "The United States has condemned a rocket attack on the base.",
        "Two people were killed in Kharkiv, Ukraine, on Friday.",
    ],
)
def test_who_did_not_do_it(read_sentence: ReadSentence, text: str) -> None:
    assert names(read_sentence, text, PERPETRATOR) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen attacked the soldiers.", "soldiers"),
        ("Three policemen were killed.", "policemen"),
        ("Rebels fired rockets at government troops.", "government troops"),
    ],
)
def test_who_suffered_it(read_sentence: ReadSentence, text: str, name: str) -> None:
    assert name in names(read_sentence, text, TARGET)
