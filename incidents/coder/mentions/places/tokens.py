"""A sentence as the words of which names are made.

Hyphens part words, inner apostrophes and the dots of "U.S." do not. Does not know what any word means.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from incidents.geo.names import SIGNS

_LETTERS = f"(?:[^\\W_]+|[{SIGNS}]+)+"
# A plain word first, as most are: quicker, and the same words.
_PLAIN = f"[a-z]+(?![\\w{SIGNS}'\u2018\u2019\u02bc])"
_TOKEN = re.compile(f"({_PLAIN}|(?:[A-Z]\\.){{2,}}|{_LETTERS}(?:['\u2018\u2019\u02bc](?!s\\b){_LETTERS})*)")
_NEW = tuple.__new__
_JOINS = frozenset((" ", "-", "\u2010", "\u2011", "'", "\u2019", "\u02bc", ". ", "\n", "\u00a0"))
_BLANKS = frozenset((" ", "\n", "\u00a0"))
_HYPHENS = frozenset("-\u2010\u2011")
_APOSTROPHES = frozenset("'\u2018\u2019\u02bc")
ARABIC_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az"))


class Token(NamedTuple):
    """A word at ``text[start:end]`` of its sentence; *folded* is in lower case, *gap* is what stands before it."""

    text: str
    folded: str
    start: int
    end: int
    gap: str

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are."""
        return self.text[0].isupper()

    @property
    def is_caseless(self) -> bool:
        """Whether its script has no capitals, as Arabic and Chinese have none."""
        return not self.text.isascii() and self.text[0].isalpha() and self.text[0].lower() == self.text[0].upper()

    @property
    def is_joined(self) -> bool:
        """Whether it may be of one name with the word before it."""
        return self.gap in _JOINS

    @property
    def is_spaced(self) -> bool:
        """Whether only a space parts it from the word before it."""
        return self.gap in _BLANKS

    @property
    def is_hyphened(self) -> bool:
        """Whether a hyphen joins it to the word before it."""
        return self.gap in _HYPHENS

    @property
    def is_possessive(self) -> bool:
        """Whether it is the s of "Iraq's"."""
        return self.folded == "s" and self.gap in _APOSTROPHES


def split_tokens(text: str) -> tuple[Token, ...]:
    """The words of *text* in order; "U.S." and "Sana'a" are one each, "Iraq's" is two."""
    parts = _TOKEN.split(text)  # gap, word, gap, word, ..., gap
    words, ends = parts[1::2], list(accumulate(map(len, parts)))
    rows = zip(words, map(str.lower, words), ends[::2], ends[1::2], parts[::2], strict=False)
    return tuple([_NEW(Token, row) for row in rows])
