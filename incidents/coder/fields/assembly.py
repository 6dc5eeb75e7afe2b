"""One event put together from an account: each field from its own finder, with evidence and confidence.

Decides nothing that a finder could decide; a field for which nothing was found stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.weights import calibrate
from incidents.coder.events.accounts import Account
from incidents.coder.fields.actors import find_actors
from incidents.coder.fields.alternatives import gather_alternatives, gather_doers
from incidents.coder.fields.arsenal import find_arsenal
from incidents.coder.fields.findings import Finding, Rival, cite
from incidents.coder.fields.headed import find_spot
from incidents.coder.fields.perpetrators import Candidate, Verdict, find_perpetrator
from incidents.coder.fields.responsibility import Statement, find_statements, is_somebody_held, write_claim
from incidents.coder.fields.setting import find_when
from incidents.coder.fields.sides import find_sufferers
from incidents.coder.fields.signs import gather_signs, is_own_force
from incidents.coder.fields.spot import pinned
from incidents.coder.fields.stages import find_stage
from incidents.coder.fields.summary import summarise
from incidents.coder.fields.targets import find_targets
from incidents.coder.fields.tolls import find_toll
from incidents.coder.fields.types import confidence_of, rank
from incidents.coder.mentions.claims import SUSPECTED
from incidents.coder.mentions.parties import ARMED, PERSON
from incidents.coder.mentions.places.finding import PlaceMention
from incidents.domain.events import PERPETRATOR, Claim, Event, Weapon
from incidents.domain.evidence import Alternative, Evidence

_ACTS_CITED = 3
_SECOND_TYPE = 0.3
_SUSPICIONS = frozenset({SUSPECTED, "accused"})


def assemble(
    account: Account,
    others: Sequence[PlaceMention],
    *,
    codebook: Codebook,
    published_on: date | None,
    headline: str | None = None,
) -> Event:
    """The event that *account* tells of; *others* are the article's places, those of its *headline* below offset 0."""
    verdict = find_perpetrator(account, headline=headline)
    perpetrator = verdict.perpetrator
    doer = None if perpetrator is None else perpetrator.party
    when, toll = find_when(account, published_on=published_on), find_toll(account)
    where = find_spot(account, others, doer=doer, begin=-len(headline or ""))
    arsenal = find_arsenal(account, doer=doer, codebook=codebook)
    sub_event_type = _classify(account, arsenal, perpetrator, country=where.value.country, codebook=codebook)
    kind, country = sub_event_type.value, where.value.country
    actors = find_actors(account, verdict, sub_event_type=kind, country=country, codebook=codebook)
    targets, stage = find_targets(account), find_stage(account, sub_event_type.value)
    statements = find_statements(account, doer=doer)
    findings: dict[str, Finding[Any]] = {
        "event_date": when,
        "country": where,
        "place": pinned(where),
        "event_type": sub_event_type,
        "sub_event_type": sub_event_type,
        "stage": stage,
        "weapons": arsenal,
        "actors": actors,
        "targets": targets,
        **toll.by_harm(),
        "claim": Finding(statements, tuple(mention for mention, _ in statements), 0.9 if statements else 0.85),
    }
    event = Event(
        main=account.is_main,
        when=when.value,
        place=where.value,
        event_type=_parent(sub_event_type.value, codebook),
        sub_event_type=sub_event_type.value,
        stage=stage.value,
        weapons=arsenal.value,
        actors=actors.value,
        targets=targets.value,
        casualties=toll.value,
        claims=_claims(account, statements, perpetrator),
        evidence=tuple(_evidence(findings)),
        confidence={field: round(calibrate(field, finding.confidence), 2) for field, finding in findings.items()},
    )
    alternatives = tuple(_alternatives(event, findings, verdict, codebook=codebook))
    return replace(event, summary=summarise(event), alternatives=alternatives)


def _alternatives(
    event: Event, findings: dict[str, Finding[Any]], verdict: Verdict, *, codebook: Codebook
) -> Iterator[Alternative]:
    named = {field: findings[field] for field in ("event_date", "place", "sub_event_type")}
    yield from gather_alternatives(event, named, codebook=codebook)
    if any(actor.role == PERPETRATOR for actor in event.actors):
        yield from gather_doers(event, verdict.candidates, codebook=codebook)


def _classify(
    account: Account,
    arsenal: Finding[tuple[Weapon, ...]],
    perpetrator: Candidate | None,
    *,
    country: str | None,
    codebook: Codebook,
) -> Finding[str | None]:
    doer = None if perpetrator is None else perpetrator.party
    signs = gather_signs(
        account,
        arsenal.value,
        doer=doer,
        sufferers=find_sufferers(account),
        codebook=codebook,
    )
    signs = replace(signs, is_by_own_force=is_own_force(doer, country))
    acts = [act for passage in account.passages for act in passage.acts][:_ACTS_CITED]
    first, *others = rank(signs) or (None,)
    rivals: tuple[Rival[str | None], ...] = tuple(Rival(other, _SECOND_TYPE) for other in others)
    return Finding(first, tuple(acts), confidence_of(first, signs), rivals)


def _parent(sub_event_type: str | None, codebook: Codebook) -> str | None:
    term = None if sub_event_type is None else codebook.vocabulary("sub_event_types").get(sub_event_type)
    return None if term is None else term.parent


def _claims(account: Account, statements: Sequence[Statement], perpetrator: Candidate | None) -> tuple[Claim, ...]:
    """The statements on responsibility; "suspected fighters of X", and a man who is charged, are a suspicion too."""
    told = tuple(write_claim(statement) for statement in statements)
    if told or perpetrator is None or perpetrator.attribution not in _SUSPICIONS:
        return told
    party = perpetrator.party
    is_only_known = party.kind == PERSON and not is_somebody_held(account)
    is_telling = party.is_described or any(word[0].isupper() for word in party.name.split())  # "Islamist insurgents"
    is_unnamed = party.kind == ARMED and not is_telling
    return () if is_only_known or is_unnamed else (Claim(SUSPECTED, party.name),)


def _evidence(findings: dict[str, Finding[Any]]) -> Iterator[Evidence]:
    for field, finding in findings.items():
        yield from cite(field, finding.mentions)
