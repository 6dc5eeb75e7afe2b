"""Whether the words of a listed name stand for a place at all: many are persons, common words, or of longer names.

Does not say which place they stand for: ``choice`` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidents.coder.mentions.places.choice import Choice
from incidents.coder.mentions.places.names import Name
from incidents.coder.mentions.places.use import PERSON, PLAIN, SPEAKER
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.text.sentences import Sentence
from incidents.geo.candidate import ADMIN1, CURATED, POINTS_WITHIN_A_TOWN, Candidate
from incidents.geo.gazetteer import PROJECT

_KNOWN_TOWN, _KNOWN_CITY = 15_000, 500_000
_HOME = 0.25  # how much an article is about a country for a lesser place of it to be believed
_POSSESSIVES = ("'s", "\u2019s")
_HYPHENED = re.compile(r"[-\u2010\u2011\u2013](\w+)")
_LOWER = re.compile(r"\b[a-z][^\W_]*")


def serious_names(names: Sequence[Name], sentences: Sequence[Sentence], words: PlaceWords) -> list[Name]:
    """Those of *names*, found in *sentences* of one article, that may be places, whatever places there are."""
    spoken, people = _lower_words(sentences), _people(names)
    return [name for name in names if not _is_vetoed(name, spoken, people, words)]


def _lower_words(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words that the article also writes small: "Police" is no town where "police" are."""
    return frozenset(word for sentence in sentences for word in _LOWER.findall(sentence.text))


def _people(names: Sequence[Name]) -> frozenset[str]:
    """Names that somewhere in the article are a person's, and nowhere plainly a place's."""
    persons = {name.folded for name in names if name.use in {PERSON, SPEAKER}}
    return frozenset(persons - {name.folded for name in names if name.use == PLAIN and name.is_inside})


def _is_vetoed(name: Name, spoken: frozenset[str], people: frozenset[str], words: PlaceWords) -> bool:
    """Whether its use, or its use elsewhere in the article, says that the name is no place's."""
    if name.folded in words.countries or name.folded in words.demonyms:
        return name.use == PERSON or _is_of_owner(name, words)
    is_common = " " not in name.folded and name.folded in spoken
    return name.use != PLAIN or name.folded in people or is_common


def _is_of_owner(name: Name, words: PlaceWords) -> bool:
    """Whether a country only says whose something is: "the Panama-flagged ship", "Iran-backed"."""
    hyphened = _HYPHENED.match(name.after)
    return hyphened is not None and words.has("allegiance", hyphened[1].lower())


def is_believed(choice: Choice, place: Candidate, parts: frozenset[str]) -> bool:
    """Whether the surroundings bear out that the words name a place at all; *parts* are names of longer names."""
    name = choice.name
    is_home = choice.focus >= _HOME
    is_known = place.population >= _KNOWN_TOWN or place.layer in {CURATED, ADMIN1, PROJECT}
    is_city = place.population >= _KNOWN_CITY
    if _is_doubtful(choice, place, parts):
        return False
    is_part_of_country = place.kind == "region" and name.quote[0].islower()  # "eastern Syria"
    is_called = place.kind in name.kinds and (is_home or is_known)
    if choice.has_parent or is_part_of_country or is_called:
        return True
    if name.is_caseless:
        return is_city
    if name.is_located:
        is_sure = name.is_inside and " " in name.folded and choice.is_only
        return is_home or is_known or is_sure
    if name.is_opening or name.is_loud or name.folded in parts:
        return is_known and (is_home or is_city)
    return is_home or is_city


def _is_doubtful(choice: Choice, place: Candidate, parts: frozenset[str]) -> bool:
    """Whether something speaks against a place: a longer name, an owner's, an acronym, a landmark far from home."""
    name = choice.name
    is_stray = place.kind in POINTS_WITHIN_A_TOWN and choice.focus < _HOME
    is_surname = name.folded in parts and name.after.startswith(_POSSESSIVES)
    return name.use != PLAIN or is_stray or is_surname or (name.is_acronym and place.layer != CURATED)
