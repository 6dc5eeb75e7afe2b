"""What an actor is called, and of which type it is: as reported, or by a standing name where nobody is named."""

from __future__ import annotations

from incidents.codebook.countries import Countries
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, NATION, PERSON, PROTESTER, RIOTER, Party
from incidents.coder.text.lexicon import registry_of
from incidents.domain.who import Actor

_STANDING = {ARMED: "Unidentified Armed Group", PROTESTER: "Protesters", RIOTER: "Rioters"}
_TYPES = {COUNTRY: "military", NATION: "military", PERSON: "individual", PROTESTER: "protesters", RIOTER: "rioters"}
_STATES = frozenset({FORCE, NATION, COUNTRY})
_AT_HOME = frozenset({FORCE, NATION, ARMED, PROTESTER, RIOTER})
_SHORT = 2  # letters: US, UK


def name_actor(party: Party, role: str, *, attribution: str, country: str | None, countries: Countries) -> Actor:
    """*party* as an actor of an event in *country*."""
    home = party.country or (country if party.kind in _AT_HOME else None)
    return Actor(
        name=_name(party, home, countries),
        role=role,
        type=_type(party, country),
        country=home,
        attribution=attribution,
    )


def crowd(kind: str, role: str, *, country: str | None, countries: Countries) -> Actor:
    """``Protesters (Serbia)``: a crowd (``PROTESTER`` or ``RIOTER``) by its country, after ACLED's way."""
    name = _with_country(_STANDING[kind], country, countries)
    return Actor(name=name, role=role, type=_TYPES[kind], country=country, attribution="stated")


def _name(party: Party, home: str | None, countries: Countries) -> str:
    if party.kind == ARMED and party.is_described:
        return _with_country(party.name[0].upper() + party.name[1:], home, countries)
    if party.kind in _STANDING:
        return _with_country(_STANDING[party.kind], home, countries)
    if party.kind == NATION and home is not None:
        return _with_country(f"{party.name} forces", home, countries)
    if party.kind == COUNTRY and party.country is not None:
        found = countries.get(party.country)
        return party.name if found is None else found.name
    if party.known_as is not None and party.name.isupper():
        return registry_of().find(party.known_as).name
    return _with_country(party.name, home, countries) if party.kind == FORCE else party.name


def _with_country(name: str, country: str | None, countries: Countries) -> str:
    """``Kenyan police (Kenya)``: as reported, and the country that adjectives and bare nouns leave to the reader."""
    short = None if country is None else _short(country, countries)
    is_said = short is None or f" {short} " in f" {name} "
    return name if is_said else f"{name} ({short})"


def _short(country: str, countries: Countries) -> str:
    found = countries.get(country)
    if found is None:
        return country
    short = (alias for alias in found.aliases if alias.isupper() and len(alias) == _SHORT)
    return next(short, found.name)


def _type(party: Party, country: str | None) -> str:
    if party.known_as is not None:
        return registry_of().find(party.known_as, country=country).type
    is_abroad = party.country is not None and country is not None and party.country != country
    if party.kind in _STATES and is_abroad:
        return "foreign_forces"
    if party.kind == FORCE:
        return "police" if party.is_police else "military"
    return _TYPES.get(party.kind, "unknown")
