"""Names that are similar to another: by sound among the places of one country, by spelling among all places.

A phonetic key stands for the many ways in which a name is written in Latin letters: "Khan Younis" and "Khan Yunus",
"Deir ez-Zor" and "Dayr az Zawr", "Boulkessi" and "Bulkesy" have one key. Two places may share a key, so whatever is
found here is a suggestion, with its similarity from 0 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from incidents.geo.names import fold, without_article, without_generic

# In order: what several letters stand for, then what one letter does.
_LETTERS = (
    ("tch", "c"),
    ("sch", "s"),
    ("tsh", "c"),
    ("dj", "j"),
    ("dzh", "j"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("sh", "s"),
    ("zh", "z"),
    ("ch", "s"),
    ("ck", "k"),
    ("qu", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ow", "u"),
    ("aw", "u"),
    ("au", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ai", "i"),
    ("ay", "i"),
)
_LETTER = str.maketrans("qcxwoey", "kkkvuii")
_ARTICLES = re.compile(
    r"\b(?:al|el|ul|il|as|ash|ad|adh|an|ar|at|ath|az|the|i|e|ye|la|le|les|los|las|de|del|du|da|do)\b ?"
)
_TWICE = re.compile(r"(.)\1+")
_WEAK_END = re.compile(r"(?<=\w\w)[aiu]?h?$")
_LEAST_SOUND, _LEAST_SPELLING = 80.0, 82.0  # per cent of the letters
_MOST, _SHORTEST_KEY = 60, 3


def phonetic_key(folded: str) -> str:
    """Return the key of a folded name; it is empty only for a name of nothing but articles."""
    plain = without_article(without_generic(folded))
    words = (_ARTICLES.sub("", plain) or plain).split()
    return "".join(map(_word_key, words))


def sounds_like(one: str, other: str) -> bool:
    """Return whether two names sound alike, or one begins as the other sounds."""
    first, second = sorted((phonetic_key(fold(one)), phonetic_key(fold(other))), key=len)
    return bool(first) and second.startswith(first)


class PhoneticIndex:
    """The names of one country's places by sound; *places* are ids with their folded names."""

    def __init__(self, places: Iterable[tuple[int, Sequence[str]]]) -> None:
        pairs = [(number, name) for number, names in places for name in names if name.isascii()]
        self._ids = [number for number, _ in pairs]
        self._names = [name for _, name in pairs]
        self._keys = [phonetic_key(name) for name in self._names]

    def search(self, name: str) -> Iterator[tuple[int, float]]:
        """Yield the ids of places with a name like *name* and the similarity, the most similar first, each id once."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a name that is not listed needs the import

        folded = fold(name)
        key = phonetic_key(folded)
        if len(key) < _SHORTEST_KEY:
            return
        near = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=_LEAST_SOUND, limit=_MOST)
        found: dict[int, float] = {}
        for _, ratio, at in near:
            similarity = (2.0 * ratio + fuzz.ratio(folded, self._names[at])) / 300.0
            found[self._ids[at]] = max(similarity, found.get(self._ids[at], 0.0))
        yield from sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def similar_spellings(folded: str, names: Sequence[str]) -> list[tuple[str, float]]:
    """Return those of *names* that are spelt much like *folded*, each with its similarity, the most similar first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - as above

    near = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=_LEAST_SPELLING, limit=40)
    return [(name, ratio / 100.0) for name, ratio, _ in near]


def _word_key(word: str) -> str:
    for letters, sound in _LETTERS:
        if letters in word:
            word = word.replace(letters, sound)
    return _WEAK_END.sub("", _TWICE.sub(r"\1", word.translate(_LETTER)))
