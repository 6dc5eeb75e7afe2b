"""Every party that may have done it, with the clues that an account holds for and against each; and for nobody named.

A clue is a name and a number from 0 to 1. What each is worth is in ``data/weights``, who is chosen is for
``perpetrators``. People under arms who are not named ("gunmen") are no party of their own here: they speak for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.responsibility import last_named, resolve
from incidents.coder.mentions.claims import CLAIMED, DENIED, STATED_NONE, SUSPECTED, find_suspects
from incidents.coder.mentions.parties import (
    ARMED,
    COUNTRY,
    FORCE,
    GROUP,
    NAME,
    NATION,
    PERSON,
    PROTESTER,
    RIOTER,
    SPEAKER,
    Party,
)
from incidents.coder.mentions.roles import ADJECTIVE, AGENT, ENEMY, OPPONENT, SUBJECT, Role
from incidents.coder.text.lexicon import keyed, registry_of
from incidents.domain.who import PERPETRATOR

Clues = Mapping[str, float]
ACTING = frozenset({SUBJECT, ADJECTIVE, OPPONENT, ENEMY})
TELLING = ACTING | {"claimed", "blamed", "reaction"}
_FADE, _FAINTEST = 0.9, 0.2
_OPENING = 3  # passages
_COMMON = frozenset(
    {"police", "army", "forces", "military", "group", "state", "security", "fighters", "troops", "soldiers"}
)
_ASIDE = frozenset({"arrest", "intercept"})
_REACTIONS = frozenset({"shooting", "kill", "intercept", "bombing", "blast"})
_PROVOKING = frozenset({"attack", "stabbing", "bombing", "suicide", "vehicle", "abduction", "ramming"})
_FROM_AFAR = frozenset({"airstrike", "shelling", "intercept"})
_PERSONAL = frozenset({"stabbing", "shooting", "vehicle", "ramming", "attack", "abduction"})
_CROWDED = frozenset({"protest", "riot"})
_STATES = frozenset({FORCE, NATION, COUNTRY})
_BY_DEED = frozenset({COUNTRY, NATION, PERSON, NAME, PROTESTER, RIOTER})
_NEVER = frozenset({SPEAKER, ARMED})
_BY_STATUS = {CLAIMED: "claimed", SUSPECTED: "blamed", DENIED: "denied"}


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


def gather_suspects(account: Account, *, headline: str | None) -> tuple[Suspect, ...]:
    """The parties of *account* that may have acted, in the order in which they are first told of."""
    trails: dict[str, _Trail] = {}
    named: Party | None = None
    for order, (fade, passage) in enumerate(_fading(account)):
        for party, clue in _clues(passage, account, named):
            trail = trails.setdefault(_key(party), _Trail(party))
            trail.note(clue, fade, party)
            if order < _OPENING and clue in {SUBJECT, ADJECTIVE}:
                trail.note("opening", 1.0, party)
        for party in passage.reading.parties:
            if party.kind not in _NEVER | _BY_DEED:
                trails.setdefault(_key(party), _Trail(party)).clues.setdefault("early", fade)
            if _key(party) in trails:
                trails[_key(party)].mentions += 1
        named = last_named(passage.reading.parties, named)
    total = sum(trail.mentions for trail in trails.values()) or 1
    title = _stems(headline or "")
    return tuple(
        Suspect(trail.party, {**trail.clues, **_standing(trail, account, title), "share": trail.mentions / total})
        for trail in trails.values()
        if "aside" not in trail.clues or TELLING & trail.clues.keys()
    )


def _fading(account: Account) -> Iterator[tuple[float, Passage]]:
    """Each passage with how much its words count: what stands far down is often said of other events."""
    fade = 1.0
    for passage in account.passages:
        yield fade, passage
        fade = max(_FAINTEST, fade * _FADE)


def _key(party: Party) -> str:
    """What makes two mentions one party: the registry's name, the state whose force it is, else its words."""
    if party.known_as is not None:
        return party.known_as
    if party.kind in _STATES:
        return f"{party.country or ''}{' police' if party.is_police else ' forces'}"
    return party.name.lower().split()[-1] if party.kind == PERSON else party.name.lower()


