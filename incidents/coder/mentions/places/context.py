"""The words around a name: those before and after it, those that govern it, and a noun that says what it is.

Looks no place up. What the words put there is for ``relations``, whether the name is a place's at all for ``use``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from incidents.coder.mentions.places.tokens import Token
from incidents.coder.mentions.places.words import PlaceWords

_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "this", "that"))
_MOST_ADJECTIVES, _REACH = 3, 9  # words


@dataclass(slots=True)
class Surroundings:
    """The name ``tokens[first : last + 1]`` in its sentence.

    *text* is the sentence's, *folded* the name as it is listed; *is_loud*: the text is in capitals. *right* is the next
    word where only a space parts it, *before* are the words before without articles, *governing* those of them that
    govern the name; *has_kind_of*: they end in "city of"; *kinds_after* is what a noun behind the name says it is.
    """

    text: str
    tokens: Sequence[Token]
    first: int
    last: int
    folded: str
    is_loud: bool
    words: PlaceWords
    right: Token | None = field(init=False)
    kinds_after: frozenset[str] = field(init=False)
    before: list[str] = field(init=False)
    has_kind_of: bool = field(init=False)
    governing: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.right = self._find_right()
        self.kinds_after = self._find_kinds_after()
        self.before = self._find_before()
        self.has_kind_of = self._find_kind_of()
        self.governing = self._find_governing()

    @property
    def kinds(self) -> frozenset[str]:
        """What a noun beside or in the name says it is: "X District", "the state of X"; empty when nothing says."""
        if self.kinds_after or self.is_nation:
            return self.kinds_after
        if self.has_kind_of:
            return self.words.kinds_before.get(self.before[-2], frozenset())
        own = self.tokens[self.last].folded if self.first < self.last else ""
        return self.words.kinds_after.get(own, frozenset())

    @property
    def end(self) -> int:
        """Where the words end: a noun such as "District" belongs to the name it follows."""
        right = self.right
        is_titled = right is not None and right.is_capital and bool(self.kinds_after)
        return right.end if right is not None and is_titled else self.tokens[self.last].end

    @property
    def is_nation(self) -> bool:
        """Whether it names a country or its people."""
        return self.folded in self.words.countries or self.folded in self.words.demonyms

    def _find_right(self) -> Token | None:
        """The next word, when nothing but a space parts it."""
        at = self.last + 1
        return self.tokens[at] if at < len(self.tokens) and self.tokens[at].is_spaced else None

    def _find_kinds_after(self) -> frozenset[str]:
        right = self.right
        if right is None or self.is_nation:
            return frozenset()
        return self.words.kinds_after.get(right.folded, frozenset())

    def _find_before(self) -> list[str]:
        """The words before, without articles and points of the compass right before the name."""
        begin = self.first
        while begin > 0 and self.tokens[begin].is_joined and self.first - begin < _REACH:
            begin -= 1
        words = [token.folded for token in self.tokens[begin : self.first]]
        while words and (words[-1] in _DETERMINERS or self.words.has("direction", words[-1])):
            words.pop()
        return words

    def _find_governing(self) -> list[str]:
        """The words before that govern the name: without "the Pakistani city of", "the busy"."""
        words = self.before
        if self.has_kind_of:
            words = words[:-2]
        elif self._is_apposed():
            words = words[:-1]
            while words and self.words.has("rank", words[-1]):
                words = words[:-1]
        elif not words or self.words.has("locative", words[-1]):
            return words
        for back in range(1, min(_MOST_ADJECTIVES + 1, len(words)) + 1):
            if words[-back] in _DETERMINERS:
                return words[:-back]
        return words

    def _is_apposed(self) -> bool:
        """Whether a noun right before says what it is: "regional capital X", "the border town X"."""
        words, own = self.before, self.tokens[self.first]
        return bool(words) and self.words.has("settled", words[-1]) and own.is_spaced and own.is_capital

    def _find_kind_of(self) -> bool:
        """Whether "city of", "province of" or the like stands before."""
        words = self.before
        return len(words) > 1 and words[-1] == "of" and self.words.has("kind_before", words[-2])
