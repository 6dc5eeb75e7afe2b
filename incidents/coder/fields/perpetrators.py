"""Who did it, among the parties of one event's passages, or nobody who is named.

A choice between all suspects and nobody, each by the sum of its clues; how likely the choice is right is its
confidence. Does not find clues (``clues``) nor say what they are worth (``data/weights``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.codebook.weights import load_weights
from incidents.coder.events.accounts import Account
from incidents.coder.fields.clues import Suspect, gather_doubts, gather_suspects
from incidents.coder.fields.standing import ACTING, TELLING, Clues
from incidents.coder.mentions.claims import SUSPECTED
from incidents.coder.mentions.parties import ARMED, Party
from incidents.domain.who import PERPETRATOR

_PLAIN = 0.6  # share above which somebody is suspected of whom no words say it
_ASIDE = frozenset({"arrest", "intercept"})
_HABIT = "habit"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that is held to be the perpetrator; *attribution* is a code of ``attributions``.

    *strength*, 0..1, is its share among all who may have done it.
    """

    party: Party
    attribution: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The *perpetrator*, None when nobody is said to be it; *confidence*, 0..1, that this is right.

    *candidates* are all of whom some words say that they may have done it, the likeliest first; "gunmen" among them.
    """

    perpetrator: Candidate | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()


def find_perpetrator(account: Account, *, headline: str | None = None) -> Verdict:
    """Who is said to have done it; *headline* is the article's."""
    suspects = gather_suspects(account, headline=headline)
    options = [gather_doubts(account), *(suspect.clues for suspect in suspects)]
    shares = load_weights("perpetrators").choose(options)
    unnamed = find_unnamed(account)
    candidates = _rank(suspects, shares[1:], [] if unnamed is None else [replace(unnamed, strength=shares[0])])
    best = max(range(len(shares)), key=lambda at: (shares[at], -at))
    if best == 0 or not _is_plain(options[best], shares[best]):
        return Verdict(unnamed, shares[0], candidates)
    suspect = suspects[best - 1]
    chosen = Candidate(suspect.party, _attribution(suspect.party, suspect.clues))
    return Verdict(chosen, shares[best], candidates)


def _is_plain(clues: Clues, share: float) -> bool:
    """True for one of whom words say that it did it; without them only a large *share* of one that is no mere habit."""
    return bool(TELLING & clues.keys()) or (share >= _PLAIN and _HABIT not in clues)


def _rank(suspects: Sequence[Suspect], shares: Sequence[float], unnamed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those of *suspects* who are told of as doing it, by their *shares*, and the *unnamed*."""
    named = [
        Candidate(each.party, _attribution(each.party, each.clues), share)
        for share, each in zip(shares, suspects, strict=True)
        if TELLING & each.clues.keys()
    ]
    return tuple(sorted([*named, *unnamed], key=lambda each: (-each.strength, each.party.start)))


def _attribution(party: Party, clues: Clues) -> str:
    """How the report knows it: from the party itself, as a fact, by accusers, or only by what it leaves to be read."""
    if "claimed" in clues:
        return "claimed"
    if ACTING & clues.keys() or "reaction" in clues:
        return "suspected" if party.is_suspected else "stated"
    return "accused" if {"blamed", "named"} & clues.keys() else "possible"


def find_unnamed(account: Account) -> Candidate | None:
    """The first people under arms who acted, or else are blamed, and are not named: "gunmen"."""
    party = next(_armed(account), None)
    if party is not None:
        return Candidate(party, "suspected" if party.is_suspected else "stated")
    claims = (claim for passage in account.passages for claim in passage.reading.claims)
    blamed = (each.by for each in claims if each.status == SUSPECTED and each.by is not None)
    party = next((by for by in blamed if by.kind == ARMED), None)
    return None if party is None else Candidate(party, "accused")


def _armed(account: Account) -> Iterator[Party]:
    is_arrest = account.kinds <= _ASIDE
    for passage in account.passages:
        for role in passage.reading.roles:
            is_aside = role.trigger.kind in _ASIDE and not is_arrest
            if role.party.kind == ARMED and role.role == PERPETRATOR and not is_aside:
                yield role.party
