"""Finding what a user means by a word: exactly after folding, or what comes near.

Does not know what the names stand for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from incidents.errors import UnknownTerm

Named = TypeVar("Named")
_NEAR_ENOUGH = 70.0  # of 100, by rapidfuzz's ratio: "firearn" finds "firearm", "zzz" finds nothing
_HINTS = 3


def fold(text: str) -> str:
    """*text* without case, accents, spaces and punctuation: "U.S." and "us" are one, so are "Côte" and "cote"."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())


class Names(Generic[Named]):
    """Names and what each stands for; of two things with one name, the first has it."""

    def __init__(self, pairs: Iterable[tuple[str, Named]], *, kind: str, label: Callable[[Named], str]) -> None:
        self._kind = kind
        self._label = label
        self._things: dict[str, Named] = {}
        for name, thing in pairs:
            self._things.setdefault(fold(name), thing)

    def get(self, word: str) -> Named | None:
        """What *word* stands for, or None."""
        return self._things.get(fold(word))

    def find(self, word: str) -> Named:
        """What *word* stands for; UnknownTerm with what comes near."""
        key = fold(word)
        if key not in self._things:
            raise UnknownTerm(word, kind=self._kind, near=self.near(word))
        return self._things[key]

    def near(self, word: str) -> tuple[str, ...]:
        """The labels of up to three things with a name that looks like *word*, the nearest first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a mistyped word pays for the import

        found = process.extract(fold(word), list(self._things), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=12)
        labels: dict[str, str] = {}
        for key, *_rank in sorted(found, key=lambda hit: (-hit[1], hit[0])):
            label = self._label(self._things[key])
            labels.setdefault(fold(label), label)
        return tuple(labels.values())[:_HINTS]
