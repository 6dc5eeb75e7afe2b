"""The pieces of a sentence that tells of harm: numbers, phrases with a meaning, points, and plain words.

Puts no two pieces together; ``chunks`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from incidents.coder.mentions.casualties.words import Told
from incidents.coder.mentions.numbers import Number
from incidents.coder.mentions.places.tokens import ARABIC_ARTICLES
from incidents.coder.text.sentences import Sentence
from incidents.coder.text.words import Word
from incidents.domain.documents import EVERYONE

NUMBERED, ONE, PEOPLE, NAME, WORD, ADVERB, BREAK = "N", "H", "U", "C", "w", "v", ";"
"""Symbols: people with a number, one person, people without a number, a name; any other word, one that may stand
anywhere, such as a weekday, the end of a clause."""
NOUN, THING, MORE, OF = "u", "t", "e", "o"
"""Symbols of pieces that ``chunks`` puts with others: a noun for people, a thing that is counted, "another", "of"."""
_POINT = re.compile(r"[,;:()\u2014!?]|\u2013(?![A-Z])|(?<![A-Za-z])\u2013|(?<=\s)--?(?=\s)|(?<=\w)--(?=\w)")
"""Points that part clauses; the dash of "IS\u2013Somalia" parts none."""
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\Z", re.IGNORECASE)
_CLAUSE_BEFORE = re.compile(r"(?:before|after|when|while|until|as)\Z", re.IGNORECASE)
_SPEECH, _NAMED_SO = "f", "Said"
"""A symbol, and a word of speech that is a name where it has a capital: "Ahmed Said"."""
_STATE = "IS"  # the Islamic State, and no verb
_ALONE = frozenset({"he", "she"})
_ACRONYM = re.compile(r"\s\([A-Z][\w.&-]{1,12}\)")
"""An aside such as "(UN)", which is no end of a clause."""


class Chunk(NamedTuple):
    """Words at ``[start:end]`` of the sentence's text, and their *symbol*.

    *harm* is set for words of harm, *group* for people, *number* where they are counted; *is_more* for people on top of
    others.
    """

    symbol: str
    start: int
    end: int
    harm: str | None = None
    group: str = EVERYONE
    number: Number | None = None
    is_more: bool = False


def find_pieces(sentence: Sentence, plain: Sequence[Word], told: Told, *, numbers: Iterable[Number]) -> Iterator[Chunk]:
    """Every number, phrase, point and word of *sentence* by itself, in no order; nothing is covered by two of them.

    *plain* are the sentence's words, *told* what its phrases mean, *numbers* those in it.
    """
    text = sentence.text
    taken = [False] * (len(text) + 1)
    for aside in _ACRONYM.finditer(text):
        taken[slice(*aside.span())] = [True] * len(aside.group())
    for number in numbers:
        start, end = number.start - sentence.start, number.end - sentence.start
        taken[start:end] = [True] * (end - start)
        yield Chunk(NUMBERED, start, end, number=number)
    closing = _closing(plain)
    for start, end, meaning in told.meanings:
        if not (taken[start] or taken[end - 1]):
            taken[start:end] = [True] * (end - start)
            is_name = meaning.symbol == _SPEECH and text[start:end] == _NAMED_SO
            is_name = is_name or (text[start:end] == _STATE and not text.isupper())
            symbol = BREAK if start in closing else NAME if is_name and start > 0 else meaning.symbol
            yield Chunk(symbol, start, end, meaning.harm, meaning.group)
    for point in _POINT.finditer(text):
        if not taken[point.start()]:
            yield Chunk("," if point.group() == "," else BREAK, *point.span())
    yield from _plain_words(text, [word for word in plain if not taken[word.start]])


def _closing(words: Sequence[Word]) -> frozenset[int]:
    """Where "before he" begins a clause about somebody else than the people before it."""
    pairs = pairwise(words)
    return frozenset(one.start for one, two in pairs if two.folded in _ALONE and _CLAUSE_BEFORE.match(one.folded))


def _plain_words(text: str, words: Sequence[Word]) -> Iterator[Chunk]:
    shouts = text.isupper()
    for word in words:
        is_capital = word.is_capital or _is_article(text, word)
        is_name = is_capital and word.start > 0 and not shouts and not word.text.isdigit()
        is_day = is_name and _WEEKDAY.match(word.text) is not None
        yield Chunk(ADVERB if is_day else NAME if is_name else WORD, word.start, word.end)


def _is_article(text: str, word: Word) -> bool:
    """True for the "al" of "Hassan al-Ahmad": it belongs to the name."""
    return word.folded in ARABIC_ARTICLES and text.startswith("-", word.end) and text[word.end + 1 :][:1].isupper()
