"""The cue language of the codebook, compiled to a matcher that reads a text once.

A cue is a phrase, matched word by word, whatever the case; one that holds a capital letter is matched as written, and
whatever the case in a sentence that is all capitals.
``word*`` is any ending, ``(a|b)`` a choice, ``...`` up to three words in between; a hyphen is a space.
Does not hold a single cue: they are in ``schema/``. Does not decide what a match means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from incidents.coder.text.words import Word

GAP = "..."
_LONGEST_GAP = 3
_MOST_REMEMBERED = 20_000
_LOUD = 4  # words, from which on capitals alone are a way of writing, not a headline's or an acronym's
_CHOICE = re.compile(r"\(([^()]*)\)")
_PIECE = re.compile(r"\.\.\.|[^\W_]+\*?|\*")
Phrase = tuple[str, ...]
Cues = Mapping[str, Iterable[str]]


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
class _Entry:
    """*phrase* of the term *code* in the list *listed*; small letters unless it *is_exact*.

    *needed* are the whole words after its first, folded: in a sentence without one of them it need not be tried.
    """

    listed: str
    code: str
    phrase: Phrase
    is_exact: bool
    needed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Begun:
    """The entries that one word may begin: *alone* are that word, *followed* go by the next one, *open* by neither."""

    alone: tuple[_Entry, ...]
    followed: Mapping[str, tuple[_Entry, ...]]
    open: tuple[_Entry, ...]


_NOTHING = _Begun((), {}, ())
"""What most words begin."""


class Index:
    """Finds the cues of several lists of terms in one pass, the longest where several of a list overlap.

    The words *unshouted* are no cues in a sentence of capitals, where "IS" is a verb. In the lists *apart* only cues of
    the same term hide one another, in the lists *nested* a cue hides only what lies
    wholly in it. Cues are filed under their first two words, and what a word begins is remembered, so that the time a
    text takes depends on its length and hardly on the number of cues.
    """

    def __init__(
        self,
        lists: Mapping[str, Cues],
        *,
        apart: Collection[str] = (),
        nested: Collection[str] = (),
        unshouted: Collection[str] = (),
    ) -> None:
        self.lists, self._apart, self._nested = tuple(lists), frozenset(apart), frozenset(nested)
        self._unshouted = frozenset(unshouted)
        self._whole: dict[str, list[_Entry]] = {}
        self._cut: dict[str, list[_Entry]] = {}
        self._known: dict[str, _Begun] = {}
        for listed, cues in lists.items():
            for code, phrases in cues.items():
                for cue in phrases:
                    self._file(listed, code, cue)
        self._lengths = sorted({len(begin) for begin in self._cut})

    def find(self, text: str, words: Sequence[Word]) -> Mapping[str, tuple[CueMention, ...]]:
        """The mentions of each list in *words* of *text*, from left to right; one span may speak for several codes."""
        found: dict[str, list[CueMention]] = {}
        folded = [word.folded for word in words]
        present = set(folded)
        is_loud = len(words) >= _LOUD and text[words[0].start : words[-1].end].isupper()
        for at, word in enumerate(folded):
            begun = self._known.get(word) or self._begun_by(word)
            if begun is _NOTHING:
                continue
            following = folded[at + 1] if at + 1 < len(folded) else ""
            for entry in (*begun.alone, *begun.followed.get(following, ()), *begun.open):
                if not entry.needed <= present:
                    continue
                last = self._reach_loudly(entry, words, at) if is_loud else _reach(entry, words, at)
                if last is not None:
                    found.setdefault(entry.listed, []).append(_mention(entry.code, text, words, at, last))
        longest = {listed: self._longest(listed, mentions) for listed, mentions in found.items()}
        return {**dict.fromkeys(self.lists, ()), **longest}

    def _reach_loudly(self, entry: _Entry, words: Sequence[Word], at: int) -> int | None:
        """As ``_reach``, in a sentence that is all capitals."""
        if not entry.is_exact:
            return _reach(entry, words, at)
        return (
            None if entry.phrase[0] in self._unshouted and len(entry.phrase) == 1 else _reach(_quiet(entry), words, at)
        )

    def _file(self, listed: str, code: str, cue: str) -> None:
        is_exact = cue != cue.lower()
        for phrase in expand(cue):
            whole = (piece.lower() for piece in phrase[1:] if piece != GAP and not piece.endswith("*"))
            entry = _Entry(listed, code, phrase, is_exact, frozenset(whole))
            first = phrase[0].lower()
            filed = self._cut if first.endswith("*") else self._whole
            filed.setdefault(first.rstrip("*"), []).append(entry)

    def _begun_by(self, word: str) -> _Begun:
        """The entries whose first word fits *word*, remembered."""
        entries = list(self._whole.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                entries += self._cut.get(word[:length], ())
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[word] = _sort_out(entries) if entries else _NOTHING
        return self._known[word]

    def _longest(self, listed: str, found: Sequence[CueMention]) -> tuple[CueMention, ...]:
        if all(one.end <= other.start for one, other in pairwise(found)):
            return tuple(found)
        hides = _holds if listed in self._nested else _hides
        kept: list[CueMention] = []
        for group in _overlapping(found):
            longest: list[CueMention] = []
            for mention in sorted(group, key=lambda each: (each.start - each.end, each.start, each.code)):
                rivals = (each for each in longest if listed not in self._apart or each.code == mention.code)
                if not any(hides(each, mention) for each in rivals):
                    longest.append(mention)
            kept += sorted(longest, key=lambda mention: (mention.start, mention.end, mention.code))
        return tuple(kept)


def _overlapping(found: Iterable[CueMention]) -> Iterator[list[CueMention]]:
    """*found*, ordered by where they begin, in groups that do not overlap one another."""
    group: list[CueMention] = []
    end = 0
    for mention in found:
        if group and mention.start >= end:
            yield group
            group = []
        group.append(mention)
        end = max(end, mention.end)
    if group:
        yield group


def _sort_out(entries: Iterable[_Entry]) -> _Begun:
    alone: list[_Entry] = []
    followed: dict[str, list[_Entry]] = {}
    free: list[_Entry] = []
    for entry in entries:
        if len(entry.phrase) == 1:
            alone.append(entry)
        elif entry.phrase[1] == GAP or entry.phrase[1].endswith("*"):
            free.append(entry)
        else:
            followed.setdefault(entry.phrase[1].lower(), []).append(entry)
    return _Begun(tuple(alone), {word: tuple(each) for word, each in followed.items()}, tuple(free))


class Matcher:
    """Finds the cues of one list of terms, the longest where several overlap."""

    def __init__(self, cues: Cues) -> None:
        self._index = Index({"": cues})

    def find(self, text: str, words: Sequence[Word]) -> tuple[CueMention, ...]:
        """The mentions in *words* of *text*, from left to right; one span may speak for several codes."""
        return self._index.find(text, words)[""]


def expand(cue: str) -> tuple[Phrase, ...]:
    """The plain phrases that *cue* stands for; raises ValueError for a cue without words or that begins with a gap."""
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


def _mention(code: str, text: str, words: Sequence[Word], first: int, last: int) -> CueMention:
    start, end = words[first].start, words[last].end
    return CueMention(code, start, end, text[start:end], first, last, words[first].is_joined)


def _reach(entry: _Entry, words: Sequence[Word], at: int, piece: int = 0) -> int | None:
    """The word where *entry*, from its *piece* on, ends when it begins at *at*; None when it does not fit."""
    phrase = entry.phrase
    while True:
        if at >= len(words) or not _fits(phrase[piece], words[at], is_exact=entry.is_exact):
            return None
        piece += 1
        if piece == len(phrase):
            return at
        if phrase[piece] == GAP:
            ahead = (_reach(entry, words, step, piece + 1) for step in range(at + 1, at + _LONGEST_GAP + 2))
            return next((last for last in ahead if last is not None), None)
        at += 1
        if at < len(words) and not words[at].is_joined:
            return None


def _fits(piece: str, word: Word, *, is_exact: bool) -> bool:
    written = word.text if is_exact else word.folded
    return written == piece or (piece[-1] == "*" and written.startswith(piece[:-1]))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _quiet(entry: _Entry) -> _Entry:
    """*entry* as it is matched whatever the case."""
    return replace(entry, phrase=tuple(piece.lower() for piece in entry.phrase), is_exact=False)


def _hides(one: CueMention, other: CueMention) -> bool:
    """True when they overlap, unless two terms share the same words."""
    is_same = one.start == other.start and one.end == other.end and one.code != other.code
    return one.start < other.end and other.start < one.end and not is_same


def _holds(one: CueMention, other: CueMention) -> bool:
    """True when *other* lies in *one*, unless two terms share the same words."""
    return one.start <= other.start and other.end <= one.end and _hides(one, other)
