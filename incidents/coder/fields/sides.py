"""Who else took part beside the perpetrator: partners in the same act, the other side of a fight, those who suffered.

Does not choose the perpetrator: ``perpetrators`` does.
"""

from __future__ import annotations

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.mentions.parties import ARMED, COUNTRY, NAME, NATION, PERSON, Party
from incidents.coder.mentions.roles import AIM, Role
from incidents.domain.events import PERPETRATOR, TARGET

_CLASH, _CAUGHT = "clash", frozenset({"arrest", "kill"})
_WHEREABOUTS = frozenset({COUNTRY, NATION})
_STRUCK = frozenset({"airstrike", "shelling", "attack", "hit", "bombing"})
_TAKEN = frozenset({"overtake", "gain"})
_TITLED = frozenset({NAME, PERSON})
_LOOSE = frozenset({NAME, ARMED})
_AND_REACH = 3  # words: "and the"


def find_opponents(account: Account) -> tuple[Party, ...]:
    """The two sides of the first fight that names both ("clashes between A and B"), in the order of the text."""
    for passage in account.passages:
        for act in passage.acts:
            sides = _of_act(passage, act.first) if act.kind == _CLASH else []
            if len(sides) > 1:
                return tuple(sides[:2])
    return ()


def _of_act(passage: Passage, at: int) -> list[Party]:
    roles = passage.reading.roles
    sides = {role.party for role in roles if role.trigger.first == at and role.role == PERPETRATOR}
    return sorted((side for side in sides if side.kind != NAME), key=lambda side: side.start)


def find_partners(account: Account, party: Party) -> tuple[Party, ...]:
    """Those who are told of as doing the same act in the same way as *party*, as "and" joins them."""
    for passage in account.passages:
        own = [role for role in passage.reading.roles if role.party == party and role.role == PERPETRATOR]
        if own:
            return tuple(role.party for role in passage.reading.roles if _is_partner(role, own[0]))
    return ()


def _is_partner(role: Role, own: Role) -> bool:
    is_same = (role.trigger, role.manner, role.role) == (own.trigger, own.manner, PERPETRATOR)
    first, last = sorted((role.party, own.party), key=lambda each: each.first)
    return is_same and 0 < last.first - first.last <= _AND_REACH and role.party.kind not in _LOOSE


def find_sufferers(account: Account) -> list[Party]:
    """The parties that were attacked, the surest first, no name twice."""
    told = [
        role
        for passage in account.passages
        for role in passage.reading.roles
        if role.role == TARGET and _is_party(role, passage)
    ]
    seen: dict[str, Party] = {}
    for role in sorted(told, key=lambda each: -each.strength):
        seen.setdefault(role.party.name.lower(), role.party)
    return list(seen.values())


def _is_party(role: Role, passage: Passage) -> bool:
    """False for a place or a building, for a country that was not struck, and for an attacker who was caught."""
    party, cues = role.party, passage.reading.cues
    if party.kind in _WHEREABOUTS:
        return role.trigger.kind in _STRUCK
    if party.kind == ARMED and role.trigger.kind in _CAUGHT:
        return not party.is_attacker
    if party.kind == NAME and (role.manner == AIM or role.trigger.kind in _TAKEN):
        return False
    is_fragment = not party.ends_phrase and passage.reading.words[party.last + 1].is_capital
    is_site = any(party.first <= site.first <= party.last + 1 for site in cues["target_types"])
    return party.kind not in _TITLED or not (is_fragment or (is_site and not _is_someone(party, passage)))


def _is_someone(party: Party, passage: Passage) -> bool:
    """True for a person whose rank or office is part of the phrase before: "mayor Ana Diaz"."""
    sites = passage.reading.cues["target_types"]
    return party.kind == PERSON and not any(party.first < site.first <= party.last + 1 for site in sites)
