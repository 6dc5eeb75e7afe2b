"""Every word list of the codebook that the coder reads by, compiled once into one matcher.

Does not hold words: they are in ``schema/vocabularies`` (the cues of terms), ``schema/cues`` and the countries' names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from incidents.codebook.actors import KnownActor, Registry, load_actors
from incidents.codebook.loader import Codebook
from incidents.coder.text.cues import CueMention, Index
from incidents.coder.text.words import Word

Cues = Mapping[str, tuple[CueMention, ...]]
TERMS = ("weapons", "target_types", "target_outcomes", "stages", "claim_modes", "subjects")
LISTS = ("triggers", "actors", "claims", "relevance", "discourse", "grammar", "devices")

_RIVALS = frozenset({"triggers", "actors"})
_FIRST = ("weapons", "triggers", "claims", "relevance", "discourse", "subjects")
_TELLING = ("weapons", "triggers", "claims")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list, compiled: *first* those that tell whether a sentence has anything to code, *then* the others."""

    first: Index
    then: Index


@lru_cache(maxsize=4)
def lexicon_of(codebook: Codebook) -> Lexicon:
    """Every list of *codebook*, compiled and kept.

    Lists of terms are called by their vocabulary (``weapons``), lists of words by their file; ``demonyms`` and
    ``countries`` give ISO alpha-3 codes, ``registry`` the names of known actors. Only among triggers and actors does a
    longer word of one key hide one of another.
    """
    lists: dict[str, Mapping[str, Iterable[str]]] = {name: codebook.cues(name) for name in LISTS}
    lists |= {name: {term.code: term.cues for term in codebook.vocabulary(name)} for name in TERMS}
    lists["demonyms"] = {country.iso3: country.demonyms for country in codebook.countries}
    lists["countries"] = {country.iso3: (country.name, *country.aliases) for country in codebook.countries}
    lists["registry"] = {actor.name: tuple(_cues(actor)) for actor in registry_of()}
    apart, unshouted = set(LISTS) - _RIVALS, codebook.cues("grammar")["unshouted"]
    first = Index({name: lists.pop(name) for name in _FIRST}, apart=apart, nested={"weapons"}, unshouted=unshouted)
    return Lexicon(first, Index(lists, apart=apart, unshouted=unshouted))


@lru_cache(maxsize=1)
def registry_of() -> Registry:
    """The registry of named actors, kept."""
    return load_actors()


def _cues(actor: KnownActor) -> Iterator[str]:
    """Acronyms and names of one word are matched as written, longer names whatever the case."""
    for name in actor.names:
        plain = name.replace("(", " ").replace(")", " ")
        is_long = not plain.isupper() and (" " in plain or "-" in plain)
        yield plain.lower() if is_long else plain


def find_cues(text: str, words: Sequence[Word], *, codebook: Codebook) -> Cues:
    """What every list has to say about *words* of *text*: by list, and by ``list.key`` for the lists of words.

    A sentence that names no act, weapon or claim is only searched for what it says of the article as a whole.
    """
    lexicon = lexicon_of(codebook)
    found = dict(lexicon.first.find(text, words))
    is_telling = any(found[name] for name in _TELLING)
    found |= lexicon.then.find(text, words) if is_telling else dict.fromkeys(lexicon.then.lists, ())
    keys: dict[str, list[CueMention]] = {}
    for listed in LISTS:
        for mention in found[listed]:
            keys.setdefault(f"{listed}.{mention.code}", []).append(mention)
    return {**found, **{key: tuple(mentions) for key, mentions in keys.items()}}


def keyed(cues: Cues, name: str) -> tuple[CueMention, ...]:
    """The mentions of one key of a list, called ``list.key``."""
    return cues.get(name, ())
