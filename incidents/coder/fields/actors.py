"""Who took part in one event, with roles: the perpetrator, and those who were attacked.

Speakers and accusers are no actors. In a protest or riot the crowd is the actor, unless it was shot at;
in a clash with a force both are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incidents.codebook.loader import Codebook
from incidents.coder.events.accounts import Account
from incidents.coder.fields.findings import Finding
from incidents.coder.fields.identity import STATES
from incidents.coder.fields.naming import crowd, name_actor
from incidents.coder.fields.perpetrators import Candidate, Verdict
from incidents.coder.fields.sides import find_opponents, find_partners, find_sufferers
from incidents.coder.mentions.parties import FORCE, PROTESTER, RIOTER, Party
from incidents.domain.events import PERPETRATOR, TARGET, Actor

_CROWDS = {
    "Peaceful protest": PROTESTER,
    "Protest with intervention": PROTESTER,
    "Violent demonstration": RIOTER,
    "Mob violence": RIOTER,
}
_MOST_TARGETS = 2
_CLASH, _FIGHT = "clash", "Armed clash"


def find_actors(
    account: Account,
    verdict: Verdict,
    *,
    sub_event_type: str | None,
    country: str | None,
    codebook: Codebook,
) -> Finding[tuple[Actor, ...]]:
    """The actors of an event of type *sub_event_type* in *country*."""
    kind = _CROWDS.get(sub_event_type or "")
    doers, sufferers = _sides(account, verdict.perpetrator, sub_event_type)
    told = [doer.party for doer in doers]
    actors = [
        name_actor(doer.party, PERPETRATOR, attribution=doer.attribution, country=country, codebook=codebook)
        for doer in doers
    ]
    if kind is not None:
        told = [party for party in _parties(account) if party.kind == kind][:1]
        actors = [crowd(kind, PERPETRATOR, country=country, countries=codebook.countries)] + [
            actor for doer, actor in zip(doers, actors, strict=True) if _fights_a_crowd(doer.party, account)
        ]
    targets = [
        name_actor(party, TARGET, attribution="stated", country=country, codebook=codebook)
        for party in sufferers[:_MOST_TARGETS]
    ]
    known = {actor.name: actor for actor in (*reversed(targets), *reversed(actors))}
    return Finding(tuple(reversed(known.values())), (*told, *sufferers[:_MOST_TARGETS]), verdict.confidence)


def _sides(
    account: Account, perpetrator: Candidate | None, sub_event_type: str | None
) -> tuple[list[Candidate], list[Party]]:
    """Those who did it and those who suffered it; of a fight, who is named first and who is named second."""
    sufferers = find_sufferers(account)
    opponents = find_opponents(account) if sub_event_type == _FIGHT else ()
    if opponents and (perpetrator is None or perpetrator.party in opponents):
        first, second = opponents
        return [Candidate(first, "stated")], [second, *(each for each in sufferers if each != first)]
    if perpetrator is None:
        return [], sufferers
    partners = find_partners(account, perpetrator.party)
    doers = [perpetrator, *(replace(perpetrator, party=partner) for partner in partners)]
    return sorted(doers, key=lambda doer: doer.party.start), [
        each for each in sufferers if not _are_one(each, perpetrator.party)
    ]


def _are_one(one: Party, other: Party) -> bool:
    """True for a state and its forces, whatever they are called."""
    return one.kind in STATES and other.kind in STATES and one.country is not None and one.country == other.country


def _fights_a_crowd(party: Party, account: Account) -> bool:
    return party.kind == FORCE and _CLASH in account.kinds


def _parties(account: Account) -> Iterator[Party]:
    return (party for passage in account.passages for party in passage.reading.parties)
