"""Every word list of the codebook that the coder reads by, compiled once into one matcher.

Does not hold words: they are in ``schema/vocabularies`` (the cues of terms), ``schema/cues`` and the countries' names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from incidents.codebook.actors import KnownActor, Registry, load_actors
from incidents.codebook.loader import Codebook
from incidents.coder.text.found import Found
from incidents.coder.text.index import ByList, Hits, Index
from incidents.coder.text.words import Word

Cues = Found
"""What every list says about one sentence."""

TERMS = ("weapons", "target_types", "target_outcomes", "stages", "claim_modes", "subjects")
LISTS = ("triggers", "actors", "claims", "relevance", "discourse", "grammar", "devices")
TELLING = ("weapons", "triggers", "claims")
"""A sentence without any of these has nothing to code."""

_RIVALS = ("triggers", "actors")
_ALWAYS = frozenset({"weapons", "triggers", "claims", "relevance", "discourse", "subjects"})
_CLAIMS = "claims"


class Lexicon(Index):
    """Every list of a codebook, compiled.

    Lists of terms are called by their vocabulary (``weapons``); ``demonyms`` and ``countries`` give ISO alpha-3 codes,
    ``registry`` the names of known actors. A list of words is called by file and key (``grammar.of``), but among
    triggers and actors, which are one list each, a longer word of one key hides one of another.

    Seen by another name: ``claims`` all claims together, ``actors.armed`` one key of triggers or actors.
    """

    def __init__(self, codebook: Codebook) -> None:
        lists = dict(_lists(codebook))
        claims = tuple(name for name in lists if _file_of(name) == _CLAIMS)
        super().__init__(lists, nested={"weapons"}, unshouted=codebook.cues("grammar")["unshouted"])
        keys = {f"{listed}.{key}": ((listed,), key) for listed in _RIVALS for key in codebook.cues(listed)}
        self.views = {_CLAIMS: (claims, None), **keys}
        self._telling = frozenset({"weapons", "triggers", *claims})
        self._always = frozenset(name for name in lists if _file_of(name) in _ALWAYS)

    def spread(self, hits: Hits, text: str, words: Sequence[Word]) -> ByList:
        """As for every index; where no act, weapon or claim is named, only what is said of the article as a whole."""
        found = super().spread(hits, text, words)
        if not self._telling.isdisjoint(found):
            return found
        return {name: each for name, each in found.items() if name in self._always}


@lru_cache(maxsize=4)
def lexicon_of(codebook: Codebook) -> Lexicon:
    """That of *codebook*, kept."""
    return Lexicon(codebook)


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


def find_cues(text: str, sentences: Iterable[Sequence[Word]], *, codebook: Codebook) -> tuple[Cues, ...]:
    """What every list has to say about each of *sentences*, given by their words in *text*."""
    lexicon = lexicon_of(codebook)
    return tuple([Found(text, words, lexicon) for words in sentences])


keyed = Cues.__getitem__
"""``keyed(cues, name)``: the mentions of one key of a list, called ``list.key``."""
