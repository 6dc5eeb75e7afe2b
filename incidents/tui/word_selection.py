"""Selecting words of an article: a run of words that keys move and extend, by words or by lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from incidents.tui.wrapping import WrappedText

# A word as people point at it, with the marks and numbers in it; scripts without spaces go letter by letter.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "|[^\\W_]+(?:[-'.,/:\u2019\u2010\u2011][^\\W_]+)*%?"
)
Span = tuple[int, int]

# How far an action moves, in words or in lines, and whether it extends the selection.
_BY_WORDS: Mapping[str, tuple[int, bool]] = {
    "right": (1, False),
    "left": (-1, False),
    "extend_right": (1, True),
    "extend_left": (-1, True),
}
_BY_LINES: Mapping[str, tuple[int, bool]] = {
    "line_down": (1, False),
    "line_up": (-1, False),
    "extend_down": (1, True),
    "extend_up": (-1, True),
}


def find_words(text: str) -> tuple[Span, ...]:
    """Return where the words of *text* begin and end."""
    return tuple(found.span() for found in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class WordSelection:
    """The words from *anchor* to *head*, both included and in either order, by their numbers in *words*."""

    words: tuple[Span, ...]
    anchor: int
    head: int

    @property
    def span(self) -> Span:
        """The selected characters."""
        first, last = sorted((self.anchor, self.head))
        return self.words[first][0], self.words[last][1]

    def move(self, step: int) -> WordSelection:
        """Select a single word, *step* words on; stop at either end."""
        return self.go(self.head + step, is_extending=False)

    def extend(self, step: int) -> WordSelection:
        """Move the head by *step* words; the anchor stays."""
        return self.go(self.head + step, is_extending=True)

    def go(self, word: int, *, is_extending: bool) -> WordSelection:
        """Select the word of that number; with *is_extending* all words from the anchor to it."""
        head = min(max(word, 0), len(self.words) - 1)
        return replace(self, anchor=self.anchor if is_extending else head, head=head)

    def act(self, action: str, text: WrappedText) -> WordSelection:
        """Return the selection after an action of ``keys.WORDS``; *text* is the article as its pane shows it."""
        if action in _BY_WORDS:
            step, is_extending = _BY_WORDS[action]
            return self.go(self.head + step, is_extending=is_extending)
        step, is_extending = _BY_LINES[action]
        start, _ = self.words[self.head]
        line = min(max(text.line_of(start) + step, 0), len(text.lines) - 1)
        offset = text.offset_at(line, text.column_of(start))
        return self.go(_word_at(self.words, offset), is_extending=is_extending)


def select_word(text: str, near: int) -> WordSelection | None:
    """Select the word at or before the character *near*; return None for a text without words."""
    words = find_words(text)
    return None if not words else WordSelection(words, *[_word_at(words, near)] * 2)


def select_span(text: str, span: Span) -> WordSelection | None:
    """Select the words in *span*; return None for a text without words."""
    words = find_words(text)
    if not words:
        return None
    return WordSelection(words, _word_at(words, span[0]), _word_at(words, max(span[0], span[1] - 1)))


def _word_at(words: tuple[Span, ...], offset: int) -> int:
    """Return the number of the word at the character *offset*, else of the one before it, else 0."""
    return max(0, bisect_right(words, (offset, len(words) and words[-1][1])) - 1)
