"""The weapons of one event: which of those named in its passages were used, how many, and what became of them.

Keeps to the opening, where news says what was used: what a later paragraph names is often another story's. Does not
find weapons in a sentence: ``weapons`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from incidents.codebook.loader import Codebook
from incidents.coder.events.accounts import Account
from incidents.coder.events.novelty import is_called_another, is_new
from incidents.coder.events.passages import Passage
from incidents.coder.events.transitions import is_reaction
from incidents.coder.fields.findings import Finding
from incidents.coder.fields.identity import are_apart
from incidents.coder.mentions.devices import Share, add_up
from incidents.coder.mentions.parties import COUNTRY, FORCE, GROUP, NATION, Party
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.mentions.weapons import WeaponMention
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import PERPETRATOR, TARGET, Weapon

_TOLD, _SUBJECT = 4, 4  # the latter counts words
_NAMED, _NAMED_LATER, _IMPLIED, _NONE_NAMED = 0.9, 0.8, 0.7, 0.85
_STATES, _BY_STATES = frozenset({FORCE, NATION, COUNTRY}), {"hit": "airstrike"}
_BY_AIRCRAFT = {"hit": "airstrike", "attack": "airstrike"}
_GROUND, _FROM_AFAR = frozenset({"clash"}), frozenset({"airstrike", "shelling"})
_BODIES = _STATES | {GROUP}
_GUN, _WORN, _VEHICLE_BOMB = "firearm", "suicide_vest", "vehicle_bomb"
_INSTEAD = {"vehicle_bomb": {"suicide_vest", "ied"}, "suicide_vest": {"ied"}, "ied": {"landmine"}}
_UNEXPLAINED, _HOME_MADE, _FIRE = "explosive", "ied", "arson"


def find_arsenal(account: Account, *, doer: Party | None, codebook: Codebook) -> Finding[tuple[Weapon, ...]]:
    """The weapons of *account* in the codebook's order; *doer* is held to have acted."""
    by_police = doer is not None and doer.is_police
    passages = _opening(account, doer)
    mentions = [mention for passage in passages for mention in _own(passage, by_police=by_police)]
    projectiles = frozenset(codebook.cues("devices")["projectiles"])
    named = _sure(mentions, passages, projectiles)
    mentions = named or _spoken(account.passages) or _implied(passages, doer, codebook)
    mentions = [*mentions, *_told_late({mention.code for mention in mentions}, account, passages)]
    salvos = [salvo for passage in account.passages for salvo in passage.reading.salvos]
    codes = _most_specific({mention.code for mention in mentions}, projectiles, codebook)
    shares = [share for passage in account.passages for share in _told_apart(passage)]
    rows = tuple(add_up(code, [salvo for salvo in salvos if salvo.weapon.code == code], shares) for code in codes)
    cited = [mention for mention in mentions if mention.code in {*codes, _UNEXPLAINED}]
    counted = [salvo.weapon for salvo in salvos if salvo.weapon.code in codes and salvo.weapon.count is not None]
    told = tuple(sorted({*cited, *counted}, key=lambda mention: (mention.start, mention.end)))
    return Finding(rows, told if rows else (), _confidence(rows, is_named=bool(named), passages=passages))


def _confidence(rows: Sequence[Weapon], *, is_named: bool, passages: Sequence[Passage]) -> float:
    """Surer of one weapon than of several, and of what the first sentence names; least of what is only implied."""
    if not rows:
        return _NONE_NAMED
    if not is_named:
        return _IMPLIED
    lead = {mention.code for passage in passages[:1] for mention in passage.reading.weapons}
    return _NAMED if len(rows) == 1 and rows[0].weapon in lead else _NAMED_LATER


def _told_apart(passage: Passage) -> tuple[Share, ...]:
    """Shares of a sentence that names no devices itself; where it does, they are in its salvos."""
    return () if any(salvo.shares for salvo in passage.reading.salvos) else passage.reading.shares


def _opening(account: Account, doer: Party | None) -> list[Passage]:
    own = [passage for passage in account.passages if not _is_aside(passage, account, doer)]
    told = [passage for passage in own if passage.acts][:_TOLD]
    return [passage for passage in own if told and passage.start <= told[-1].start]


def _is_aside(passage: Passage, account: Account, doer: Party | None) -> bool:
    """True for what was done before or is usually done, and for what others than *doer* did, outside a fight.

    A report that opens with a blow from afar is no fight, though fighting is told of.
    """
    if passage is account.passages[0]:
        return False
    is_past = passage.start in account.turned_back or bool(keyed(passage.reading.cues, "discourse.habit"))
    is_past = is_past or any(each.is_cumulative for each in passage.reading.casualties)
    is_fight = bool(_GROUND & account.kinds) and not _FROM_AFAR & account.passages[0].kinds
    return is_past or (not is_fight and _is_of_others(passage, doer))


def _is_of_others(passage: Passage, doer: Party | None) -> bool:
    """True when bodies act in *passage*, or another state is its subject, and *doer*, a body too, is none of them."""
    doers = [role.party for role in passage.reading.roles if role.role == PERPETRATOR and role.party.kind in _BODIES]
    doers = doers or [party for party in passage.reading.parties[:1] if _is_of_another_state(party, doer)]
    if doer is None or doer.kind not in _BODIES or not doers:
        return False
    return all(are_apart(party, doer) for party in doers)


