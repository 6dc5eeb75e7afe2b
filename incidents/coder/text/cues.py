"""The cue language of the codebook: what a cue stands for, and whether words of a text fit it.

A cue is a phrase, matched word by word, whatever the case; one that holds a capital letter is matched as written, and
whatever the case in a sentence that is all capitals.
``word*`` is any ending, ``(a|b)`` a choice, ``...`` up to three words in between; a hyphen is a space.
Does not hold a single cue: they are in ``schema/``. Does not look for cues in a text: ``index`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile
from sys import intern
from typing import NamedTuple

from incidents.coder.text.words import Word

GAP = "..."
LONGEST_GAP = 3
_CHOICE = re.compile(r"\(([^()]*)\)")
_PIECE = re.compile(r"\.\.\.|[^\W_]+\*?|\*")
Phrase = tuple[str, ...]


class CueMention(NamedTuple):
    """Words of the article that match a cue of the term *code*; ``quote == text[start:end]``.

    *first* and *last* are the positions of its first and last word among those that were searched; *is_joined* is False
    after punctuation.
    """

    code: str
    start: int
    end: int
    quote: str
    first: int
    last: int
    is_joined: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """One plain *phrase* of a cue, in small letters unless it *is_exact*."""

    phrase: Phrase
    is_exact: bool

    @property
    def begin(self) -> str:
        """What stands in the text wherever it fits: small letters, a space before each word and after a whole one."""
        whole = tuple(takewhile(_is_whole, self.phrase))
        following = self.phrase[len(whole) : len(whole) + 1]
        return _spaced(whole if following == (GAP,) else whole + following)

    @property
    def is_plain(self) -> bool:
        """True when it fits wherever ``begin`` stands and no punctuation parts the words."""
        return not (self.is_exact or GAP in self.phrase or any(piece[-1] == "*" for piece in self.phrase[:-1]))

    @property
    def is_written(self) -> bool:
        """True when it is nothing but words as they are written."""
        return self.is_exact and all(map(_is_whole, self.phrase))

    @property
    def following(self) -> str | None:
        """The word, in small letters, that comes next after those of ``begin``; None where several would do or none."""
        rest = islice(dropwhile(_is_whole, self.phrase), 1, None)
        piece = next((piece for piece in rest if piece != GAP), "*")
        return None if piece[-1] == "*" else piece.lower()

    @property
    def end(self) -> str:
        """As ``begin``, for its last word alone."""
        return intern(_spaced(self.phrase[-1:]))

    def reach(self, words: Sequence[Word], at: int) -> int | None:
        """The position of its last word when it begins at *at*; None when it does not fit."""
        return _reach(self, words, at, 0)

    def quiet(self) -> Wording:
        """The same wording as it is matched whatever the case."""
        return Wording(tuple(piece.lower() for piece in self.phrase), is_exact=False)


def read_cue(cue: str) -> tuple[Wording, ...]:
    """The wordings that *cue* stands for; raises ValueError for a cue without words or that begins with a gap."""
    is_exact = cue != cue.lower()
    return tuple(Wording(phrase, is_exact) for phrase in _expand(cue))


def expand(cue: str) -> tuple[Phrase, ...]:
    """The plain phrases that *cue* stands for; raises ValueError as ``read_cue`` does."""
    return tuple(_expand(cue))


def _expand(cue: str) -> Iterator[Phrase]:
    choice = _CHOICE.search(cue)
    if choice is not None:
        for option in choice.group(1).split("|"):
            yield from _expand(cue[: choice.start()] + option + cue[choice.end() :])
        return
    phrase = tuple(_PIECE.findall(cue))
    if not phrase or GAP in (phrase[0], phrase[-1]) or "*" in phrase:
        raise ValueError(f"a cue needs words at both ends: {cue!r}")
    yield phrase


def _is_whole(piece: str) -> bool:
    """True for a word, False for a gap or the beginning of a word."""
    return piece != GAP and piece[-1] != "*"


def _spaced(pieces: Phrase) -> str:
    return f" {' '.join(pieces)} ".lower().replace("* ", "")


def _reach(wording: Wording, words: Sequence[Word], at: int, piece: int) -> int | None:
    """As ``Wording.reach``, for its pieces from *piece* on."""
    phrase = wording.phrase
    while True:
        if at >= len(words) or not _fits(phrase[piece], words[at], is_exact=wording.is_exact):
            return None
        piece += 1
        if piece == len(phrase):
            return at
        if phrase[piece] == GAP:
            return _reach_over(wording, words, at + 1, piece + 1)
        at += 1
        if at < len(words) and not words[at].is_joined:
            return None


def _reach_over(wording: Wording, words: Sequence[Word], at: int, piece: int) -> int | None:
    """As ``_reach``, with a gap of as few words as will do before *piece*."""
    for step in range(at, min(at + LONGEST_GAP + 1, len(words))):
        last = _reach(wording, words, step, piece)
        if last is not None:
            return last
    return None


def _fits(piece: str, word: Word, *, is_exact: bool) -> bool:
    written = word.text if is_exact else word.folded
    return written == piece or (piece[-1] == "*" and written.startswith(piece[:-1]))
