"""A text as words with their places: the common ground of every matcher of the coder.

A word is a run of letters and digits, or letters with a dot after each, which are left out ("U.S." reads US); hyphens,
spaces and apostrophes only join words.
Does not know what any word means.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_JOIN = re.compile(
    r"[ \t\r\n\u00a0]*|[ \t]?\r?\n[ \t]?|[-\u2010\u2011\u2013]|['\u2019\u2018\u02bc]|[ ]?[\"\u201c\u201d][ ]?"
)
_NEW = tuple.__new__
_HYPHENS = frozenset("-\u2010\u2011\u2013'\u2019\u2018\u02bc")


class Word(NamedTuple):
    """One word: as written, folded to lower case, at ``text[start:end]``; *is_joined* to the word before it.

    Two words are joined when nothing but a space, a hyphen or an apostrophe stands between them, or the bracket around
    a short form;
    *is_hyphened* when it is a hyphen or an apostrophe.
    """

    text: str
    folded: str
    start: int
    end: int
    is_joined: bool
    is_hyphened: bool = False

    @property
    def is_capital(self) -> bool:
        """True when it begins with a capital letter, as names do."""
        return self.text[0].isupper()

    def moved(self, by: int) -> Word:
        """The same word as it stands in another text, *by* characters further on."""
        return _NEW(Word, (self.text, self.folded, self.start + by, self.end + by, self.is_joined, self.is_hyphened))


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]``, with offsets into *text*."""
    words: list[Word] = []
    last = start
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        begin, stop = found.span()
        between, last = text[last:begin], stop
        written = found.group()
        if "." in written:
            written = written.replace(".", "")
        # Nearly every word stands after a single space: the pattern is asked only about the others.
        is_joined = bool(words) and (between == " " or _JOIN.fullmatch(between) is not None)
        is_hyphened = is_joined and between in _HYPHENS
        # Every word of every article comes this way: the plain way to make one takes half as long again.
        words.append(_NEW(Word, (written, written.lower(), begin, stop, is_joined, is_hyphened)))
    return tuple(words)
