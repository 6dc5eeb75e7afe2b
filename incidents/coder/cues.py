"""The cue language of the codebook, compiled to a matcher that reads a text once.

A cue is a phrase, matched word by word, whatever the case; one that holds a capital letter is matched as written.
``word*`` is any ending, ``(a|b)`` a choice, ``...`` up to three words in between; a hyphen is a space.
Does not hold a single cue: they are in ``schema/``. Does not decide what a match means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.coder.words import Word

GAP = "..."
_LONGEST_GAP = 3
_CHOICE = re.compile(r"\(([^()]*)\)")
_PIECE = re.compile(r"\.\.\.|[^\W_]+\*?|\*")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueMention:
    """Words of the article that match a cue of the term *code*; ``quote == text[start:end]``.

    *first* and *last* are the positions of its first and last word among those that were searched.
    """

    code: str
    start: int
    end: int
    quote: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    phrase: Phrase
    is_exact: bool


class Matcher:
    """Finds the cues of some terms, the longest where several overlap; of each term apart unless they *are_rivals*.

    Cues are filed under the first word, so that the time a text takes depends on its length and hardly on their number.
    """

    def __init__(self, cues: Mapping[str, Iterable[str]], *, are_rivals: bool = True) -> None:
        self._are_rivals = are_rivals
        self._whole: dict[str, list[_Entry]] = {}
        self._begun: dict[str, list[_Entry]] = {}
        for code, phrases in cues.items():
            for cue in phrases:
                for phrase in expand(cue):
                    self._file(_Entry(code, phrase, is_exact=cue != cue.lower()))
        self._lengths = sorted({len(begin) for begin in self._begun})

    def find(self, text: str, words: Sequence[Word]) -> tuple[CueMention, ...]:
        """The mentions in *words* of *text*, from left to right; one span may speak for several codes."""
        found = [
            CueMention(entry.code, words[at].start, words[last].end, text[words[at].start : words[last].end], at, last)
            for at in range(len(words))
            for entry in self._candidates(words[at].folded)
            for last in _match(entry, words, at)
        ]
        return tuple(sorted(_longest(found, are_rivals=self._are_rivals), key=lambda mention: (mention.start, mention.end, mention.code)))

    def _file(self, entry: _Entry) -> None:
        first = entry.phrase[0].lower()
        if first.endswith("*"):
            self._begun.setdefault(first[:-1], []).append(entry)
        else:
            self._whole.setdefault(first, []).append(entry)

    def _candidates(self, word: str) -> Iterator[_Entry]:
        yield from self._whole.get(word, ())
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._begun.get(word[:length], ())


def expand(cue: str) -> tuple[Phrase, ...]:
    """The plain phrases that *cue* stands for; raises ValueError for a cue without words or that begins with a gap."""
    choice = _CHOICE.search(cue)
    if choice is not None:
        options = (cue[: choice.start()] + option + cue[choice.end() :] for option in choice.group(1).split("|"))
        return tuple(phrase for option in options for phrase in expand(option))
    phrase = tuple(_PIECE.findall(cue))
    if not phrase or GAP in (phrase[0], phrase[-1]) or "*" in phrase:
        raise ValueError(f"a cue needs words at both ends: {cue!r}")
    return (phrase,)


def _match(entry: _Entry, words: Sequence[Word], at: int) -> Iterator[int]:
    last = _reach(entry, words, at, 0)
    if last is not None:
        yield last


def _reach(entry: _Entry, words: Sequence[Word], at: int, piece: int) -> int | None:
    if at >= len(words) or not _fits(entry, entry.phrase[piece], words[at]):
        return None
    if piece + 1 == len(entry.phrase):
        return at
    if entry.phrase[piece + 1] == GAP:
        ahead = range(at + 1, at + _LONGEST_GAP + 2)
        reached = (_reach(entry, words, step, piece + 2) for step in ahead)
        return next((last for last in reached if last is not None), None)
    if at + 1 < len(words) and not words[at + 1].is_joined:
        return None
    return _reach(entry, words, at + 1, piece + 1)


def _fits(entry: _Entry, piece: str, word: Word) -> bool:
    written = word.text if entry.is_exact else word.folded
    wanted = piece if entry.is_exact else piece.lower()
    return written.startswith(wanted[:-1]) if wanted.endswith("*") else written == wanted


def _longest(found: Sequence[CueMention], *, are_rivals: bool) -> list[CueMention]:
    kept: list[CueMention] = []
    for mention in sorted(found, key=lambda each: (each.start - each.end, each.start, each.code)):
        if any(_hides(other, mention) for other in kept if are_rivals or other.code == mention.code) or mention in kept:
            continue
        kept.append(mention)
    return kept


def _hides(one: CueMention, other: CueMention) -> bool:
    is_same = (one.start, one.end) == (other.start, other.end)
    return one.start < other.end and other.start < one.end and not (is_same and one.code != other.code)
