"""What an actor is called, and of which type it is: as reported, or by a standing name where nobody is named."""

from __future__ import annotations

from functools import lru_cache

from incidents.codebook.countries import Countries
from incidents.codebook.loader import Codebook
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, NATION, PERSON, PROTESTER, RIOTER, Party
from incidents.coder.text.found import Found
from incidents.coder.text.index import Index
from incidents.coder.text.lexicon import registry_of
from incidents.coder.text.words import split_words
from incidents.domain.events import TARGET, Actor

_STANDING = {PROTESTER: "Protesters", RIOTER: "Rioters"}
_UNIDENTIFIED = "Unidentified"
_TYPES = {COUNTRY: "military", NATION: "military", PERSON: "individual", PROTESTER: "protesters", RIOTER: "rioters"}
_STATES = frozenset({FORCE, NATION, COUNTRY})
_AT_HOME = frozenset({FORCE, NATION, ARMED, PROTESTER, RIOTER})
_ARMED_TYPES = frozenset({"rebel", "political_militia", "communal_militia", "criminal"})
_SHORT = 2  # letters: US, UK


def name_actor(party: Party, role: str, *, attribution: str, country: str | None, codebook: Codebook) -> Actor:
    """*party* as an actor of an event in *country*."""
    home = party.country or _home(party) or (country if party.kind in _AT_HOME else None)
    return Actor(
        name=_name(party, home, codebook.countries, is_struck=role == TARGET),
        role=role,
        type=_type(party, country, codebook),
        country=home,
        attribution=attribution,
    )


def _home(party: Party) -> str | None:
    """The country whose force it is, by the registry."""
    if party.known_as is None or party.kind != FORCE:
        return None
    return next(iter(registry_of().find(party.known_as).countries), None)


def crowd(kind: str, role: str, *, country: str | None, countries: Countries) -> Actor:
    """``Protesters (Serbia)``: a crowd (``PROTESTER`` or ``RIOTER``) by its country, after ACLED's way."""
    name = _with_country(_STANDING[kind], country, countries)
    return Actor(name=name, role=role, type=_TYPES[kind], country=country, attribution="stated")


def _name(party: Party, home: str | None, countries: Countries, *, is_struck: bool) -> str:
    """Youths who riot are rioters, youths who were struck are youths."""
    if party.kind == ARMED or (party.kind == RIOTER and is_struck):
        name = _begun(party.name) if party.is_described else f"{_UNIDENTIFIED} {_small(party.name)}"
        return _with_country(name, home, countries)
    if party.kind in _STANDING:
        return _with_country(_STANDING[party.kind], home, countries)
    if party.kind == NATION and home is not None and not party.is_people:
        return _with_country(f"{party.name} forces", home, countries, is_whole=True)
    if party.kind == COUNTRY and party.country is not None:
        found = countries.get(party.country)
        return party.name if found is None else found.name
    if party.known_as is not None and party.name.isupper():
        return registry_of().find(party.known_as).label
    return _with_country(_begun(party.name), home, countries) if party.kind == FORCE else party.name


def _begun(name: str) -> str:
    return name[0].upper() + name[1:]


def _small(name: str) -> str:
    """*name* without the capital that only begins a sentence or shouts."""
    words = name.split()
    return name if len(words) > 1 and not name.isupper() else name.lower()


def _with_country(name: str, country: str | None, countries: Countries, *, is_whole: bool = False) -> str:
    """``Kenyan police (Kenya)``: as reported, and the country that adjectives and bare nouns leave to the reader.

    *is_whole*: its whole name, where an adjective is all that names it: ``American forces (United States)``.
    """
    short = None if country is None else _short(country, countries, is_whole=is_whole)
    is_said = short is None or f" {short} " in f" {name} "
    return name if is_said else f"{name} ({short})"


def _short(country: str, countries: Countries, *, is_whole: bool) -> str:
    found = countries.get(country)
    if found is None or is_whole:
        return country if found is None else found.name
    short = (alias for alias in found.aliases if alias.isupper() and len(alias) == _SHORT)
    return next(short, found.name)


def _type(party: Party, country: str | None, codebook: Codebook) -> str:
    if party.known_as is not None:
        return registry_of().find(party.known_as, country=country).type
    is_abroad = party.country is not None and country is not None and party.country != country
    if party.is_government:
        return "government"
    if party.is_people:
        return "unknown"
    if party.kind in _STATES and is_abroad:
        return "foreign_forces"
    if party.kind == FORCE:
        return "police" if party.is_police else "military"
    return _TYPES.get(party.kind) or _type_by_words(party.name, codebook)


def _type_by_words(name: str, codebook: Codebook) -> str:
    """The kind of armed people that the last telling word of *name* stands for: "bandits", "the valley militia"."""
    found = Found(name, split_words(name), _armed_types(codebook))["types"]
    return found[-1].code if found else "unknown"


@lru_cache(maxsize=4)
def _armed_types(codebook: Codebook) -> Index:
    terms = [term for term in codebook.vocabulary("actor_types") if term.code in _ARMED_TYPES]
    return Index({"types": {term.code: term.cues for term in terms}})
