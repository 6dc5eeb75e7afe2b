"""Who did it, among the parties of one event's passages, or nobody who is named.

A choice between all suspects and nobody, each by the sum of its clues; how likely the choice is right is its
confidence. Does not find clues (``suspects``) nor say what they are worth (``data/weights``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.codebook.weights import load_weights
from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.doubts import find_armed_blamed, gather_doubts
from incidents.coder.fields.standing import ACTING, TELLING, Clues
from incidents.coder.fields.suspects import Suspect, gather_suspects
from incidents.coder.mentions.parties import ARMED, Party
from incidents.domain.events import PERPETRATOR

_PLAIN = 0.6  # share above which somebody is suspected of whom no words say it
_ASIDE = frozenset({"arrest", "intercept"})


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
    plain = [at for at in range(len(shares)) if at == 0 or _is_plain(options[at], shares[at])]
    best = max(plain, key=lambda at: (shares[at], -at))
    if best == 0:
        return Verdict(unnamed, shares[0], candidates)
    suspect = suspects[best - 1]
    chosen = Candidate(suspect.party, _attribution(suspect.party, suspect.clues))
    return Verdict(chosen, shares[best], candidates)


def _is_plain(clues: Clues, share: float) -> bool:
    """True for one of whom words say that it did it; without them only a large *share* of one that is no mere habit.

    A name that nobody explains is none where it does nothing.
    """
    is_idle = "habit" in clues or ("is_name" in clues and "name_acts" not in clues)
    return bool(TELLING & clues.keys()) or (share >= _PLAIN and not is_idle)


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
    return next((each for passage in account.passages for each in _armed(passage, account)), None)


def _armed(passage: Passage, account: Account) -> Iterator[Candidate]:
    is_arrest = account.kinds <= _ASIDE
    for role in passage.reading.roles:
        is_aside = role.trigger.kind in _ASIDE and not is_arrest
        if role.party.kind == ARMED and role.role == PERPETRATOR and not is_aside:
            yield Candidate(role.party, "suspected" if role.party.is_suspected else "stated")
    yield from (Candidate(party, "accused") for party in find_armed_blamed(passage, account))