def _clues(passage: Passage, account: Account, named: Party | None) -> Iterator[tuple[Party, str]]:
    """What one passage says of each party; acts and claims of a passage that tells of habits are only that."""
    reading = passage.reading
    is_habit = bool(keyed(reading.cues, "discourse.habit"))
    for role in reading.roles:
        if role.party.kind not in _NEVER:
            yield role.party, "habit" if is_habit else _clue_of(role, account)
    if account.kinds & _PERSONAL:
        yield from ((party, "blamed") for party in find_suspects(reading.cues, reading.parties))
    for claim in reading.claims:
        by = resolve(claim, reading.parties, named)
        if by is not None and by.kind not in _NEVER and claim.status in _BY_STATUS:
            yield by, "habit" if is_habit or claim.is_general else _BY_STATUS[claim.status]


def _clue_of(role: Role, account: Account) -> str:
    if role.role != PERPETRATOR:
        is_caught = role.trigger.kind == "arrest" and role.party.kind == PERSON and bool(account.kinds & _PERSONAL)
        return "blamed" if is_caught else "target"
    if role.trigger.kind == "protest":
        return "protests"
    if role.trigger.kind in _ASIDE and not account.kinds <= _ASIDE:
        return "aside"
    if role.party.kind == NAME:
        return "name_acts"
    if not role.party.is_police or role.trigger.kind not in _REACTIONS:
        return SUBJECT if role.manner == AGENT else role.manner
    return "aside" if account.kinds & _PROVOKING and "protest" not in account.kinds else "reaction"


def _standing(trail: _Trail, account: Account, title: frozenset[str]) -> Clues:
    """The clues that lie in what the party is, and in what was found of it taken together."""
    party, told = trail.party, trail.clues.keys()
    does, is_titled = bool(ACTING & told), _is_titled(party.name, title)
    flags = {
        f"is_{party.kind}": True,
        f"type_{_type(party)}": True,
        "active": _is_active(party, account),
        "police": party.is_police,
        "suspected": party.is_suspected,
        "acts": does,
        "group_acts": does and party.kind == GROUP,
        "force_acts": does and party.kind == FORCE,
        "only_named": told <= {"early"},
        "only_target": "target" in told and not told & {*ACTING, "claimed", "blamed"},
        "headline": is_titled,
        "headline_acts": is_titled and does,
        "state_from_afar": party.kind in _STATES and bool(account.kinds & _FROM_AFAR),
        "police_and_crowd": party.is_police and bool(account.kinds & _CROWDED),
        "group_suicide": party.kind == GROUP and "suicide" in account.kinds,
        "side_of_clash": party.kind in {GROUP, FORCE} and "clash" in account.kinds,
    }
    return {name: 1.0 for name, holds in flags.items() if holds}


def _type(party: Party) -> str:
    return "unknown" if party.known_as is None else registry_of().find(party.known_as).type


def _is_active(party: Party, account: Account) -> bool:
    """True when the registry has it active in a country that the account names, in the account's year."""
    if party.known_as is None:
        return False
    actor = registry_of().find(party.known_as)
    countries = {place.place.country for passage in account.passages for place in passage.reading.places}
    year = None if account.when is None else account.when.start.year
    is_in_time = year is None or (actor.since or year) <= year <= (actor.until or year)
    return is_in_time and bool(countries & set(actor.countries))


def _is_titled(name: str, title: frozenset[str]) -> bool:
    """True when most of the telling words of *name* stand in the headline."""
    stems = _stems(name)
    return 2 * len(stems & title) > len(stems)


def _stems(text: str) -> frozenset[str]:
    """The longer words of *text* by their first five letters, so that "Israel" meets "Israeli"."""
    plain = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return frozenset(word[:5] for word in plain.split() if len(word) > 3 and word not in _COMMON)


def gather_doubts(account: Account) -> Clues:
    """The clues that nobody who is named did it: gunmen who act, a claim that nobody made, the kind of the acts."""
    clues = {"nobody": 1.0, **{f"kind_{kind}": 1.0 for kind in account.kinds}}
    for fade, passage in _fading(account):
        reading = passage.reading
        if any(role.party.kind == ARMED and role.role == PERPETRATOR for role in reading.roles):
            clues.setdefault("armed_acts", fade)
        if any(party.kind == ARMED for party in reading.parties):
            clues.setdefault("armed", fade)
        if any(claim.status == STATED_NONE for claim in reading.claims):
            clues.setdefault("unclaimed", 1.0)
    return clues
