"""Every party that may have done it, with the clues that an account holds for and against each; and for nobody named.

A clue is a name and a number from 0 to 1. What each is worth is in ``data/weights``, who is chosen is for
``perpetrators``. People under arms who are not named ("gunmen") are no party of their own here: they speak for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.deeds import OPENING, PERSONAL, clue_of
from incidents.coder.fields.occasion import is_of_another
from incidents.coder.fields.precedents import is_of_before
from incidents.coder.fields.responsibility import find_called_again, last_named, resolve
from incidents.coder.fields.standing import STATES, TELLING, Clues, standing, stems, type_of
from incidents.coder.mentions.claims import CLAIMED, DENIED, SUSPECTED
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
from incidents.coder.mentions.roles import ADJECTIVE, SUBJECT, Role
from incidents.coder.mentions.suspects import find_suspects
from incidents.coder.text.lexicon import keyed, registry_of
from incidents.domain.who import PERPETRATOR

_FADE, _FAINTEST = 0.9, 0.2
_CLEARED_REACH = 6  # words
_BY_DEED = frozenset({COUNTRY, NATION, PERSON, NAME, PROTESTER, RIOTER})
_GAINS, _BLOWS = frozenset({"gain", "overtake"}), frozenset({"airstrike", "shelling"})
_NAMED = "named"  # as a suspect
_CLEARED = "cleared"
_CLEARING = frozenset({"aside", "target", "harmed", "speaks", "denied", _CLEARED})
_LASTING = frozenset({_NAMED, "claimed"})  # count wherever they stand
_NEVER = frozenset({SPEAKER, ARMED})
_ACCUSED = frozenset({GROUP, FORCE, COUNTRY, NATION})
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

    def stand(self, account: Account, title: frozenset[str]) -> Clues:
        """All its clues, those of what the party is included; *title* are the ``stems`` of the headline."""
        return {**self.clues, **standing(self.party, self.clues, account, title)}


def gather_suspects(account: Account, *, headline: str | None) -> tuple[Suspect, ...]:
    """The parties of *account* that may have acted, in the order in which they are first told of."""
    trails: dict[str, _Trail] = {}
    named: Party | None = None
    for order, (fade, passage) in enumerate(fading(account)):
        for party, clue in _clues(passage, account, named):
            trail = trails.setdefault(_key(party), _Trail(party))
            trail.note(clue, 1.0 if clue in _LASTING else fade, party)
            if order < OPENING and clue in {SUBJECT, ADJECTIVE}:
                trail.note("opening", 1.0, party)
        for party in passage.reading.parties:
            if party.kind not in _NEVER | _BY_DEED:
                trail = trails.setdefault(_key(party), _Trail(party))
                trail.clues.setdefault(_bearing(party, passage), fade)
            if _key(party) in trails:
                trails[_key(party)].mentions += 1
        named = last_named(passage.reading.parties, named)
    total = sum(trail.mentions for trail in trails.values()) or 1
    title = stems(headline or "")
    return tuple(
        Suspect(
            trail.party,
            {**trail.stand(account, title), "share": trail.mentions / total},
        )
        for trail in trails.values()
        if _may_have_acted(trail, account)
    )


def _may_have_acted(trail: _Trail, account: Account) -> bool:
    """False for those of whom it is only told what they suffered, or what they did to the ones who acted.

    A group that suffers in a clash is a side of it. One that is only named may have done it if the registry knows it.
    A state that denies a blow from afar is told of because it may have dealt it; authorities are told of in all news.
    """
    told = trail.clues.keys()
    if trail.party.kind == GROUP and "clash" in account.kinds and "target" in told:
        return True
    if trail.party.kind in STATES and account.kinds & _BLOWS and "denied" in told:
        return True
    is_stranger = trail.party.kind == GROUP and trail.party.known_as is None and trail.party.name[0].isupper()
    return bool(TELLING & told) or not (is_stranger or trail.party.is_government or told & _CLEARING)


def _bearing(party: Party, passage: Passage) -> str:
    """What it is to be named at all: to be among the harmed, to be fought, to say something, or only to be there."""
    if party.first > 0 and passage.reading.words[party.first - 1].folded == "against":
        return "target"
    if any(0 < party.first - cue.last <= _CLEARED_REACH for cue in keyed(passage.reading.cues, "grammar.unlinked")):
        return _CLEARED
    is_harmed = any(
        harm.start <= party.start and party.end <= harm.end and not harm.is_perpetrator
        for harm in passage.reading.casualties
    )
    return "harmed" if is_harmed else "speaks" if party.speaks else "early"


def fading(account: Account) -> Iterator[tuple[float, Passage]]:
    """Each passage with how much its words count: what stands far down is often said of other events."""
    fade = 1.0
    for passage in account.passages:
        yield fade, passage
        fade = max(_FAINTEST, fade * _FADE)


def _key(party: Party) -> str:
    """What makes two mentions one party: the registry's name, the state whose force it is, else its words."""
    if party.known_as is not None and type_of(party) != "military":
        return party.known_as
    if party.kind in STATES and not party.is_people:
        return f"{_country_of(party)}{' police' if party.is_police else ' forces'}"
    return party.name.lower().split()[-1] if party.kind == PERSON else party.name.lower()


