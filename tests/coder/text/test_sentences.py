"""Sentences have exact places, and end where a reader would end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.coder.text.sentences import BULLET, DATELINE, HEADING, PROSE, split_paragraphs, split_sentences


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Two died. Three fled.", ["Two died.", "Three fled."]),
        ("Lt. Gen. J. K. Brown spoke. He left.", ["Lt. Gen. J. K. Brown spoke.", "He left."]),
        ("The U.S. Army left. It was late.", ["The U.S. Army left.", "It was late."]),
        ("Troops of the U.S. The rest stayed.", ["Troops of the U.S.", "The rest stayed."]),
        ("It struck on Dec. 2 at noon. No. 5 burned.", ["It struck on Dec. 2 at noon.", "No. 5 burned."]),
        ("It began at 5 a.m. Monday. All ran.", ["It began at 5 a.m. Monday.", "All ran."]),
        ("“We won.” The crowd cheered.", ["“We won.”", "The crowd cheered."]),
        ("“We won.” he said.", ["“We won.” he said."]),
        ("It was ... quiet. Then not… Then a blast.", ["It was ... quiet.", "Then not…", "Then a blast."]),
        ("Who did it? Nobody knows!", ["Who did it?", "Nobody knows!"]),
        ("The wall fell.The street was shut.", ["The wall fell.", "The street was shut."]),
        (
            "It hit at 10.30 local time (07.30 UTC). Five died.",
            ["It hit at 10.30 local time (07.30 UTC).", "Five died."],
        ),
        ("TWO DIED IN THE U.S. ARMY BASE. ONE FLED.", ["TWO DIED IN THE U.S. ARMY BASE.", "ONE FLED."]),
    ],
)
def test_sentences_end_at_their_stop(text: str, sentences: list[str]) -> None:
    assert texts(text) == sentences


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = "The convoy had just left the northern gate of the town when\nthe first shell fell. Nobody was hurt."
    assert texts(text) == [text[: text.index(" Nobody")], "Nobody was hurt."]


def test_a_blank_line_inside_a_sentence_does_not_end_it() -> None:
    assert texts("He said\n\nthat they had left. They had.") == ["He said\n\nthat they had left.", "They had."]


def test_headings_and_bullets_are_told_from_prose() -> None:
    found = split_sentences("Key points\n- One killed\n- Two hurt\n\nA bomb went off near the gate on Monday.")
    assert [(each.text, each.kind, each.paragraph) for each in found] == [
        ("Key points", HEADING, 0),
        ("One killed", BULLET, 0),
        ("Two hurt", BULLET, 0),
        ("A bomb went off near the gate on Monday.", PROSE, 1),
    ]


@pytest.mark.parametrize(
    "lead", ["BAGHDAD (Agency) -", "KABUL, Aug. 5 (Agency) —", "KABUL, Aug 5 -", "NEW TOWN, Farland --"]
)
def test_a_dateline_stands_alone(lead: str) -> None:
    found = split_sentences(f"{lead} Two men were held.")
    assert [(each.text, each.kind) for each in found] == [(lead, DATELINE), ("Two men were held.", PROSE)]


@pytest.mark.parametrize("lead", ["BEIRUT", "SOUTH SUDAN"])
def test_a_dateline_that_lost_its_dash_stands_alone(lead: str) -> None:
    found = split_sentences(f"{lead} Two men were held. They were let go.")
    assert [each.text for each in found] == [lead, "Two men were held.", "They were let go."]


def test_an_abbreviation_that_is_used_again_is_no_dateline() -> None:
    found = split_sentences("NATO Soldiers were held. Two of NATO fled.")
    assert [each.kind for each in found] == [PROSE, PROSE]


def test_paragraphs_are_parted_by_blank_lines() -> None:
    text = "One.\n\nTwo.\n \nThree."
    assert [text[start:end] for start, end in split_paragraphs(text)] == ["One.", "Two.", "Three."]


def test_a_text_without_letters_has_no_sentence() -> None:
    assert split_sentences(" \n\n ... \n--\n") == ()


def test_a_sentence_without_end_is_cut_at_blanks() -> None:
    found = split_sentences("word " * 5_000)
    assert max(len(each.text) for each in found) <= 1_500
    assert all(each.text.startswith("word") and each.text.endswith("word") for each in found)


@given(st.text(alphabet=st.sampled_from("aB.!?…\n \t\"”('-•,;U"), max_size=200))
def test_every_letter_is_in_one_sentence_and_every_place_is_exact(text: str) -> None:
    found = split_sentences(text)
    assert all(text[each.start : each.end] == each.text == each.text.strip() for each in found)
    assert [each.index for each in found] == list(range(len(found)))
    covered = [place for each in found for place in range(each.start, each.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, letter in enumerate(text) if letter.isalnum()} <= set(covered)
