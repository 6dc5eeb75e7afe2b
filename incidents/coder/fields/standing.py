"""What a party is, as clues for and against its having acted: its kind, where it is active, its place in the headline.

Does not read what the passages say of it: ``clues`` does.
"""

from __future__ import annotations

from collections.abc import Mapping

from incidents.coder.events.accounts import Account
from incidents.coder.mentions.parties import COUNTRY, FORCE, GROUP, NATION, Party
from incidents.coder.mentions.roles import ADJECTIVE, ENEMY, OPPONENT, SUBJECT
from incidents.coder.text.lexicon import registry_of

Clues = Mapping[str, float]
ACTING = frozenset({SUBJECT, ADJECTIVE, OPPONENT, ENEMY})
"""Clues that say outright who did it."""
TELLING = ACTING | {"claimed", "blamed", "named", "reaction", "announces"}
"""Clues that say who did it or is held to have done it."""
STATES = frozenset({FORCE, NATION, COUNTRY})
"""The kinds of party that are a state or belong to one."""
CROWDED = frozenset({"protest", "riot"})
_COMMON = frozenset(
    {"police", "army", "forces", "military", "group", "state", "security", "fighters", "troops", "soldiers"}
)
_FROM_AFAR = frozenset({"airstrike", "shelling", "intercept"})


def standing(party: Party, clues: Clues, account: Account, title: frozenset[str]) -> Clues:
    """The clues that lie in what *party* is, and in the *clues* found of it taken together; *title* are ``stems``."""
    told = clues.keys()
    does, is_titled = bool(ACTING & told), _is_titled(party.name, title)
    flags = {
        f"is_{party.kind}": True,
        f"type_{type_of(party)}": True,
        "active": _is_active(party, account),
        "police": party.is_police,
        "suspected": party.is_suspected,
        "acts": does,
        "group_acts": does and party.kind == GROUP,
        "force_acts": does and party.kind == FORCE,
        "only_named": told <= {"early", "habit"},
        "only_target": "target" in told and not told & TELLING,
        "headline": is_titled,
        "headline_acts": is_titled and does,
        "state_from_afar": party.kind in STATES and bool(account.kinds & _FROM_AFAR),
        "police_and_crowd": party.is_police and bool(account.kinds & CROWDED),
        "group_suicide": party.kind == GROUP and "suicide" in account.kinds,
        "side_of_clash": party.kind in {GROUP, FORCE} and "clash" in account.kinds,
    }
    return {name: 1.0 for name, holds in flags.items() if holds}


def _is_active(party: Party, account: Account) -> bool:
    """True when the registry has it active in a country that the account names, in the account's year."""
    if party.known_as is None:
        return False
    actor = registry_of().find(party.known_as)
    countries = {place.place.country for passage in account.passages for place in passage.reading.places}
    year = None if account.when is None else account.when.start.year
    is_in_time = year is None or (actor.since or year) <= year <= (actor.until or year)
    return is_in_time and bool(countries & set(actor.countries))


def type_of(party: Party) -> str:
    """The code of ``actor_types`` that the registry has for it, else ``unknown``."""
    return "unknown" if party.known_as is None else registry_of().find(party.known_as).type


def _is_titled(name: str, title: frozenset[str]) -> bool:
    """True when most of the telling words of *name* stand in the headline."""
    own = stems(name)
    return 2 * len(own & title) > len(own)


def stems(text: str) -> frozenset[str]:
    """The longer words of *text* by their first five letters, so that "Israel" meets "Israeli"."""
    plain = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return frozenset(word[:5] for word in plain.split() if len(word) > 3 and word not in _COMMON)


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
