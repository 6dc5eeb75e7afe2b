"""What one passage says of each party for and against its having acted: its roles, claims, and that it is named at all.

A clue has a name; how much it counts is for ``suspects``. People under arms who are not named ("gunmen") are no party
of their own here: they speak for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.deeds import PERSONAL, clue_of
from incidents.coder.fields.identity import key_of
from incidents.coder.fields.occasion import is_of_another
from incidents.coder.fields.precedents import is_of_before
from incidents.coder.fields.responsibility import find_called_again, resolve
from incidents.coder.mentions.claims import CLAIMED, DENIED, SUSPECTED
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NAME, NATION, SPEAKER, Party
from incidents.coder.mentions.roles import Role
from incidents.coder.mentions.suspects import find_suspects
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import PERPETRATOR

_GAINS, BLOWS = frozenset({"gain", "overtake"}), frozenset({"airstrike", "shelling"})
NAMED = "named"  # as a suspect
CLEARED = "cleared"
NEVER = frozenset({SPEAKER, ARMED})
"""The kinds of party that are never a suspect."""
_CLEARED_REACH = 6  # words
_ACCUSED = frozenset({GROUP, FORCE, COUNTRY, NATION})
_BY_STATUS = {CLAIMED: "claimed", SUSPECTED: "blamed", DENIED: "denied"}


def clues_of(passage: Passage, account: Account, named: Party | None) -> Iterator[tuple[Party, str]]:
    """What one passage says of each party; acts and claims of a passage that tells of habits are only that.

    *named* is the party named last before it.
    """
    reading = passage.reading
    is_habit = bool(keyed(reading.cues, "discourse.habit"))
    yield from ((party, "announces") for party in reading.parties if _announces(party, passage, account))
    yield from _acts(passage, account, named, is_habit=is_habit)
    yield from ((party, "habit" if is_habit else "blamed") for party in _accused(passage))
    if account.kinds & PERSONAL:
        yield from ((party, NAMED) for party in find_suspects(reading.cues, reading.parties))
    yield from _claims(passage, account, named)


def _acts(passage: Passage, account: Account, named: Party | None, *, is_habit: bool) -> Iterator[tuple[Party, str]]:
    """The clues of who does what; people under arms act for the group *named* before, where they are called again."""
    opener = next(iter(account.passages[0].acts), None) if passage is account.passages[0] else None
    for role in passage.reading.roles:
        if role.party.kind not in NEVER and not _is_thing(role.party, passage):
            is_other = is_habit or is_of_before(role, passage, account) or _is_answer(role, passage, account)
            yield role.party, "habit" if is_other else clue_of(role, account, is_news=role.trigger == opener)
        elif role.party.kind == ARMED and role.role == PERPETRATOR:
            again = find_called_again(role.party, passage.reading, named)
            if again is not None and not (is_habit or is_of_before(role, passage, account)):
                yield again, clue_of(role._replace(party=again), account, is_news=role.trigger == opener)


def _accused(passage: Passage) -> Iterator[Party]:
    """Those of whom somebody says in a speech that they did it."""
    for role in passage.reading.spoken_roles:
        if role.role == PERPETRATOR and role.party.kind in _ACCUSED and passage.start <= role.party.start < passage.end:
            yield role.party


def _claims(passage: Passage, account: Account, named: Party | None) -> Iterator[tuple[Party, str]]:
    for claim in passage.reading.claims:
        by = resolve(claim, passage.reading, named)
        if by is not None and by.kind not in NEVER and claim.status in _BY_STATUS:
            yield by, "habit" if is_of_another(claim, passage, account) else _BY_STATUS[claim.status]


def _is_thing(party: Party, passage: Passage) -> bool:
    """True for "IED" and "Katyusha", which look like names, and for the last word of "Benue State"."""
    if party.kind != NAME:
        return False
    is_of_place = any(party.first == party.last == cue.last for cue in keyed(passage.reading.cues, "grammar.of_place"))
    weapons = passage.reading.weapons
    return is_of_place or any(weapon.start <= party.end and party.start < weapon.end for weapon in weapons)


def _is_answer(role: Role, passage: Passage, account: Account) -> bool:
    """True for whoever suffered the act of the opening and acts later, or did it and suffers later: an answer to it.

    In a fight the sides take turns, and only the latter holds.
    """
    opening = account.passages[0]
    if passage is opening:
        return False
    doers = {key_of(each.party) for each in opening.reading.roles if each.role == PERPETRATOR}
    if role.role != PERPETRATOR:
        return key_of(role.party) in doers
    sufferers = {key_of(each.party) for each in opening.reading.roles if each.role != PERPETRATOR}
    return bool(doers) and "clash" not in account.kinds and key_of(role.party) in sufferers


def _announces(party: Party, passage: Passage, account: Account) -> bool:
    """``The army says that an airstrike killed rebels``: who tells of an act of its own kind that nobody else did."""
    if not party.speaks or party.kind not in {GROUP, FORCE}:
        return False
    roles = passage.reading.roles
    is_own = any(role.role != PERPETRATOR and role.party.kind in {GROUP, ARMED} for role in roles)
    is_own = is_own or (party.kind == FORCE and "kill" in passage.kinds and _names_a_foe(passage))
    is_gain = bool(passage.kinds & _GAINS)
    is_blow = is_own and bool(passage.kinds & BLOWS)
    is_told = any(role.role == PERPETRATOR and not is_of_before(role, passage, account) for role in roles)
    claims = (claim for claim in passage.reading.claims if not is_of_another(claim, passage, account))
    is_blamed = any(claim.status == SUSPECTED for claim in claims)
    return not (is_told or is_blamed) and (is_gain or is_blow)


def _names_a_foe(passage: Passage) -> bool:
    """True where an armed group that is known is named: "said a Northern Front commander was killed"."""
    return any(party.kind == GROUP and party.known_as is not None for party in passage.reading.parties)


def bearing_of(party: Party, passage: Passage) -> str:
    """What it is to be named at all: to be among the harmed, to be fought, to say something, or only to be there."""
    if party.first > 0 and passage.reading.words[party.first - 1].folded == "against":
        return "target"
    if any(0 < party.first - cue.last <= _CLEARED_REACH for cue in keyed(passage.reading.cues, "grammar.unlinked")):
        return CLEARED
    is_harmed = any(
        harm.start <= party.start and party.end <= harm.end and not harm.is_perpetrator
        for harm in passage.reading.casualties
    )
    return "harmed" if is_harmed else "speaks" if party.speaks else "early"
