"""The words around names of places and the names of countries, ready to be asked.

Compiled once for a codebook. Does not look places up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.codebook.countries import Countries
from incidents.geo.names import fold

_LONGEST_PHRASE = 5
_SAID_BEFORE = ("settled", "first_level", "second_level")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The cues of ``schema/cues/places.toml`` and the countries: ``PlaceWords.of(codebook.cues("places"), ...)``.

    *lists* are the cues by key, *last_words* the words with which those of each key end. *kinds_after* is what a noun
    after a name says that it is, *kinds_before* one before it ("the state of"), *several* one after a list of names.
    *countries* and *demonyms* map a folded word to ISO alpha-3 codes; *acronyms* are names that count in capitals only.
    """

    lists: Mapping[str, frozenset[str]]
    last_words: Mapping[str, frozenset[str]]
    kinds_after: Mapping[str, frozenset[str]]
    kinds_before: Mapping[str, frozenset[str]]
    several: Mapping[str, frozenset[str]]
    countries: Mapping[str, str]
    demonyms: Mapping[str, tuple[str, ...]]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, cues: Mapping[str, tuple[str, ...]], *, countries: Countries) -> PlaceWords:
        """Compile *cues* and *countries*; KeyError for a list that is missing."""
        town, first, second = frozenset({"town", "capital"}), frozenset({"adm1"}), frozenset({"adm2"})
        kinds = {"settled": town, "first_level": first, "second_level": second | {"district"}}
        kinds["any_level"] = first | second | {"region", "district"}
        names = [(name, country.iso3) for country in countries for name in (country.name, *country.aliases)]
        return cls(
            lists={key: frozenset(words) for key, words in cues.items()},
            last_words={key: frozenset(phrase.rpartition(" ")[2] for phrase in words) for key, words in cues.items()},
            kinds_after={word: kinds[key] for key in kinds for word in cues[key]},
            kinds_before={word: kinds[key] for key in _SAID_BEFORE for word in cues[key]},
            several={_plural(word): kinds[key] for key in kinds for word in cues[key]},
            countries={fold(name): iso3 for name, iso3 in reversed(names)},
            demonyms=_gathered((fold(word), country.iso3) for country in countries for word in country.demonyms),
            acronyms=frozenset(fold(name) for name, _ in names if name.isupper() and len(name) <= 4),
        )

    def has(self, key: str, word: str) -> bool:
        """Whether the list *key* holds *word*, in lower case."""
        return word in self.lists[key]

    def ends_with(self, key: str, words: Sequence[str]) -> bool:
        """Whether the last of *words*, in lower case, are a phrase of the list *key*."""
        if not words or words[-1] not in self.last_words[key]:
            return False
        tail = words[-_LONGEST_PHRASE:]
        return any(" ".join(tail[start:]) in self.lists[key] for start in range(len(tail)))


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, tuple[str, ...]] = {}
    for word, iso3 in pairs:
        gathered[word] = (*gathered.get(word, ()), iso3)
    return gathered
