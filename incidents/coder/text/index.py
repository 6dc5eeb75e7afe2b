"""Finds the cues of the codebook in a sentence: one pass of an Aho-Corasick automaton over its words.

The automaton knows the plain words that each cue begins with, so that the time a text takes depends on its length and
not on the number of cues; what else a cue asks for (capitals, endings, gaps) is looked at only where it hits. Does not
hold a single cue, and does not decide what a match means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from incidents.coder.text.cues import LONGEST_GAP, CueMention, Wording, read_cue
from incidents.coder.text.words import Word

Terms = Mapping[str, Iterable[str]]
Meant = tuple[str, str]
"""The list of a cue, and its code."""
Hit = tuple[Sequence[Meant], int, int]
"""What words of a sentence stand for, and the positions of the first and the last of them."""
Hits = tuple[str, Sequence[tuple[int, int, int]], Sequence[Hit]]
"""The words of a sentence in a row, where in it which beginning of cues stands, and the cues of more than a word."""
ByList = Mapping[str, Sequence[CueMention]]
"""All mentions of each list that has any: longer ones beside those that lie in them."""

_FOLDED, _TEXT = (itemgetter(Word._fields.index(name)) for name in ("folded", "text"))  # in half an attribute's time
_NEAR = LONGEST_GAP + 1
_NEW = tuple.__new__
_LOUD = 4  # words, from which on capitals alone are a way of writing, not a headline's or an acronym's

_Entry = tuple[Meant, Wording, str]


class _Begun(NamedTuple):
    """The cues that begin with the same plain words, the last of which is *steps* after the first.

    *whole* are nothing but these words, whatever the case; *written* are so, too, filed by the words as they must be
    written. The others ask for more: those that need a certain word next, after a gap or none, are filed by it *before*
    which they stand, and the *open* need none.
    """

    steps: int
    whole: list[Meant]
    written: dict[str, list[Meant]]
    before: dict[str, list[_Entry]]
    open: list[_Entry]

    @property
    def is_word(self) -> bool:
        """True for one word that is a cue wherever it stands, and the beginning of no other."""
        return not (self.steps or self.written or self.before or self.open)

    def file(self, meant: Meant, wording: Wording) -> None:
        """Add a cue in *wording*."""
        if wording.is_plain:
            self.whole.extend(() if meant in self.whole else (meant,))
        elif wording.is_written:
            self.written.setdefault(" ".join(wording.phrase), []).append(meant)
        else:
            following = wording.following
            tried = self.open if following is None else self.before.setdefault(following, [])
            tried.append((meant, wording, wording.end))


class Index:
    """The cues of several lists of terms, compiled.

    In the lists *nested* a cue hides only what lies wholly in it, not all that it overlaps. The words *unshouted* are
    no cues in a sentence of capitals, where "IS" is a verb. *views* are other names: for some lists together, or for
    what they have of one code.
    """

    views: Mapping[str, tuple[Sequence[str], str | None]] = MappingProxyType({})

    def __init__(
        self, lists: Mapping[str, Terms], *, nested: Collection[str] = (), unshouted: Collection[str] = ()
    ) -> None:
        self.nested, self._unshouted = frozenset(nested), frozenset(unshouted)
        begun: dict[str, _Begun] = {}
        for listed, terms in lists.items():
            for code, cues in terms.items():
                for wording in chain.from_iterable(map(read_cue, cues)):
                    begin = wording.begin
                    if begin not in begun:
                        begun[begin] = _Begun(begin.strip().count(" "), [], {}, {}, [])
                    begun[begin].file((listed, code), wording)
        words_first = dict(sorted(begun.items(), key=lambda each: not each[1].is_word))
        self._begun = tuple(words_first.values())
        self._words = sum(each.is_word for each in self._begun)
        self._automaton = AhoCorasick(words_first, implementation=Implementation.ContiguousNFA)

    def find(self, text: str, words: Sequence[Word]) -> Hits:
        """Where cues stand in a sentence, given by its *words* in *text*: longer ones beside those that lie in them."""
        folded = ["", *map(_FOLDED, words), ""]
        row = " ".join(folded)
        begins = self._automaton.find_matches_as_indexes(row, overlapping=True)
        is_loud = len(words) >= _LOUD and not words[1].text.islower() and _is_loud(text, words)
        begun, words_only, spaces_in = self._begun, self._words, row.count
        longer: list[Hit] = []
        # Nothing is called here for every hit: most of the time that cues take is spent in this loop.
        for number, start, _ in begins:
            if number < words_only:
                continue
            steps, whole, written, before, open_ = begun[number]
            at = spaces_in(" ", 0, start)
            after = at + steps + 1
            if before and not before.keys().isdisjoint(folded[after + 1 : after + 1 + _NEAR]):
                tried = chain.from_iterable(before.get(word, ()) for word in folded[after + 1 : after + 1 + _NEAR])
                longer += _fitting(tried, row, words, at, is_loud=is_loud)
            if open_:
                longer += _fitting(open_, row, words, at, is_loud=is_loud)
            if steps:
                if not (words[after - 1].is_joined and (steps == 1 or _are_joined(words[at + 1 : after - 1]))):
                    continue
                longer.append((whole, at, after - 1))
            if written:
                said = " ".join(map(_TEXT, words[at:after])) if steps else words[at].text
                longer.append((self._shouted(written) if is_loud else written.get(said, ()), at, after - 1))
        return row, begins, longer

    def spread(self, hits: Hits, text: str, words: Sequence[Word]) -> ByList:
        """*hits* as mentions, by their list."""
        row, begins, longer = hits
        found: defaultdict[str, list[CueMention]] = defaultdict(list)
        # Made for every "of": the plain way to make one takes twice the time.
        for number, start, _ in begins:
            steps, whole, _, _, _ = self._begun[number]
            if steps == 0 and whole:
                at = row.count(" ", 0, start)
                _, _, begin, end, is_joined, _ = words[at]
                quote = text[begin:end]
                for listed, code in whole:
                    found[listed].append(_NEW(CueMention, (code, begin, end, quote, at, at, is_joined)))
        for meant, first, last in longer:
            begin, end, is_joined = words[first].start, words[last].end, words[first].is_joined
            for listed, code in meant:
                found[listed].append(_NEW(CueMention, (code, begin, end, text[begin:end], first, last, is_joined)))
        return found

    def _shouted(self, written: Mapping[str, Iterable[Meant]]) -> Sequence[Meant]:
        """What is *written* so stands for in a sentence of capitals."""
        return [each for words, meant in written.items() if words not in self._unshouted for each in meant]


def _are_joined(words: Sequence[Word]) -> bool:
    """True when no punctuation stands before any of *words*."""
    return all(word.is_joined for word in words)


def _is_loud(text: str, words: Sequence[Word]) -> bool:
    """True for a sentence that is all capitals."""
    return text[words[0].start : words[-1].end].isupper()


def _fitting(entries: Iterable[_Entry], row: str, words: Sequence[Word], at: int, *, is_loud: bool) -> Iterator[Hit]:
    """Those of *entries* that fit at *at*; in a sentence of capitals, whatever the case."""
    for meant, wording, end in entries:
        if end in row:
            last = (wording.quiet() if is_loud else wording).reach(words, at)
            if last is not None:
                yield (meant,), at, last
