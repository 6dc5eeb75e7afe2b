"""Who took part in one event: the perpetrator and the target among the parties of its passages.

A claim counts more than a clause, a clause more than a suspicion, a name more than "gunmen". Speakers and accusers are
no actors. Does not find parties (``parties``) or read clauses (``roles``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incidents.codebook.countries import Countries
from incidents.coder.claims import CLAIMED, SUSPECTED, ClaimMention, find_suspects, settle
from incidents.coder.events import Account
from incidents.coder.lexicon import registry_of
from incidents.coder.parties import ARMED, COUNTRY, FORCE, GROUP, NAME, NATION, PERSON, PROTESTER, RIOTER, Party
from incidents.coder.roles import Role
from incidents.domain.who import PERPETRATOR, TARGET, Actor

_ASIDE_KINDS = frozenset({"arrest", "intercept"})
_PROVOKING = frozenset({"attack", "stabbing", "bombing", "suicide", "vehicle", "abduction", "ramming"})
_PERSONAL = frozenset({"stabbing", "shooting", "vehicle", "ramming", "attack", "abduction"})
_CLAIM_FLOOR = 0.75
_SHORT = 2  # letters: US, UK
_FADE, _FAINTEST = 0.93, 0.6
_NAMELESS, _REACTING = 0.55, 0.4
_REACTIONS = frozenset({"shooting", "kill", "intercept"})
_TYPES = {
    ARMED: "unknown", COUNTRY: "military", GROUP: "unknown", NATION: "military", PERSON: "individual", PROTESTER: "protesters",
    RIOTER: "rioters",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may be the perpetrator, how sure (*strength*), and how it is known (*attribution*)."""

    party: Party
    strength: float
    attribution: str


def find_perpetrators(account: Account) -> tuple[Candidate, ...]:
    """Who is said to have done it, the surest first; several only when each is named and equally sure."""
    found = sorted(_candidates(account), key=lambda each: (-each.strength, each.party.start))
    named = [each for each in found if each.party.kind != ARMED and each.strength > _REACTING]
    armed = [each for each in found if each.party.kind == ARMED]
    left = [] if account.kinds & _PROVOKING and "protest" not in account.kinds else found
    best = (named or armed or left)[:1]
    return tuple(best)


def find_party_targets(account: Account) -> tuple[Role, ...]:
    """The parties that were attacked, the surest first, no name twice."""
    roles = [role for passage in account.passages for role in passage.reading.roles if role.role == TARGET]
    seen: dict[str, Role] = {}
    for role in sorted(roles, key=lambda each: -each.strength):
        seen.setdefault(role.party.name.lower(), role)
    return tuple(seen.values())


def name_actor(candidate: Candidate, role: str, country: str | None, countries: Countries) -> Actor:
    """*candidate* as an actor: the name as reported, or the standing name for those whom nobody named."""
    party = candidate.party
    home = party.country or country
    return Actor(
        name=_name(party, home, countries),
        role=role,
        type=_type(party, country),
        country=home if party.kind in {FORCE, NATION, ARMED, PROTESTER, RIOTER} else party.country,
        attribution=candidate.attribution,
    )


def crowd_name(kind: str, country: str | None, countries: Countries) -> str:
    """``Protesters (Serbia)``, after ACLED's way to name crowds; without the country when it is unknown."""
    return kind if country is None else f"{kind} ({_short(country, countries)})"


def _candidates(account: Account) -> Iterator[Candidate]:
    fade = 1.0
    named: Party | None = None
    is_aside = not account.kinds <= _ASIDE_KINDS
    for passage in account.passages:
        reading = passage.reading
        for role in reading.roles:
            if role.role == PERPETRATOR and role.party.kind != NAME and not (is_aside and role.trigger.kind in _ASIDE_KINDS):
                yield _from_role(role, fade)
        if account.kinds & _PERSONAL:
            yield from (Candidate(party, 0.72 * fade, "accused") for party in find_suspects(reading.cues, reading.parties))
        for claim in reading.claims:
            yield from _from_claim(claim, resolve(claim, reading.parties, named), fade)
        named = _last_named(reading.parties, named)
        fade = max(_FAINTEST, fade * _FADE)


def _from_role(role: Role, fade: float) -> Candidate:
    nameless = _NAMELESS if role.party.kind == ARMED else 1.0
    if is_police(role.party) and role.trigger.kind in _REACTIONS:
        nameless = _REACTING
    attribution = "suspected" if role.party.is_suspected else "stated"
    return Candidate(role.party, role.strength * fade * nameless, attribution)


def find_statements(account: Account) -> tuple[tuple[ClaimMention, Party | None], ...]:
    """Every statement on responsibility in *account*, settled, with the party that it is about."""
    found: list[tuple[ClaimMention, Party | None]] = []
    named: Party | None = None
    for passage in account.passages:
        parties = passage.reading.parties
        found += [(claim, resolve(claim, parties, named)) for claim in passage.reading.claims]
        named = _last_named(parties, named)
    return settle(found)


def resolve(claim: ClaimMention, parties: Sequence[Party], named: Party | None) -> Party | None:
    """Whom *claim* is about; "the group" and a spokesman stand for the group that was named last."""
    if claim.by is not None or not claim.is_pronoun:
        return claim.by
    return _last_named((party for party in parties if party.end <= claim.end), named)


def _from_claim(claim: ClaimMention, by: Party | None, fade: float) -> Iterator[Candidate]:
    if by is None:
        return
    if claim.status == CLAIMED:
        yield Candidate(by, 0.97 * max(_CLAIM_FLOOR, fade), "claimed")
    elif claim.status == SUSPECTED:
        yield Candidate(by, 0.7 * fade, "accused")


def _last_named(parties: Iterable[Party], before: Party | None) -> Party | None:
    named = [party for party in parties if party.kind == GROUP]
    return named[-1] if named else before


def _name(party: Party, country: str | None, countries: Countries) -> str:
    if party.kind == ARMED:
        return crowd_name("Unidentified Armed Group", country, countries)
    if party.kind == PROTESTER:
        return crowd_name("Protesters", country, countries)
    if party.kind == RIOTER:
        return crowd_name("Rioters", country, countries)
    if party.kind == COUNTRY and party.country is not None:
        return _full(party.country, countries)
    if party.kind == NATION and country is not None:
        return f"Military Forces of {_short(country, countries)}"
    if party.kind == FORCE and party.country is None and country is not None:
        return f"{party.name} ({_short(country, countries)})"
    return party.name


def _full(country: str, countries: Countries) -> str:
    found = countries.get(country)
    return country if found is None else found.name


def _short(country: str, countries: Countries) -> str:
    found = countries.get(country)
    if found is None:
        return country
    short = [alias for alias in found.aliases if alias.isupper() and len(alias) == _SHORT]
    return short[0] if short and " " in found.name else found.name


def _type(party: Party, country: str | None) -> str | None:
    if party.known_as is not None:
        return registry_of().find(party.known_as, country=country).type
    is_abroad = party.country is not None and country is not None and party.country != country
    if party.kind in {FORCE, NATION, COUNTRY} and is_abroad:
        return "foreign_forces"
    if party.kind == FORCE:
        return "police" if party.is_police else "military"
    return _TYPES.get(party.kind)


def is_police(party: Party) -> bool:
    """True for those who answer to violence: that the police shot an attacker does not make them the perpetrator."""
    return party.kind == FORCE and party.is_police


def is_crowd(parties: Sequence[Party]) -> bool:
    """True when protesters or rioters are among *parties*."""
    return any(party.kind in {PROTESTER, RIOTER} for party in parties)
