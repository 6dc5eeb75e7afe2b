"""Choosing words of an article: a run of words that is moved and stretched word by word, and the characters it covers.

Knows nothing of lines: which word lies under another is for whoever breaks the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

# A word as people point at it, marks and figures within it included; scripts without spaces go letter by letter.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "|[^\\W_]+(?:[-'.,/:\u2019\u2010\u2011][^\\W_]+)*%?"
)
Span = tuple[int, int]


def split(text: str) -> tuple[Span, ...]:
    """Where the words of *text* begin and end."""
    return tuple(found.span() for found in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class Passage:
    """The words from *anchor* to *head*, both included and in either order, by their numbers in *words*."""

    words: tuple[Span, ...]
    anchor: int
    head: int

    @property
    def span(self) -> Span:
        """The characters that are covered."""
        first, last = sorted((self.anchor, self.head))
        return self.words[first][0], self.words[last][1]

    def move(self, step: int) -> Passage:
        """A single word, *step* words on; it stops at either end."""
        head = self._within(self.head + step)
        return replace(self, anchor=head, head=head)

    def extend(self, step: int) -> Passage:
        """The end that moves, *step* words on; the other stays."""
        return replace(self, head=self._within(self.head + step))

    def go(self, word: int, *, is_extending: bool) -> Passage:
        """The word of that number; with *is_extending* all from the anchor to it."""
        head = self._within(word)
        return replace(self, anchor=self.anchor if is_extending else head, head=head)

    def _within(self, word: int) -> int:
        return min(max(word, 0), len(self.words) - 1)


def begin(text: str, near: int) -> Passage | None:
    """The word at or before the character *near*; None in a text without words."""
    words = split(text)
    return None if not words else Passage(words, *[word_at(words, near)] * 2)


def cover(text: str, span: Span) -> Passage | None:
    """The words that *span* covers; None in a text without words."""
    words = split(text)
    if not words:
        return None
    return Passage(words, word_at(words, span[0]), word_at(words, max(span[0], span[1] - 1)))


def word_at(words: tuple[Span, ...], offset: int) -> int:
    """The number of the word at the character *offset*, else of the one before it, else 0."""
    return max(0, bisect_right(words, (offset, len(words) and words[-1][1])) - 1)
