"""Every word list of the codebook that the coder reads by, compiled once into one matcher.

Does not hold words: they are in ``schema/vocabularies`` (the cues of terms), ``schema/cues`` and the countries' names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from incidents.codebook.countries import Countries
from incidents.codebook.loader import Codebook
from incidents.coder.cues import CueMention, Matcher
from incidents.coder.words import Word

Cues = Mapping[str, tuple[CueMention, ...]]
TERMS = ("weapons", "target_types", "actor_types", "claim_modes")
LISTS = ("triggers", "actors", "claims", "relevance", "discourse", "grammar", "devices")

RIVALS = frozenset({"triggers", "actors"})


class Lexicon:
    """Finds in a run of words what each list has to say about them.

    Lists of terms are called by their vocabulary (``weapons``), lists of words by file and key (``claims.denied``);
    ``demonyms`` and ``countries`` give ISO alpha-3 codes.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._matchers = dict(_matchers(codebook))

    def find(self, text: str, words: Sequence[Word]) -> Cues:
        """The mentions of every list in *words* of *text*."""
        return {name: matcher.find(text, words) for name, matcher in self._matchers.items()}


@lru_cache(maxsize=4)
def lexicon_of(codebook: Codebook) -> Lexicon:
    """The compiled lists of *codebook*, kept."""
    return Lexicon(codebook)


def _matchers(codebook: Codebook) -> Iterator[tuple[str, Matcher]]:
    for name in set(TERMS) & set(codebook.vocabulary_names):
        yield name, Matcher({term.code: term.cues for term in codebook.vocabulary(name)})
    for name in LISTS:
        yield name, Matcher(codebook.cues(name), are_rivals=name in RIVALS)
    yield "demonyms", Matcher(_demonyms(codebook.countries))
    yield "countries", Matcher({country.iso3: _names(country.name, country.aliases) for country in codebook.countries})


def _demonyms(countries: Countries) -> Mapping[str, tuple[str, ...]]:
    return {country.iso3: country.demonyms for country in countries if country.demonyms}


def _names(name: str, aliases: Sequence[str]) -> tuple[str, ...]:
    return (name, *aliases)


def keyed(cues: Cues, name: str) -> tuple[CueMention, ...]:
    """The mentions of one key of a list, called ``list.key``."""
    listed, key = name.split(".")
    return tuple(mention for mention in cues[listed] if mention.code == key)