def _country_of(party: Party) -> str:
    if party.country is not None or party.known_as is None:
        return party.country or ""
    return next(iter(registry_of().find(party.known_as).countries), "")


def _clues(passage: Passage, account: Account, named: Party | None) -> Iterator[tuple[Party, str]]:
    """What one passage says of each party; acts and claims of a passage that tells of habits are only that."""
    reading = passage.reading
    is_habit = bool(keyed(reading.cues, "discourse.habit"))
    yield from ((party, "announces") for party in reading.parties if _announces(party, passage, account))
    opener = next(iter(account.passages[0].acts), None) if passage is account.passages[0] else None
    for role in reading.roles:
        if role.party.kind not in _NEVER and not _is_thing(role.party, passage):
            is_other = is_habit or is_of_before(role, passage, account) or _is_answer(role, passage, account)
            yield role.party, "habit" if is_other else clue_of(role, account, is_news=role.trigger == opener)
        elif role.party.kind == ARMED and role.role == PERPETRATOR:
            again = find_called_again(role.party, reading, named)
            if again is not None and not (is_habit or is_of_before(role, passage, account)):
                yield again, clue_of(role._replace(party=again), account, is_news=role.trigger == opener)
    for role in reading.spoken_roles:
        if role.role == PERPETRATOR and role.party.kind in _ACCUSED and passage.start <= role.party.start < passage.end:
            yield role.party, "habit" if is_habit else "blamed"
    if account.kinds & PERSONAL:
        yield from ((party, _NAMED) for party in find_suspects(reading.cues, reading.parties))
    for claim in reading.claims:
        by = resolve(claim, reading, named)
        if by is not None and by.kind not in _NEVER and claim.status in _BY_STATUS:
            yield by, "habit" if is_of_another(claim, passage, account) else _BY_STATUS[claim.status]


def _is_thing(party: Party, passage: Passage) -> bool:
    """True for "IED" and "Katyusha", which look like names, and for the last word of "Benue State"."""
    if party.kind != NAME:
        return False
    is_of_place = any(party.first == party.last == cue.last for cue in keyed(passage.reading.cues, "grammar.of_place"))
    weapons = passage.reading.weapons
    return is_of_place or any(weapon.start <= party.end and party.start < weapon.end for weapon in weapons)


def _is_answer(role: Role, passage: Passage, account: Account) -> bool:
    """True for whoever suffered the act of the opening and acts later, or did it and suffers later: an answer to it.

    In a fight the sides take turns, and only the latter holds.
    """
    opening = account.passages[0]
    if passage is opening:
        return False
    doers = {_key(each.party) for each in opening.reading.roles if each.role == PERPETRATOR}
    if role.role != PERPETRATOR:
        return _key(role.party) in doers
    sufferers = {_key(each.party) for each in opening.reading.roles if each.role != PERPETRATOR}
    return bool(doers) and "clash" not in account.kinds and _key(role.party) in sufferers


def _announces(party: Party, passage: Passage, account: Account) -> bool:
    """``The army says that an airstrike killed rebels``: who tells of an act of its own kind that nobody else did."""
    if not party.speaks or party.kind not in {GROUP, FORCE}:
        return False
    roles = passage.reading.roles
    is_own = any(role.role != PERPETRATOR and role.party.kind in {GROUP, ARMED} for role in roles)
    is_own = is_own or (party.kind == FORCE and "kill" in passage.kinds and _names_a_foe(passage))
    is_gain = bool(passage.kinds & _GAINS)
    is_blow = is_own and bool(passage.kinds & _BLOWS)
    is_told = any(role.role == PERPETRATOR and not is_of_before(role, passage, account) for role in roles)
    claims = (claim for claim in passage.reading.claims if not is_of_another(claim, passage, account))
    is_blamed = any(claim.status == SUSPECTED for claim in claims)
    return not (is_told or is_blamed) and (is_gain or is_blow)


def _names_a_foe(passage: Passage) -> bool:
    """True where an armed group that is known is named: "said a Northern Front commander was killed"."""
    return any(party.kind == GROUP and party.known_as is not None for party in passage.reading.parties)
