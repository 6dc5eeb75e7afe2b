"""One event put together from an account: each field from its own finder, with evidence and confidence.

Decides nothing that a finder could decide; a field for which nothing was found stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.coder.actors import Candidate, crowd_name, find_party_targets, find_perpetrators, find_statements, is_crowd, is_police, name_actor
from incidents.coder.casualties import CasualtyMention, total
from incidents.coder.claims import SUSPECTED, ClaimMention
from incidents.coder.devices import add_up
from incidents.coder.events import Account
from incidents.coder.findings import cite
from incidents.coder.lexicon import keyed
from incidents.coder.parties import ARMED, COUNTRY, FORCE, GROUP, NATION, Party
from incidents.coder.passages import Passage
from incidents.coder.places import PlaceMention
from incidents.coder.setting import find_when, find_where
from incidents.coder.summary import summarise
from incidents.coder.targets import find_targets
from incidents.coder.types import Findings, classify
from incidents.coder.weapons import WeaponMention
from incidents.domain.claim import Claim
from incidents.domain.event import Event
from incidents.domain.evidence import Evidence
from incidents.domain.weapon import Weapon
from incidents.domain.who import PERPETRATOR, TARGET, Actor

_OPENING_WEIGHT = (3, 2)
_STATES = frozenset({FORCE, NATION, COUNTRY})
_TOLD = 5
_GUN = "firearm"


def assemble(
    account: Account, others: Sequence[PlaceMention], *, codebook: Codebook, published_on: date | None
) -> Event:
    """The event that *account* tells of; *others* are the places of the rest of the article."""
    when, where = find_when(account, published_on=published_on), find_where(account, others)
    country = where.value.country
    perpetrators = find_perpetrators(account)
    weapons, weapon_mentions = _weapons(account, perpetrators, codebook)
    casualty_mentions = account.casualties
    casualties = total(casualty_mentions)
    targets = find_targets(account)
    findings = _findings(account, weapons, perpetrators, is_harmed=bool(casualties), codebook=codebook)
    sub_event_type = classify(findings)
    event_type = None if sub_event_type is None else _parent(sub_event_type, codebook)
    statements = find_statements(account)
    claims = _claims(statements, perpetrators)
    event = Event(
        main=account.is_main,
        when=when.value,
        place=where.value,
        event_type=event_type,
        sub_event_type=sub_event_type,
        stage="accomplished",
        weapons=weapons,
        actors=_actors(account, perpetrators, sub_event_type, country, codebook),
        targets=tuple(target.value for target in targets),
        casualties=casualties,
        claims=claims,
        evidence=(
            *cite("event_date", when.mentions),
            *cite("place", where.mentions),
            *cite("country", where.mentions),
            *cite("event_type", [act for passage in account.passages for act in passage.acts][:3]),
            *cite("weapons", weapon_mentions),
            *cite("actors", [candidate.party for candidate in perpetrators]),
            *cite("targets", [mention for target in targets for mention in target.mentions]),
            *_casualty_evidence(casualty_mentions),
            *cite("claim", [mention for mention, _ in statements]),
        ),
        confidence={"event_date": when.confidence, "place": where.confidence},
    )
    return replace(event, summary=summarise(event, codebook=codebook))


def _weapons(
    account: Account, perpetrators: Sequence[Candidate], codebook: Codebook
) -> tuple[tuple[Weapon, ...], list[WeaponMention]]:
    told = [passage for passage in account.passages if passage.acts][:_TOLD]
    near = [passage for passage in account.passages if passage.start <= told[-1].start] if told else []
    mentions = [mention for passage in near for mention in _own_weapons(passage, perpetrators)]
    salvos = [salvo for passage in account.passages for salvo in passage.reading.salvos]
    mentions = _without_unsure(mentions, near, codebook)
    codes = _most_specific(Counter(mention.code for mention in mentions), codebook)
    rows = tuple(add_up(code, [salvo for salvo in salvos if salvo.weapon.code == code]) for code in codes)
    return rows, [mention for mention in mentions if mention.code in codes]


def _without_unsure(
    mentions: Sequence[WeaponMention], told: Sequence[Passage], codebook: Codebook
) -> list[WeaponMention]:
    """*mentions* without "fired at" where missiles or the like are what was fired."""
    if not {mention.code for mention in mentions} & set(codebook.cues("devices")["projectiles"]):
        return list(mentions)
    unsure = [cue for passage in told for cue in keyed(passage.reading.cues, "devices.unsure")]
    return [each for each in mentions if not any(cue.start <= each.start < cue.end for cue in unsure)]


def _own_weapons(passage: Passage, perpetrators: Sequence[Candidate]) -> list[WeaponMention]:
    """The weapons of a passage without the guns of the police that answered an attack by others."""
    by_police = any(is_police(each.party) for each in perpetrators)
    has_police = any(is_police(party) for party in passage.reading.parties)
    is_answered = has_police and not by_police and "stabbing" not in passage.kinds and "clash" not in passage.kinds
    weapons = passage.reading.weapons
    return [each for each in weapons if not (is_answered and each.code == _GUN and "shooting" in passage.kinds)]


def _most_specific(codes: Iterable[str], codebook: Codebook) -> list[str]:
    vocabulary = codebook.vocabulary("weapons")
    found = set(codes)
    general = {ancestor for code in found for ancestor in vocabulary.ancestors(code)}
    kept = found - general
    if "vehicle_bomb" in kept:
        kept -= {"suicide_vest", "ied"}
    if "suicide_vest" in kept:
        kept -= {"ied"}
    if "explosive" in kept:
        kept = (kept - {"explosive"}) | {"ied"}
    return [code for code in vocabulary.codes if code in kept]


def _findings(
    account: Account, weapons: tuple[Weapon, ...], perpetrators: tuple[Candidate, ...], *, is_harmed: bool, codebook: Codebook
) -> Findings:
    ancestors = codebook.vocabulary("weapons").ancestors
    acts: Counter[str] = Counter()
    for order, passage in enumerate(account.passages):
        weight = _OPENING_WEIGHT[order] if order < len(_OPENING_WEIGHT) else 1
        for position, act in enumerate(passage.acts):
            acts[act.kind] += weight * (3 if position == 0 else 1)
    parties = [party for passage in account.passages for party in passage.reading.parties]
    targets = [role.party for role in find_party_targets(account)]
    by_force = any(candidate.party.kind == FORCE for candidate in perpetrators)
    return Findings(
        acts=acts,
        weapons={code: weapon for weapon in weapons for code in (weapon.weapon, *ancestors(weapon.weapon))},
        has_crowd=is_crowd(parties),
        has_police=any(party.kind == FORCE for party in parties),
        is_two_sided=acts["clash"] > 0,
        is_target_armed=any(party.kind in {FORCE, ARMED, GROUP} for party in targets),
        is_harmed=is_harmed,
        crowd_fired_upon=by_force and acts["shooting"] > 0 and (acts["protest"] > 0),
        is_suicide=acts["suicide"] > 0,
        is_by_military=any(each.party.kind in _STATES and not is_police(each.party) for each in perpetrators),
        is_unharmed_interception=acts["intercept"] > 0 and not is_harmed and _all_stopped(weapons),
    )


def _all_stopped(weapons: tuple[Weapon, ...]) -> bool:
    counted = [weapon for weapon in weapons if weapon.launched is not None]
    return bool(counted) and all(weapon.intercepted == weapon.launched for weapon in counted)


def _parent(sub_event_type: str, codebook: Codebook) -> str | None:
    term = codebook.vocabulary("sub_event_types").get(sub_event_type)
    return None if term is None else term.parent


def _actors(
    account: Account, perpetrators: tuple[Candidate, ...], sub_event_type: str | None, country: str | None, codebook: Codebook
) -> tuple[Actor, ...]:
    countries = codebook.countries
    event_type = None if sub_event_type is None else _parent(sub_event_type, codebook)
    if event_type in {"Protests", "Riots"} and sub_event_type != "Excessive force against protesters":
        kind = "Protesters" if event_type == "Protests" else "Rioters"
        doers: tuple[Actor, ...] = (Actor(crowd_name(kind, country, countries), PERPETRATOR, kind.lower(), country),)
    else:
        doers = tuple(name_actor(each, PERPETRATOR, country, countries) for each in perpetrators)
    suffered = (Candidate(role.party, role.strength, "stated") for role in find_party_targets(account)[:2])
    names = {doer.name for doer in doers}
    targets = (name_actor(each, TARGET, country, countries) for each in suffered)
    return (*doers, *(target for target in targets if target.name not in names))


def _claims(
    statements: Sequence[tuple[ClaimMention, Party | None]], perpetrators: Sequence[Candidate]
) -> tuple[Claim, ...]:
    """The claims of responsibility; "suspected gunmen of X" is a suspicion too."""
    told = tuple(
        Claim(mention.status, None if party is None else party.name, mention.mode) for mention, party in statements
    )
    suspects = [each.party.name for each in perpetrators if each.attribution == SUSPECTED and each.party.kind != ARMED]
    if told or not suspects:
        return told
    return tuple(Claim(SUSPECTED, name) for name in suspects)


def _casualty_evidence(mentions: Iterable[CasualtyMention]) -> tuple[Evidence, ...]:
    return tuple(
        evidence
        for harm in ("killed", "injured")
        for evidence in cite(harm, [mention for mention in mentions if mention.harm == harm])
    )
