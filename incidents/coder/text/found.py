"""What the lists of an index say about one sentence: their mentions, made when one of them is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidents.coder.text.cues import CueMention
from incidents.coder.text.index import ByList, Index
from incidents.coder.text.overlaps import hides, holds, longest
from incidents.coder.text.words import Word


class Found:
    """The mentions of a sentence, given by its *words* in *text*, by their list in the *index*.

    A list without any has (). Of several cues of a list that overlap the longest stands; one span may speak for several
    codes. Mentions stand from left to right.
    """

    __slots__ = ("_hits", "_index", "_made", "_spread", "_text", "_words")

    def __init__(self, text: str, words: Sequence[Word], index: Index) -> None:
        self._text, self._words, self._index = text, words, index
        self._hits = index.find(text, words)
        self._made: dict[str, tuple[CueMention, ...]] = {}
        self._spread: ByList | None = None

    def __getitem__(self, name: str) -> tuple[CueMention, ...]:
        made = self._made.get(name)
        if made is None:
            if name in (self._spread or self._by_list()):
                made = self._make(name)
            elif name in self._index.views:
                made = self._view(*self._index.views[name])
            else:
                return ()
            self._made[name] = made
        return made

    def __iter__(self) -> Iterator[str]:
        """The lists that have any."""
        return iter(self._by_list())

    def _by_list(self) -> ByList:
        if self._spread is None:
            self._spread = self._index.spread(self._hits, self._text, self._words)
        return self._spread

    def _view(self, lists: Sequence[str], code: str | None) -> tuple[CueMention, ...]:
        found = [mention for name in lists if name in self._by_list() for mention in self[name]]
        return tuple(found) if code is None else tuple([mention for mention in found if mention.code == code])

    def _make(self, name: str) -> tuple[CueMention, ...]:
        mentions = self._by_list()[name]
        reached = -1
        for mention in mentions:
            if mention.first <= reached:
                return longest(mentions, hides=holds if name in self._index.nested else hides)
            reached = mention.last
        return tuple(mentions)
