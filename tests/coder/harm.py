"""The harm that a text tells of, sentence by sentence, read with the codebook that is shipped."""

from __future__ import annotations

from functools import lru_cache

from incidents.codebook.loader import load
from incidents.coder.mentions.casualties.finding import CasualtyMention, CasualtyWords, find_casualties
from incidents.coder.mentions.numbers import NumberWords, find_numbers
from incidents.coder.text.sentences import split_sentences
from incidents.coder.text.words import split_words


def find_harm(text: str) -> list[CasualtyMention]:
    """What each sentence of *text* says."""
    words, numbers = casualty_words(), number_words()
    return [
        mention
        for each in split_sentences(text)
        for mention in find_casualties(
            each, split_words(text, each.start, each.end), words=words, numbers=find_numbers(each, words=numbers)
        )
    ]


@lru_cache(maxsize=1)
def casualty_words() -> CasualtyWords:
    """The word lists of harm, compiled once."""
    groups, statuses = load().vocabulary("casualty_groups"), load().vocabulary("casualty_status")
    return CasualtyWords.of(load().cues("casualties"), groups=groups, statuses=statuses)


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """The word lists of numbers, compiled once."""
    return NumberWords.of(load().cues("numbers"))
