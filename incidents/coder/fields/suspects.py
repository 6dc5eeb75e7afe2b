"""Every party that may have done it, with the clues that an account holds for and against each.

What one passage says of a party is for ``clues``, what each clue is worth is in ``data/weights``, who is chosen is for
``perpetrators``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from incidents.coder.events.accounts import Account
from incidents.coder.fields.clues import BLOWS, CLEARED, NAMED, NEVER, bearing_of, clues_of
from incidents.coder.fields.deeds import OPENING
from incidents.coder.fields.fading import fading
from incidents.coder.fields.identity import STATES, key_of
from incidents.coder.fields.responsibility import last_named
from incidents.coder.fields.standing import TELLING, Clues, standing, stems
from incidents.coder.mentions.parties import COUNTRY, GROUP, NAME, NATION, PERSON, PROTESTER, RIOTER, Party
from incidents.coder.mentions.roles import ADJECTIVE, SUBJECT

_BY_DEED = frozenset({COUNTRY, NATION, PERSON, NAME, PROTESTER, RIOTER})
_CLEARING = frozenset({"aside", "target", "harmed", "speaks", "denied", CLEARED})
_LASTING = frozenset({NAMED, "claimed"})  # count wherever they stand


@dataclass(frozen=True, slots=True)
class Suspect:
    """*party*, by the words that call it best, with its *clues*."""

    party: Party
    clues: Clues


@dataclass(slots=True)
class _Trail:
    """What was found of one party so far; *weight* is that of the clue by whose words it is called."""

    party: Party
    weight: float = -1.0
    mentions: int = 0
    clues: dict[str, float] = field(default_factory=dict)

    def note(self, clue: str, value: float, party: Party) -> None:
        """Keep the strongest of each clue, and the words that bear the strongest of all."""
        self.clues[clue] = max(value, self.clues.get(clue, 0.0))
        if (value, -party.start) > (self.weight, -self.party.start):
            self.weight, self.party = value, party

    def stand(self, account: Account, title: frozenset[str]) -> Clues:
        """All its clues, those of what the party is included; *title* are the ``stems`` of the headline."""
        return {**self.clues, **standing(self.party, self.clues, account, title)}


def gather_suspects(account: Account, *, headline: str | None) -> tuple[Suspect, ...]:
    """The parties of *account* that may have acted, in the order in which they are first told of."""
    trails = _follow(account)
    total = sum(trail.mentions for trail in trails) or 1
    title = stems(headline or "")
    return tuple(
        Suspect(trail.party, {**trail.stand(account, title), "share": trail.mentions / total})
        for trail in trails
        if _may_have_acted(trail, account)
    )


def _follow(account: Account) -> Collection[_Trail]:
    """The trail of each party through the passages of *account*."""
    trails: dict[str, _Trail] = {}
    named: Party | None = None
    for order, (fade, passage) in enumerate(fading(account)):
        for party, clue in clues_of(passage, account, named):
            trail = trails.setdefault(key_of(party), _Trail(party))
            trail.note(clue, 1.0 if clue in _LASTING else fade, party)
            if order < OPENING and clue in {SUBJECT, ADJECTIVE}:
                trail.note("opening", 1.0, party)
        for party in passage.reading.parties:
            if party.kind not in NEVER | _BY_DEED:
                trail = trails.setdefault(key_of(party), _Trail(party))
                trail.clues.setdefault(bearing_of(party, passage), fade)
            if key_of(party) in trails:
                trails[key_of(party)].mentions += 1
        named = last_named(passage.reading.parties, named)
    return trails.values()


def _may_have_acted(trail: _Trail, account: Account) -> bool:
    """False for those of whom it is only told what they suffered, or what they did to the ones who acted.

    A group that suffers in a clash is a side of it. One that is only named may have done it if the registry knows it.
    A state that denies a blow from afar is told of because it may have dealt it; authorities are told of in all news.
    """
    told = trail.clues.keys()
    if trail.party.kind == GROUP and "clash" in account.kinds and "target" in told:
        return True
    if trail.party.kind in STATES and account.kinds & BLOWS and "denied" in told:
        return True
    is_stranger = trail.party.kind == GROUP and trail.party.known_as is None and trail.party.name[0].isupper()
    return bool(TELLING & told) or not (is_stranger or trail.party.is_government or told & _CLEARING)
