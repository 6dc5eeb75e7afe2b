"""Who did it, among the parties of one event's passages.

A claim counts more than a clause, a clause more than a suspicion, a name more than "gunmen"; a police that shot
back is no perpetrator. Does not find parties (``parties``), read clauses (``roles``) or claims (``claims``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.responsibility import Statement, last_named, resolve
from incidents.coder.mentions.claims import CLAIMED, SUSPECTED, find_suspects
from incidents.coder.mentions.parties import ARMED, NAME, Party
from incidents.coder.mentions.roles import Role
from incidents.domain.who import PERPETRATOR

_CLAIMED, _NAMED, _BLAMED = 0.97, 0.72, 0.7
_NAMELESS, _REACTING = 0.55, 0.4  # shares of a clause's strength
_FADE, _FAINTEST, _CLAIM_FAINTEST = 0.93, 0.6, 0.75
_ASIDE = frozenset({"arrest", "intercept"})
_REACTIONS = frozenset({"shooting", "kill", "intercept", "bombing", "blast"})
_PROVOKING = frozenset({"attack", "stabbing", "bombing", "suicide", "vehicle", "abduction", "ramming"})
_PERSONAL = frozenset({"stabbing", "shooting", "vehicle", "ramming", "attack", "abduction"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may be the perpetrator; *strength* is 0..1, *attribution* a code of ``attributions``."""

    party: Party
    strength: float
    attribution: str


def find_perpetrator(account: Account) -> Candidate | None:
    """Who is said to have done it; None when nobody is."""
    found = rank_candidates(account)
    named = [each for each in found if each.party.kind != ARMED and each.strength > _REACTING]
    unnamed = [each for each in found if each.party.kind == ARMED]
    is_answer = bool(account.kinds & _PROVOKING) and "protest" not in account.kinds
    return next(iter(named or unnamed or ([] if is_answer else found)), None)


def rank_candidates(account: Account) -> list[Candidate]:
    """Everybody who may have done it, the likeliest first; one may be among them more than once."""
    return sorted(_candidates(account), key=lambda each: (-each.strength, each.party.start))


def _candidates(account: Account) -> Iterator[Candidate]:
    fade = 1.0
    named: Party | None = None
    has_sides = any(_is_side(role) for passage in account.passages for role in passage.reading.roles)
    for passage in account.passages:
        yield from _by_clause(passage, account, fade)
        yield from _by_name(passage, account, fade)
        parties = passage.reading.parties
        for claim in passage.reading.claims:
            if claim.status != SUSPECTED or not has_sides:
                yield from _by_claim((claim, resolve(claim, parties, named)), fade)
        named = last_named(parties, named)
        fade = max(_FAINTEST, fade * _FADE)


def _by_clause(passage: Passage, account: Account, fade: float) -> Iterator[Candidate]:
    is_arrest = account.kinds <= _ASIDE
    for role in passage.reading.roles:
        if role.role == PERPETRATOR and role.party.kind != NAME and (is_arrest or role.trigger.kind not in _ASIDE):
            attribution = "suspected" if role.party.is_suspected else "stated"
            yield Candidate(role.party, role.strength * fade * _share(role), attribution)


def _is_side(role: Role) -> bool:
    """True for a side of a clash: whoever is blamed for one is not on that account a side of it."""
    return role.role == PERPETRATOR and role.trigger.kind == "clash"


def _share(role: Role) -> float:
    if role.party.is_police and role.trigger.kind in _REACTIONS:
        return _REACTING
    return _NAMELESS if role.party.kind == ARMED else 1.0


def _by_name(passage: Passage, account: Account, fade: float) -> Iterator[Candidate]:
    if account.kinds & _PERSONAL:
        for party in find_suspects(passage.reading.cues, passage.reading.parties):
            yield Candidate(party, _NAMED * fade, "accused")


def _by_claim(statement: Statement, fade: float) -> Iterator[Candidate]:
    claim, by = statement
    if by is not None and claim.status == CLAIMED:
        yield Candidate(by, _CLAIMED * max(_CLAIM_FAINTEST, fade), "claimed")
    if by is not None and claim.status == SUSPECTED:
        yield Candidate(by, _BLAMED * fade, "accused")
