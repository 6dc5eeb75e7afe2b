"""Every word list of the codebook that the coder reads by, compiled once into one matcher.

Does not hold words: they are in ``schema/vocabularies`` (the cues of terms), ``schema/cues`` and the countries' names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from incidents.codebook.actors import KnownActor, Registry, load_actors
from incidents.codebook.loader import Codebook
from incidents.coder.text.cues import CueMention
from incidents.coder.text.index import Index
from incidents.coder.text.words import Word

Cues = Mapping[str, tuple[CueMention, ...]]
TERMS = ("weapons", "target_types", "target_outcomes", "stages", "claim_modes", "subjects")
LISTS = ("triggers", "actors", "claims", "relevance", "discourse", "grammar", "devices")
TELLING = ("weapons", "triggers", "claims")
"""A sentence without any of these has nothing to code."""

_RIVALS = ("triggers", "actors")
_FIRST = frozenset({"weapons", "triggers", "claims", "relevance", "discourse", "subjects"})
_WHOLE = (*_RIVALS, *TERMS, "claims", "demonyms", "countries", "registry")
_NOTHING: Cues = dict.fromkeys(_WHOLE, ())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list, compiled: *first* those that tell whether a sentence has anything to code, *then* the others.

    *claims* are the names of the lists of claims, *telling* of all that tell of something to code.
    """

    first: Index
    then: Index
    claims: tuple[str, ...]
    telling: frozenset[str]


@lru_cache(maxsize=4)
def lexicon_of(codebook: Codebook) -> Lexicon:
    """Every list of *codebook*, compiled and kept.

    Lists of terms are called by their vocabulary (``weapons``); ``demonyms`` and ``countries`` give ISO alpha-3 codes,
    ``registry`` the names of known actors. A list of words is called by file and key (``grammar.of``), but among
    triggers and actors, which are one list each, a longer word of one key hides one of another.
    """
    first = dict(_lists(codebook))
    then = {name: first.pop(name) for name in tuple(first) if _file_of(name) not in _FIRST}
    claims = tuple(name for name in first if _file_of(name) == "claims")
    unshouted = codebook.cues("grammar")["unshouted"]
    return Lexicon(
        Index(first, nested={"weapons"}, unshouted=unshouted),
        Index(then, unshouted=unshouted),
        claims,
        frozenset({"weapons", "triggers", *claims}),
    )


def _lists(codebook: Codebook) -> Iterator[tuple[str, Mapping[str, Iterable[str]]]]:
    for name in LISTS:
        if name in _RIVALS:
            yield name, codebook.cues(name)
        else:
            yield from ((f"{name}.{key}", {key: cues}) for key, cues in codebook.cues(name).items())
    for name in TERMS:
        yield name, {term.code: term.cues for term in codebook.vocabulary(name)}
    yield "demonyms", {country.iso3: country.demonyms for country in codebook.countries}
    yield "countries", {country.iso3: (country.name, *country.aliases) for country in codebook.countries}
    yield "registry", {actor.name: tuple(_cues(actor)) for actor in registry_of()}


def _file_of(name: str) -> str:
    return name.partition(".")[0]


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


def find_cues(text: str, sentences: Sequence[Sequence[Word]], *, codebook: Codebook) -> tuple[Cues, ...]:
    """What every list has to say about each of *sentences*, given by their words in *text*.

    By list, and by key for triggers and actors, too. A sentence that names no act, weapon or claim is only searched for
    what it says of the article as a whole.
    """
    lexicon = lexicon_of(codebook)
    first = lexicon.first.find(text, sentences)
    is_telling = [not lexicon.telling.isdisjoint(found) for found in first]
    then = iter(lexicon.then.find(text, list(compress(sentences, is_telling))))
    return tuple(
        _gathered({**found, **next(then)}, lexicon) if is_told else {**_NOTHING, **found} if found else _NOTHING
        for found, is_told in zip(first, is_telling, strict=True)
    )


def _gathered(found: Cues, lexicon: Lexicon) -> Cues:
    """*found* with every list of terms, all claims together, and each key of triggers and actors by itself."""
    keys: dict[str, list[CueMention]] = {}
    for listed in _RIVALS:
        for mention in found.get(listed, ()):
            keys.setdefault(f"{listed}.{mention.code}", []).append(mention)
    claims = tuple(mention for name in lexicon.claims for mention in found.get(name, ()))
    return {**_NOTHING, **found, "claims": claims, **{key: tuple(mentions) for key, mentions in keys.items()}}


def keyed(cues: Cues, name: str) -> tuple[CueMention, ...]:
    """The mentions of one key of a list, called ``list.key``."""
    return cues.get(name, ())
