"""What one party is to an act by where it stands beside the trigger: subject, agent after "by", adjective, object.

Reads each pair by itself; which reading holds in the sentence is for ``labelling``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from incidents.coder.mentions.clauses import (
    ACTS,
    REMOTE,
    SURE,
    Clause,
    carries_out,
    follows,
    has,
    is_armed_with,
    is_bridged,
    is_object,
    is_weaponed,
)
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NAME, NATION, PERSON, Party
from incidents.coder.mentions.roles import ADJECTIVE, AGENT, AIM, ENEMY, OBJECT, OPPONENT, SUBJECT, SUFFERER, Role
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import PERPETRATOR, TARGET

_BY_REACH, _OBJECT_REACH, _ADJECTIVE_REACH, _AIM_REACH = 14, 3, 4, 3
_LED, _BLAMED_REACH = 2, 4  # words: "led strikes", "blaming the attack on"
_WHEREABOUTS = frozenset({COUNTRY, NATION, NAME})
_WHICH, _ANTI = "which", "anti"
_SENDERS = frozenset({FORCE, GROUP, ARMED})
_BY_HAND = frozenset({"shooting", "stabbing", "kill", "attack", "ramming", "vehicle", "abduction", "riot"})
_FOREIGN = REMOTE | {"attack"}
_PARTING = ("determiner", "passive", "preposition", "said", "by", "of", "condemned", "carry")


def roles_of(clause: Clause, party: Party) -> Iterator[Role]:
    """Every role that *party* may have of the acts of its clause."""
    yield from _after_by(clause, party)
    for act in clause.acts:
        if act.first > party.last:
            yield from _before_act(clause, party, act)
        elif act.last < party.first:
            yield from _after_act(clause, party, act)
        elif act.first == party.first and party.kind == NATION and not act.is_verb:  # "Israeli fire"
            yield Role(party, PERPETRATOR, ADJECTIVE, act)


def _after_by(clause: Clause, party: Party) -> Iterator[Role]:
    """``an attack by gunmen``, ``killed by soldiers``, ``a rocket fired by rebels killed``."""
    is_armed = party.kind in {NATION, COUNTRY} and is_weaponed(clause, party)
    is_agent = follows(clause, "grammar.by", party) or (is_armed and follows(clause, "grammar.fired_from", party))
    is_agent = is_agent or (party.kind in _SENDERS and follows(clause, "grammar.from_whom", party))
    if (party.kind not in ACTS and not is_armed) or not is_agent or _owns(clause, party):
        return
    if party.kind in ACTS and follows(clause, "grammar.fired_from", party):
        later = (act for act in clause.acts if act.is_verb and 0 < act.first - party.last <= _BY_REACH)
        yield from (Role(party, PERPETRATOR, AGENT, act) for act in islice(later, 1))
    before = [act for act in clause.acts if act.first < party.first and party.first - act.last <= _BY_REACH]
    if before and not _is_of_another_verb(clause, before[-1], party.first - 2):
        yield Role(party, PERPETRATOR, AGENT, before[-1])


def _owns(clause: Clause, party: Party) -> bool:
    """True for the country in ``by Yemen's navy``, which only says whose the one who acted is."""
    after = clause.words[party.last + 1 : party.last + 2]
    return party.kind in _WHEREABOUTS and bool(after) and after[0].is_hyphened and after[0].folded == "s"


def _before_act(clause: Clause, party: Party, act: Trigger) -> Iterator[Role]:
    between = range(party.last + 1, act.first)
    if not act.is_verb:
        if carries_out(clause, party, between):
            yield Role(party, PERPETRATOR, SUBJECT, act)
        elif _is_adjectival(clause, party, act):
            yield Role(party, PERPETRATOR, ADJECTIVE, act)
    elif not act.is_passive and _is_of_arms(clause, party, act):
        yield Role(party, PERPETRATOR, ADJECTIVE, act)
    elif party.kind == NATION:
        if party.is_people and act.kind in _BY_HAND and not act.is_passive and is_bridged(clause, party, between):
            yield Role(party, PERPETRATOR, SUBJECT, act)
    elif party.kind in ACTS and _is_subject(clause, party, between):
        if act.is_passive:
            yield Role(party, TARGET, SUFFERER, act)
        elif (party.kind != PERSON or act.kind in _BY_HAND) and not _is_whereabouts(clause, party):
            yield Role(party, PERPETRATOR, SUBJECT, act)


