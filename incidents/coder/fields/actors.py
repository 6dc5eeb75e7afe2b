"""Who took part in one event, with roles: the perpetrator, and those who were attacked.

Speakers and accusers are no actors. In a protest or riot the crowd is the actor, unless it was shot at;
in a clash with a force both are.
"""

from __future__ import annotations

from collections.abc import Iterator

from incidents.codebook.loader import Codebook
from incidents.coder.events.accounts import Account
from incidents.coder.fields.findings import Finding
from incidents.coder.fields.naming import crowd, name_actor
from incidents.coder.fields.perpetrators import Candidate, Verdict
from incidents.coder.mentions.parties import FORCE, PROTESTER, RIOTER, Party
from incidents.domain.who import PERPETRATOR, TARGET, Actor

_CROWDS = {
    "Peaceful protest": PROTESTER,
    "Protest with intervention": PROTESTER,
    "Violent demonstration": RIOTER,
    "Mob violence": RIOTER,
}
_MOST_TARGETS = 2
_CLASH = "clash"


def find_actors(
    account: Account,
    verdict: Verdict,
    *,
    sub_event_type: str | None,
    country: str | None,
    codebook: Codebook,
) -> Finding[tuple[Actor, ...]]:
    """The actors of an event of type *sub_event_type* in *country*."""
    perpetrator = verdict.perpetrator
    kind = _CROWDS.get(sub_event_type or "")
    sufferers = find_sufferers(account)[:_MOST_TARGETS]
    if kind is not None:
        doer = [crowd(kind, PERPETRATOR, country=country, countries=codebook.countries)]
        if perpetrator is not None and perpetrator.party.kind == FORCE and _CLASH in account.kinds:
            doer.append(_named(perpetrator, country, codebook))
        told = [party for party in _parties(account) if party.kind == kind][:1]
    else:
        doer = [_named(perpetrator, country, codebook)] if perpetrator is not None else []
        told = [perpetrator.party] if perpetrator is not None else []
    targets = [
        name_actor(party, TARGET, attribution="stated", country=country, codebook=codebook) for party in sufferers
    ]
    targets = [target for target in targets if target.name not in {actor.name for actor in doer}]
    return Finding((*doer, *targets), (*told, *sufferers), verdict.confidence)


def find_sufferers(account: Account) -> list[Party]:
    """The parties that were attacked, the surest first, no name twice."""
    roles = [role for passage in account.passages for role in passage.reading.roles if role.role == TARGET]
    seen: dict[str, Party] = {}
    for role in sorted(roles, key=lambda each: -each.strength):
        seen.setdefault(role.party.name.lower(), role.party)
    return list(seen.values())


def _named(candidate: Candidate, country: str | None, codebook: Codebook) -> Actor:
    return name_actor(
        candidate.party, PERPETRATOR, attribution=candidate.attribution, country=country, codebook=codebook
    )


def _parties(account: Account) -> Iterator[Party]:
    return (party for passage in account.passages for party in passage.reading.parties)
