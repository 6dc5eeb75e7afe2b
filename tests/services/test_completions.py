from __future__ import annotations

import pytest

from incidents.codebook.loader import Codebook, load
from incidents.services.forms import offer


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load()


def first(codebook: Codebook, row: str, typed: str) -> str:
    return offer(row, typed, codebook)[0].text


@pytest.mark.parametrize(
    ("row", "typed", "text"),
    [
        ("type", "armd clash", "Armed clash"),
        ("type", "battles", "Battles"),
        ("stage", "attem", "attempted"),
        ("weapons", "dro", "drone"),
        ("weapons", "drone:3; suic", "drone:3; suicide_vest"),
        ("actors", "perp", "perpetrator="),
        ("actors", "perpetrator=Somebody (type=reb", "perpetrator=Somebody (type=rebel"),
        ("targets", "residence=a house (outcome=dam", "residence=a house (outcome=damaged"),
        ("casualties", "abd", "abducted="),
        ("casualties", "injured security", "injured security_forces="),
        ("claim", "claimed by Somebody (vid", "claimed by Somebody (video"),
        ("killed", "unk", "unknown"),
    ],
)
def test_the_likeliest_comes_first(codebook: Codebook, row: str, typed: str, text: str) -> None:
    assert first(codebook, row, typed) == text


def test_every_term_is_listed_when_nothing_is_typed(codebook: Codebook) -> None:
    texts = [choice.text for choice in offer("type", "", codebook)]
    assert texts == [*codebook.vocabulary("sub_event_types").codes, *codebook.vocabulary("event_types").codes]


def test_each_term_says_what_it_means(codebook: Codebook) -> None:
    (choice, *_) = offer("weapons", "firearm", codebook)
    term = codebook.vocabulary("weapons").find("firearm")
    assert term.definition in choice.why
    assert term.example in choice.why


def test_a_known_actor_comes_with_type_and_country(codebook: Codebook) -> None:
    actor = next(iter(codebook.actors))
    (choice, *_) = offer("actors", f"perpetrator={actor.name}", codebook)
    assert choice.text.startswith(f"perpetrator={actor.label} (type={actor.type}")


def test_a_silence_is_written_as_the_form_reads_it(codebook: Codebook) -> None:
    assert {choice.text for choice in offer("killed", "", codebook)} == {"none", "unknown", ""}


@pytest.mark.parametrize(("row", "typed"), [("date", "2021"), ("summary", "On"), ("type", "zzzzqq"), ("killed", "7")])
def test_nothing_is_offered_where_nothing_fits(codebook: Codebook, row: str, typed: str) -> None:
    assert offer(row, typed, codebook) == ()
