"""Lists of codes: what another layout writes, and what it is called here. Case, accents and punctuation are nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from incidents.codebook.names import fold
from incidents.codebook.profiles import Codes
from incidents.exchange.reading.conversions import Read

_ANY = "*"  # at the end of a word: whatever follows
_JOINT = " | "


class Lookup:
    """Reads cells by a list of codes, the user's own before the profile's; else by *fallback*, if there is one.

    Several cells are looked up together ("6 | 11"), then without the last ("6"). A word that ends with a star stands
    for all that begin with it, the longest first. An empty code stands for nothing said. The user's own words may
    stand in any of the cells.
    """

    def __init__(self, table: Codes, own: Codes, *, fallback: Read | None) -> None:
        codes = {**table, **own}
        self._codes = {_key(word.split(_JOINT)): code for word, code in codes.items() if not word.endswith(_ANY)}
        starts = {_key(word[:-1].split(_JOINT)): code for word, code in codes.items() if word.endswith(_ANY)}
        self._starts = sorted(starts.items(), key=lambda pair: -len(pair[0]))
        self._own = {_fold_code(word): code for word, code in own.items()}
        self._fallback = fallback
        self._known = lru_cache(maxsize=4096)(self._find)

    def __call__(self, cells: Sequence[str]) -> str | None:
        """The code of *cells*, None for nothing said. Raises ValueError for one that the list does not have."""
        code = self._known(tuple(cells))
        if code is not None:
            return code or None
        if self._fallback is None:
            raise ValueError("is not a code of this column that is known here")
        found: str | None = self._fallback(cells)
        return found

    def _find(self, cells: tuple[str, ...]) -> str | None:
        for end in range(len(cells), 0, -1):
            key = _key(cells[:end])
            if key in self._codes:
                return self._codes[key]
            code = next((code for start, code in self._starts if key.startswith(start)), None)
            if code is not None:
                return code
        return next((self._own[key] for key in map(_fold_code, cells) if key in self._own), None)


def _key(words: Sequence[str]) -> str:
    """*words* for comparing; a minus sign is kept, since -9 is not 9."""
    return _JOINT.join(_fold_code(word) for word in words)


def _fold_code(word: str) -> str:
    text = word.strip().removesuffix(".0")
    return text if text.removeprefix("-").isdecimal() else fold(text)