def _is_of_arms(clause: Clause, party: Party, act: Trigger) -> bool:
    """True for ``an Iranian drone struck``, ``a U.S. drone fired``: the country of the weapon that does the act."""
    between = range(party.last + 1, act.first)
    if party.kind == COUNTRY:
        return party.name.isupper() and is_armed_with(clause, between)
    is_weapon = len(between) == 0 and any(each.first <= act.first <= each.last for each in clause.weapons)
    return party.kind == NATION and (is_weapon or is_armed_with(clause, between))


def _is_subject(clause: Clause, party: Party, between: range) -> bool:
    """True where only helping words part *party* from its verb; "an attack on a base, which killed" killed itself."""
    if not is_bridged(clause, party, between) or is_object(clause, party):
        return False
    is_parted = any(clause.words[at].folded == _WHICH and not clause.words[at].is_joined for at in between)
    return not (is_parted and any(not act.is_verb and act.last < party.first for act in clause.acts))


def _is_whereabouts(clause: Clause, party: Party) -> bool:
    """True for the country in ``a blast in Nairobi, Kenya, on Tuesday wounded`` and ``in Nairobi, Kenya yesterday``."""
    is_dated = any(each.first == party.last + 1 for each in keyed(clause.cues, "grammar.weekday"))
    is_parted = party.first > 0 and not clause.words[party.first].is_joined and (party.ends_phrase or is_dated)
    return party.kind == COUNTRY and is_parted and clause.words[party.first - 1].is_capital


def _after_act(clause: Clause, party: Party, act: Trigger) -> Iterator[Role]:
    between = range(act.last + 1, party.first)
    if party.speaks:  # "..., police said": who is named after the act only tells of it
        return
    if act.kind == "clash" and party.kind in SURE and has(clause, "grammar.against", between):
        yield Role(party, PERPETRATOR, OPPONENT if party.kind == FORCE else ENEMY, act)
    elif _is_aimed_at(clause, party, act, between) and party.kind != NATION:
        yield Role(party, TARGET, AIM, act)
    elif act.is_verb and not act.is_passive and len(between) <= _OBJECT_REACH and party.kind not in _WHEREABOUTS:
        yield Role(party, TARGET, OBJECT, act)


def _is_aimed_at(clause: Clause, party: Party, act: Trigger, between: range) -> bool:
    """``an attack on soldiers``, ``fire at a crowd of men``; not ``on Monday, activists`` nor ``blamed on rebels``."""
    is_blamed = has(clause, "claims.blamed_before", range(act.first - _BLAMED_REACH, party.first))
    if is_blamed or len(between) > 2 * _OBJECT_REACH:
        return False
    near = [aim.last for aim in keyed(clause.cues, "grammar.aimed") if aim.first in between]
    return any(
        party.first - at <= _AIM_REACH and all(word.is_joined for word in clause.words[at + 1 : party.first + 1])
        for at in near
    )


def _is_of_another_verb(clause: Clause, act: Trigger, at: int) -> bool:
    """True for ``the attack condemned by``: the word before "by" is a participle that does not do the act."""
    is_participle = at > act.last and clause.words[at].folded.endswith("ed")
    return is_participle and not any(each.last == at for each in keyed(clause.cues, "grammar.done"))


def _is_adjectival(clause: Clause, party: Party, act: Trigger) -> bool:
    """``Russian drone attack``, ``Islamic State attack``, ``a US raid``.

    ``US-led strikes`` are of those who lead them, too. A country's own name before an attack is only where it was,
    unless an article makes an adjective of it.
    """
    between = clause.words[party.last + 1 : act.first + 1]
    if len(between) == _LED and between[0].is_hyphened and between[0].folded == "led":
        return party.kind in _WHEREABOUTS or party.kind == GROUP
    if len(between) > _ADJECTIVE_REACH or not all(word.is_joined for word in between):
        return False
    if any(has(clause, f"grammar.{name}", range(party.last + 1, act.first)) for name in _PARTING):
        return False
    if party.kind == COUNTRY:
        is_close = len(between) == 1 or is_armed_with(clause, range(party.last + 1, act.first))
        return is_close and (party.name.isupper() or follows(clause, "grammar.determiner", party))
    kinds = _FOREIGN if party.kind == NATION else REMOTE
    is_foe = any(word.folded == _ANTI for word in clause.words[party.first : party.last])  # "anti-insurgent operation"
    is_band = party.kind == ARMED and len(between) == 1 and not (party.is_attacker or is_foe)
    return party.kind == GROUP or is_band or (party.kind in {NATION, FORCE} and act.kind in kinds)
