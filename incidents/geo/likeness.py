"""Names that are like another: by how they sound among the places of a country, by spelling among all.

What is found is a suggestion and says how like it is, 0 to 1. Does not read the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidents.geo.names import fold
from incidents.geo.sounding import sounded

_ENOUGH = 82.0  # per cent of the letters
_ALIKE, _MOST, _SHORTEST = 80.0, 60, 3


class Likenesses:
    """The names of one country's places, ready to be compared: *places* are ids with their folded names."""

    def __init__(self, places: Iterable[tuple[int, Sequence[str]]]) -> None:
        pairs = [(number, name) for number, names in places for name in names if name.isascii()]
        self._numbers = [number for number, _ in pairs]
        self._names = [name for _, name in pairs]
        self._sounds = [sounded(name) for name in self._names]

    def of(self, name: str) -> Iterator[tuple[int, float]]:
        """The ids of the places with a name like *name* and how like it is, the likest first, each place once."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a name that is not listed pays for the import

        folded = fold(name)
        sound = sounded(folded)
        if len(sound) < _SHORTEST:
            return
        near = process.extract(sound, self._sounds, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST)
        found: dict[int, float] = {}
        for _, ratio, at in near:
            like = (2.0 * ratio + fuzz.ratio(folded, self._names[at])) / 300.0
            found[self._numbers[at]] = max(like, found.get(self._numbers[at], 0.0))
        yield from sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def most_like(folded: str, names: Sequence[str]) -> list[tuple[str, float]]:
    """Those of *names* that are spelt much like *folded*, and how like they are, the likest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - as above

    near = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=_ENOUGH, limit=40)
    return [(name, ratio / 100.0) for name, ratio, _ in near]
