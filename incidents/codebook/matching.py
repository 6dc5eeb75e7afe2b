"""Finding what a user means by a word: exactly after folding, or what comes near.

Does not know what the names stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from incidents.errors import UnknownTerm

Named = TypeVar("Named")
_NEAR_ENOUGH = 70.0  # of 100, by rapidfuzz's ratio: "firearn" finds "firearm", "zzz" finds nothing
_SHORTEST_BEGINNING = 3
_HINTS = 3


def fold(text: str) -> str:
    """*text* without case, accents, spaces and punctuation: "U.S." and "us" are one, so are "Côte" and "cote"."""
    if text.isascii():
        plain = text.lower()
    else:
        from unicodedata import normalize  # noqa: PLC0415 - many names need none

        plain = normalize("NFKD", text).casefold()
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


class Names(Generic[Named]):
    """Names and what each stands for; of two things with one name, the first has it. *mend* is for an unknown one."""

    def __init__(
        self, pairs: Iterable[tuple[str, Named]], *, kind: str, label: Callable[[Named], str], mend: str | None = None
    ) -> None:
        self._kind = kind
        self._mend = mend
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
            raise UnknownTerm(word, kind=self._kind, near=self.near(word), mend=self._mend)
        return self._things[key]

    def near(self, word: str) -> tuple[str, ...]:
        """The labels of up to three things: those with a name that begins with *word*, then those with one like it."""
        key = fold(word)
        labels: dict[str, str] = {}
        for name in (*self._begun(key), *self._similar(key)):
            label = self._label(self._things[name])
            labels.setdefault(fold(label), label)
        return tuple(labels.values())[:_HINTS]

    def _begun(self, key: str) -> list[str]:
        """The names that begin with *key*, the shortest first."""
        if len(key) < _SHORTEST_BEGINNING:
            return []
        return sorted((name for name in self._things if name.startswith(key)), key=lambda name: (len(name), name))

    def _similar(self, key: str) -> list[str]:
        """The names that differ from *key* by a few letters, the nearest first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a mistyped word pays for the import

        found = process.extract(key, list(self._things), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=12)
        return [name for name, *_rank in sorted(found, key=lambda hit: (-hit[1], hit[0]))]
