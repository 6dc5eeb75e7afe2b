"""Look things up by the name that a user types: case, accents and punctuation do not count, near misses are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from incidents.errors import UnknownTerm

Named = TypeVar("Named")
_SIMILAR = 70.0  # of 100, by rapidfuzz's ratio: "firearn" finds "firearm", "zzz" finds nothing
_SHORTEST_START = 3
_MOST_HINTS = 3


def fold(text: str) -> str:
    """Remove case, accents, spaces and punctuation: "U.S." and "us" become equal, and so do "Côte" and "cote"."""
    if text.isascii():
        plain = text.lower()
    else:
        from unicodedata import normalize  # noqa: PLC0415 - many names need none

        plain = normalize("NFKD", text).casefold()
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


class Names(Generic[Named]):
    """A table of things by name. The first of two things with the same name has it.

    *kind* is what the things are called in an error ("country"), *label* gives the name to suggest for a thing, and
    *mend* is the advice for an unknown name.
    """

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
        """Return the thing called *word*, or None."""
        return self._things.get(fold(word))

    def find(self, word: str) -> Named:
        """Return the thing called *word*. Raises UnknownTerm, which names similar ones."""
        key = fold(word)
        if key not in self._things:
            raise UnknownTerm(word, kind=self._kind, near=self.near(word), mend=self._mend)
        return self._things[key]

    def near(self, word: str) -> tuple[str, ...]:
        """Return the labels of up to three things whose name begins with *word* or is spelt much like it."""
        key = fold(word)
        labels: dict[str, str] = {}
        for name in (*self._starting_with(key), *self._similar(key)):
            label = self._label(self._things[name])
            labels.setdefault(fold(label), label)
        return tuple(labels.values())[:_MOST_HINTS]

    def _starting_with(self, key: str) -> list[str]:
        """List the names that begin with *key*, the shortest first."""
        if len(key) < _SHORTEST_START:
            return []
        return sorted((name for name in self._things if name.startswith(key)), key=lambda name: (len(name), name))

    def _similar(self, key: str) -> list[str]:
        """List the names that differ from *key* by a few letters, the nearest first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a mistyped word pays for the import

        found = process.extract(key, list(self._things), scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=12)
        return [name for name, *_rank in sorted(found, key=lambda hit: (-hit[1], hit[0]))]
