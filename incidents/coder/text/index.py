"""Finds the cues of the codebook in an article: one pass of an Aho-Corasick automaton over its words.

The automaton knows the plain words that each cue begins with, so that the time a text takes depends on its length and
not on the number of cues; what else a cue asks for (capitals, endings, gaps) is looked at only where it hits. Does not
hold a single cue, and does not decide what a match means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation

from incidents.coder.text.cues import LONGEST_GAP, CueMention, Wording, read_cue
from incidents.coder.text.overlaps import hides, holds, longest
from incidents.coder.text.words import Word

Terms = Mapping[str, Iterable[str]]
Found = dict[str, tuple[CueMention, ...]]
_FOLDED = itemgetter(Word._fields.index("folded"))  # in half the time of an attribute
_NEW = tuple.__new__
_LOUD = 4  # words, from which on capitals alone are a way of writing, not a headline's or an acronym's
_STOP = "\n"  # between two sentences, as if it were a word: no cue holds it


_Entry = tuple[str, str, Wording]


@dataclass(slots=True)
class _Begun:
    """The cues that begin with the same plain words, the last of which is *steps* after the first.

    *whole* are nothing but these words, each by its list and code. The others ask for more: those that need a certain
    word next, after a gap or none, are filed by it *before* which they stand, and the *open* need none.
    """

    steps: int
    whole: dict[tuple[str, str], None] = field(default_factory=dict)
    before: dict[str, list[_Entry]] = field(default_factory=dict)
    open: list[_Entry] = field(default_factory=list)
    asks_for_more: bool = False

    def file(self, listed: str, code: str, wording: Wording) -> None:
        """Add the cue *wording* of the term *code*."""
        if wording.is_plain:
            self.whole[listed, code] = None
            return
        self.asks_for_more = True
        following = wording.following
        if following is None:
            self.open.append((listed, code, wording))
        else:
            self.before.setdefault(following, []).append((listed, code, wording))

    def tried(self, words: Sequence[Word], after: int) -> Sequence[_Entry]:
        """Those that ask for more and may fit when the *words* from *after* on follow."""
        if not self.before:
            return self.open
        near = [self.before.get(word.folded, ()) for word in words[after : after + LONGEST_GAP + 1]]
        return [*self.open, *chain.from_iterable(near)]


_Hit = tuple[int, _Begun]


class Index:
    """The cues of several lists of terms, compiled to find the longest where several of a list overlap.

    In the lists *nested* a cue hides only what lies wholly in it. The words *unshouted* are no cues in a sentence of
    capitals, where "IS" is a verb.
    """

    def __init__(
        self, lists: Mapping[str, Terms], *, nested: Collection[str] = (), unshouted: Collection[str] = ()
    ) -> None:
        self._nested, self._unshouted = frozenset(nested), frozenset(unshouted)
        begun: dict[str, _Begun] = {}
        for listed, terms in lists.items():
            for code, cues in terms.items():
                for wording in chain.from_iterable(map(read_cue, cues)):
                    begin = wording.begin
                    if begin not in begun:
                        begun[begin] = _Begun(begin.strip().count(" "))
                    begun[begin].file(listed, code, wording)
        self._begun = tuple(begun.values())
        self._automaton = AhoCorasick(begun, implementation=Implementation.ContiguousNFA)

    def find(self, text: str, sentences: Sequence[Sequence[Word]]) -> tuple[Found, ...]:
        """For each of *sentences*, given by their words in *text*, the mentions of each list that has any.

        They stand from left to right; one span may speak for several codes.
        """
        return tuple(
            self._find(text, words, hits) if hits else {}
            for words, hits in zip(sentences, self._hits(sentences), strict=True)
        )

    def _hits(self, sentences: Sequence[Sequence[Word]]) -> list[list[_Hit]]:
        """Where cues may begin in each sentence."""
        folded: list[str] = []
        for words in sentences:
            folded += map(_FOLDED, words)
            folded.append(_STOP)
        row = f" {' '.join(folded)} "
        hits: list[list[_Hit]] = [[] for _ in sentences]
        at = reached = first = end = 0
        number = -1
        for pattern, start, _ in self._automaton.find_matches_as_indexes(row, overlapping=True):
            at += row.count(" ", reached, start) if start >= reached else -row.count(" ", start, reached)
            reached = start
            while at >= end:
                number, first = number + 1, end
                end = first + len(sentences[number]) + 1
            hits[number].append((at - first, self._begun[pattern]))
        return hits

    def _find(self, text: str, words: Sequence[Word], hits: Sequence[_Hit]) -> Found:
        """The mentions of one sentence."""
        found: defaultdict[str, list[CueMention]] = defaultdict(list)
        for at, begun in hits:
            last = at + begun.steps
            if begun.whole and (last == at or _is_joined(words, at, last)):
                _, _, start, end, is_joined, _ = words[at]
                end = words[last].end if last > at else end
                quote = text[start:end]
                for listed, code in begun.whole:
                    # Called for every "of" in every list: the plain way to make one takes twice the time.
                    found[listed].append(_NEW(CueMention, (code, start, end, quote, at, last, is_joined)))
            if not begun.asks_for_more:
                continue
            for listed, code, wording in begun.tried(words, last + 1):
                reached = self._reach(wording, text, words, at)
                if reached is not None:
                    found[listed].append(_mention(code, text, words, at, reached))
        return {
            listed: (mentions[0],) if len(mentions) == 1 else self._longest(listed, mentions)
            for listed, mentions in found.items()
        }

    def _reach(self, wording: Wording, text: str, words: Sequence[Word], at: int) -> int | None:
        """As ``Wording.reach``; in a sentence that is all capitals as if it were not *is_exact*."""
        if not (wording.is_exact and _is_loud(text, words)):
            return wording.reach(words, at)
        is_verb = len(wording.phrase) == 1 and wording.phrase[0] in self._unshouted
        return None if is_verb else wording.quiet().reach(words, at)

    def _longest(self, listed: str, found: Sequence[CueMention]) -> tuple[CueMention, ...]:
        return longest(found, hides=holds if listed in self._nested else hides)


def _is_loud(text: str, words: Sequence[Word]) -> bool:
    """True for a sentence that is all capitals."""
    return len(words) >= _LOUD and text[words[0].start : words[-1].end].isupper()


def _is_joined(words: Sequence[Word], first: int, last: int) -> bool:
    """True when no punctuation parts the words."""
    return all(word.is_joined for word in words[first + 1 : last + 1])


def _mention(code: str, text: str, words: Sequence[Word], first: int, last: int) -> CueMention:
    one, end = words[first], words[last].end
    return CueMention(code, one.start, end, text[one.start : end], first, last, one.is_joined)
