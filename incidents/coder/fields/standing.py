"""What a party is, as clues for and against its having acted: its kind, where it is active, its place in the headline.

Does not read what the passages say of it: ``clues`` does.
"""

from __future__ import annotations

from collections.abc import Mapping

from incidents.coder.events.accounts import Account
from incidents.coder.fields.identity import STATES, type_of
from incidents.coder.mentions.parties import FORCE, GROUP, Party
from incidents.coder.mentions.roles import ADJECTIVE, ENEMY, OPPONENT, SUBJECT
from incidents.coder.text.lexicon import registry_of

Clues = Mapping[str, float]
ACTING = frozenset({SUBJECT, ADJECTIVE, OPPONENT, ENEMY})
"""Clues that say outright who did it."""
TELLING = ACTING | {"claimed", "blamed", "named", "reaction", "announces"}
"""Clues that say who did it or is held to have done it."""
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


def _is_titled(name: str, title: frozenset[str]) -> bool:
    """True when most of the telling words of *name* stand in the headline."""
    own = stems(name)
    return 2 * len(own & title) > len(own)


def stems(text: str) -> frozenset[str]:
    """The longer words of *text* by their first five letters, so that "Israel" meets "Israeli"."""
    plain = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return frozenset(word[:5] for word in plain.split() if len(word) > 3 and word not in _COMMON)
