"""Numbers are read as a reader reads them, and what counts nobody is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import load
from incidents.coder.mentions.amounts import read_amount
from incidents.coder.mentions.numbers import Number, NumberWords, find_numbers
from incidents.coder.text.sentences import Sentence

ONES = """
one two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


@pytest.fixture(scope="module")
def words() -> NumberWords:
    return NumberWords.of(load().cues("numbers"))


def find(text: str, words: NumberWords) -> tuple[Number, ...]:
    return find_numbers(Sentence(0, 0, len(text), text, 0), words=words)


@pytest.mark.parametrize(
    ("text", "quote", "bounds"),
    [
        ("killed 12 people", "12", (12, 12, 12)),
        ("killed 4,000 people", "4,000", (4000, 4000, 4000)),
        ("1.2 million people fled", "1.2 million", (1_200_000, 1_200_000, 1_200_000)),
        ("twenty-three men", "twenty-three", (23, 23, 23)),
        ("one hundred and ten others", "one hundred and ten", (110, 110, 110)),
        ("a thousand two hundred and five", "a thousand two hundred and five", (1205, 1205, 1205)),
        ("TWENTY-ONE OTHERS", "TWENTY-ONE", (21, 21, 21)),
        ("a dozen men", "a dozen", (12, 12, 12)),
        ("half a dozen men", "half a dozen", (6, 6, 6)),
        ("two dozen men", "two dozen", (24, 24, 24)),
        ("at least 132 people", "at least 132", (132, 132, None)),
        ("more than a hundred people", "more than a hundred", (100, 100, None)),
        ("up to 20 men", "up to 20", (None, 20, 20)),
        ("as many as 30 men", "as many as 30", (None, 30, 30)),
        ("nearly 100 men", "nearly 100", (None, 100, 100)),
        ("about 100 men", "about 100", (None, 100, None)),
        ("between 10 and 15 men", "between 10 and 15", (10, 10, 15)),
        ("10-15 men", "10-15", (10, 10, 15)),
        ("five to seven men", "five to seven", (5, 5, 7)),
        ("2000 people", "2000", (2000, 2000, 2000)),
    ],
)
def test_numbers_are_read_with_their_bounds(
    text: str, quote: str, bounds: tuple[int | None, int, int | None], words: NumberWords
) -> None:
    (number,) = find(text, words)
    assert number.quote == text[number.start : number.end] == quote
    assert (number.low, number.best, number.high) == bounds
    assert not number.is_estimate


@pytest.mark.parametrize(
    ("word", "bounds"),
    [
        ("several", (3, 3, 9)),
        ("dozens of", (12, 12, 99)),
        ("scores of", (20, 20, 199)),
        ("hundreds", (100, 100, 999)),
        ("a couple of", (2, 2, 3)),
        ("several dozen", (24, 24, 99)),
        ("tens of thousands of", (10_000, 10_000, 99_999)),
    ],
)
def test_words_that_estimate_are_read_by_the_table(word: str, bounds: tuple[int, int, int], words: NumberWords) -> None:
    (number,) = find(f"{word} people", words)
    assert (number.quote, number.low, number.best, number.high, number.is_estimate) == (word, *bounds, True)


@pytest.mark.parametrize(
    "text",
    [
        "in 2009 it burned",
        "Karim Daud, 42, fled",
        "a boy aged 9",
        "girls between the ages of 14 and 18",
        "a 28-year-old man",
        "30 years ago",
        "5 km away",
        "20 percent of them",
        "a rise of 7%",
        "at 10:30 in the morning",
        "at 5 p.m. sharp",
        "it cost $200",
        "on 7 November",
        "on Nov. 7",
        "the 14th brigade",
        "Article 50",
        "Flight 370",
        "no one came",
        "one of the worst days",
        "not as many came",
    ],
)
def test_what_counts_nobody_is_left_out(text: str, words: NumberWords) -> None:
    assert find(text, words) == ()


def test_a_change_is_no_range(words: NumberWords) -> None:
    assert [number.best for number in find("the toll rose from 12 to 15", words)] == [12, 15]


def spell(number: int) -> str:
    """*number*, from 1 to 999,999, in English."""
    if number < 20:
        return ONES.split()[number - 1]
    if number < 100:
        return TENS.split()[number // 10 - 2] + (f"-{ONES.split()[number % 10 - 1]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    joint = " and " if rest < 100 else " "
    return f"{spell(number // size)} {name}" + (f"{joint}{spell(rest)}" if rest else "")


@given(st.integers(1, 999_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert read_amount(spell(number)) == number


@given(number=st.integers(2, 999_999))
def test_a_number_in_words_is_found_whole(number: int) -> None:
    words = NumberWords.of(load().cues("numbers"))
    text = f"It freed {spell(number)} hens."
    assert [(each.best, each.quote) for each in find(text, words)] == [(number, spell(number))]


@given(st.text(alphabet=st.sampled_from("aone two hundred,.-0123456789 and$%"), max_size=80))
def test_every_place_is_exact_and_bounds_rise(text: str) -> None:
    words = NumberWords.of(load().cues("numbers"))
    for number in find(text, words):
        assert text[number.start : number.end] == number.quote
        known = [bound for bound in (number.low, number.best, number.high) if bound is not None]
        assert known == sorted(known)
