"""Which mentions of parties are of one and the same: by the registry of actors, by the state, by the words.

Does not ask what they did: ``clues`` does.
"""

from __future__ import annotations

from incidents.coder.mentions.parties import COUNTRY, FORCE, NATION, PERSON, Party
from incidents.coder.text.lexicon import registry_of

STATES = frozenset({FORCE, NATION, COUNTRY})
"""The kinds of party that are a state or belong to one."""


def key_of(party: Party) -> str:
    """What makes two mentions one party: the registry's name, the state whose force it is, else its words."""
    if party.known_as is not None and type_of(party) != "military":
        return party.known_as
    if party.kind in STATES and not party.is_people:
        return f"{_country_of(party)}{' police' if party.is_police else ' forces'}"
    return party.name.lower().split()[-1] if party.kind == PERSON else party.name.lower()


def _country_of(party: Party) -> str:
    if party.country is not None or party.known_as is None:
        return party.country or ""
    return next(iter(registry_of().find(party.known_as).countries), "")


def are_same(one: Party, other: Party) -> bool:
    """True when the registry knows both as one, else by their country for states, by their words for others."""
    if one.known_as is not None or other.known_as is not None:
        return one.known_as == other.known_as
    return one.country is not None and one.country == other.country if one.kind in STATES else one.name == other.name


def are_apart(one: Party, other: Party) -> bool:
    """True when the two cannot be one: a group and a state, forces of two countries, two groups."""
    if (one.kind in STATES) != (other.kind in STATES):
        return True
    is_open = one.kind in STATES and (one.country is None or other.country is None)
    return not is_open and not are_same(one, other)


def type_of(party: Party) -> str:
    """The code of ``actor_types`` that the registry has for it, else ``unknown``."""
    return "unknown" if party.known_as is None else registry_of().find(party.known_as).type
