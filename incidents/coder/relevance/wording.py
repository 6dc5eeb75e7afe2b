"""The words of an opening as named features: single words, and pairs that stand together, of title and first sentences.

They tell what the finders do not know by name ("rubber bullets", "overturned on a"). Names are left out: what was told
of a country is no evidence for the next thing that is told of it. Weighs nothing: ``judging`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from incidents.coder.reading import Reading
from incidents.coder.text.words import Word, split_words

SAID = "said "
"""What the names of these features begin with."""
_WEIGHT = 0.5  # of a word: there are many, and a fit that holds all weights down holds these down more
_OPENING = 3  # sentences


def describe_wording(readings: Sequence[Reading]) -> Mapping[str, float]:
    """The features of an article, each word and each pair of words once."""
    title = readings[0].whole.article.title if readings else None
    passages = [_of_title(split_words(title or "")), *(_of_sentence(each.words) for each in readings[:_OPENING])]
    return {f"{SAID}{said}": _WEIGHT for passage in passages for said in _say(passage)}


def _say(words: Sequence[str | None]) -> Iterator[str]:
    """The words and the pairs; None stands for a name or a number, over which no pair goes."""
    yield from filter(None, words)
    yield from (f"{one} {other}" for one, other in pairwise(words) if one and other)


def _of_sentence(words: Sequence[Word]) -> list[str | None]:
    return [None if place and word.is_capital else _plain(word) for place, word in enumerate(words)]


def _of_title(words: Sequence[Word]) -> list[str | None]:
    """Those of a title, in which capitals tell names only where not most words have one."""
    is_in_capitals = 2 * sum(word.is_capital for word in words) > len(words)
    return list(map(_plain, words)) if is_in_capitals else _of_sentence(words)


def _plain(word: Word) -> str | None:
    return word.folded if word.folded.isalpha() and len(word.folded) > 1 else None