def _is_of_another_state(party: Party, doer: Party | None) -> bool:
    """True for the subject of a sentence that is of another country than *doer*."""
    is_told = doer is not None and None not in {party.country, doer.country} and party.country != doer.country
    return is_told and party.first < _SUBJECT and party.kind in _STATES


def _own(passage: Passage, *, by_police: bool) -> Iterable[WeaponMention]:
    """The weapons of a passage without the guns of a police that answered an attack by others."""
    has_police = any(role.party.is_police and role.role == PERPETRATOR for role in passage.reading.roles)
    is_answer = has_police and not by_police and "shooting" in passage.kinds and "clash" not in passage.kinds
    own = (each for each in passage.reading.weapons if not is_reaction(passage, each.first))
    return (each for each in own if not (each.code == _GUN and (is_answer or _is_upon_attacker(each, passage))))


def _is_upon_attacker(gun: WeaponMention, passage: Passage) -> bool:
    """True for the gun of ``the attacker was shot``, which was not his."""
    struck = (role.trigger for role in passage.reading.roles if role.role == TARGET and role.party.is_attacker)
    return any(act.start <= gun.start < act.end or gun.start <= act.start < gun.end for act in struck)


def _sure(
    mentions: Sequence[WeaponMention], passages: Sequence[Passage], projectiles: frozenset[str]
) -> list[WeaponMention]:
    """*mentions* without "fired at" where missiles or the like are what was fired."""
    if not any(mention.code in projectiles for mention in mentions):
        return list(mentions)
    unsure = [cue for passage in passages for cue in keyed(passage.reading.cues, "devices.unsure")]
    return [each for each in mentions if not any(cue.start <= each.start < cue.end for cue in unsure)]


def _spoken(passages: Sequence[Passage]) -> list[WeaponMention]:
    """Where the report itself names no weapon, those of which somebody tells beside an act: "they fired rockets"."""
    told = [passage.reading for passage in passages if passage.reading.spoken_roles]
    return [weapon for reading in told for weapon in reading.spoken_weapons]


def _told_late(codes: set[str], account: Account, opening: Sequence[Passage]) -> list[WeaponMention]:
    """The vehicle bomb that a suicide bomber, or "the bomb", of *opening* turns out to be further on."""
    if codes == {_WORN}:
        return _driven(account.passages)
    later = [passage for passage in account.passages if opening and passage.start > opening[-1].start]
    return _explained(later) if _HOME_MADE in codes else []


def _explained(later: Sequence[Passage]) -> list[WeaponMention]:
    """The vehicle in which "the bomb" was; of "another bomb" it says nothing."""
    again = (passage for passage in later if passage.acts and not is_new(passage) and not is_called_another(passage))
    told = (weapon for passage in again for weapon in passage.reading.weapons)
    return [weapon for weapon in told if weapon.code == _VEHICLE_BOMB]


def _driven(passages: Sequence[Passage]) -> list[WeaponMention]:
    """The vehicle bomb of which somebody speaks, where the report itself only tells of a suicide bomber."""
    told = (weapon for passage in passages[:_TOLD] for weapon in passage.reading.spoken_weapons)
    return [weapon for weapon in told if weapon.code == _VEHICLE_BOMB]


def _implied(passages: Sequence[Passage], doer: Party | None, codebook: Codebook) -> list[WeaponMention]:
    """Where no weapon is named, what the foremost act cannot be done without: a gun for "was shot".

    What a state's forces "struck" was struck from the air.
    """
    needed = {kind: code for code, kinds in codebook.cues("implied").items() for kind in kinds}
    if doer is not None and doer.kind in _STATES and not doer.is_police:
        needed |= _BY_AIRCRAFT if _flies(doer, codebook) else _BY_STATES if not _is_on_the_ground(passages) else {}
    acts = (act for passage in passages for act in passage.acts if act.kind in needed)
    return [_as_weapon(act, needed[act.kind]) for act in islice(acts, 1)]


def _flies(doer: Party, codebook: Codebook) -> bool:
    return any(word in doer.name.lower() for word in codebook.cues("implied_doers")["airstrike"])


def _is_on_the_ground(passages: Sequence[Passage]) -> bool:
    """True where a fight is told of: what was destroyed in it was not struck from the air."""
    return any(passage.kinds & _GROUND for passage in passages)


def _as_weapon(act: Trigger, code: str) -> WeaponMention:
    return WeaponMention(code, act.start, act.end, act.quote, act.first, act.last)


def _most_specific(codes: set[str], projectiles: frozenset[str], codebook: Codebook) -> list[str]:
    """*codes* without what another says more exactly or brings about; an unexplained blast is a home-made bomb."""
    vocabulary = codebook.vocabulary("weapons")
    kept = codes - {ancestor for code in codes for ancestor in vocabulary.ancestors(code)}
    for code in ("vehicle_bomb", "suicide_vest", "ied"):
        if code in kept:
            kept -= _INSTEAD[code]
    if kept & set(vocabulary.descendants(_UNEXPLAINED)):
        kept -= {_FIRE}
    if kept & projectiles:
        kept -= {_UNEXPLAINED, _HOME_MADE}
    if _UNEXPLAINED in kept:
        kept = (kept - {_UNEXPLAINED}) | {_HOME_MADE}
    return [code for code in vocabulary.codes if code in kept]
