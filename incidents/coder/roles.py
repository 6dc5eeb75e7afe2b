"""Who did it and to whom, by where a party stands beside a trigger: subject, agent after "by", adjective, object.

Does not weigh one sentence against another and does not read claims: ``actors`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.coder.lexicon import Cues, keyed
from incidents.coder.parties import ARMED, COUNTRY, FORCE, GROUP, NAME, NATION, PROTESTER, RIOTER, SPEAKER, Party
from incidents.coder.triggers import Trigger
from incidents.coder.words import Word
from incidents.domain.who import PERPETRATOR, TARGET

_BY_REACH, _SUBJECT_REACH, _OBJECT_REACH, _ADJECTIVE_REACH = 14, 6, 3, 4
_ACTS = frozenset({GROUP, FORCE, ARMED, PROTESTER, RIOTER, NAME, COUNTRY})
_REMOTE = frozenset({"airstrike", "shelling"})
_STATELESS_NOUNS = _REMOTE | {"attack", "clash", "arrest", "bombing", "abduction"}


@dataclass(frozen=True, slots=True)
class Role:
    """*party* is *role* of the act *trigger*; *strength* (0..1) says how surely its place in the clause tells so."""

    party: Party
    role: str
    strength: float
    trigger: Trigger


def find_roles(words: Sequence[Word], cues: Cues, parties: Sequence[Party], triggers: Sequence[Trigger]) -> tuple[Role, ...]:
    """The roles of the parties of one sentence, each at most once, the surest reading first."""
    real = [trigger for trigger in triggers if trigger.is_real]
    found = [role for party in parties if party.kind != SPEAKER for role in _roles(words, cues, party, real)]
    best: dict[Party, Role] = {}
    for role in sorted(found, key=lambda each: -each.strength):
        best.setdefault(role.party, role)
    return tuple(best.values())


def _roles(words: Sequence[Word], cues: Cues, party: Party, triggers: Sequence[Trigger]) -> Iterator[Role]:
    yield from _after_by(cues, party, triggers)
    for trigger in triggers:
        if trigger.first > party.last:
            yield from _before_trigger(words, cues, party, trigger)
        elif trigger.last < party.first:
            yield from _after_trigger(words, cues, party, trigger)


def _after_by(cues: Cues, party: Party, triggers: Sequence[Trigger]) -> Iterator[Role]:
    """``an attack by gunmen``, ``killed by soldiers``."""
    if party.kind not in _ACTS or not _follows(cues, "grammar.by", party):
        return
    before = [trigger for trigger in triggers if 0 < party.first - trigger.last <= _BY_REACH]
    if before:
        yield Role(party, PERPETRATOR, 0.9, before[-1])


def _before_trigger(words: Sequence[Word], cues: Cues, party: Party, trigger: Trigger) -> Iterator[Role]:
    between = range(party.last + 1, trigger.first)
    if trigger.is_verb and party.kind in _ACTS and _is_bridged(words, cues, between, _SUBJECT_REACH):
        if trigger.is_passive:
            yield Role(party, TARGET, 0.8, trigger)
        else:
            yield Role(party, PERPETRATOR, 0.85, trigger)
    if not trigger.is_verb and _is_adjectival(words, party, trigger):
        yield Role(party, PERPETRATOR, 0.75, trigger)


def _after_trigger(words: Sequence[Word], cues: Cues, party: Party, trigger: Trigger) -> Iterator[Role]:
    between = range(trigger.last + 1, party.first)
    is_object = trigger.is_verb and not trigger.is_passive and len(between) <= _OBJECT_REACH
    is_aimed = any(mention.first in between for mention in keyed(cues, "grammar.aimed"))
    if is_aimed and len(between) <= 2 * _OBJECT_REACH:
        yield Role(party, TARGET, 0.8, trigger)
    elif is_object and party.kind not in {COUNTRY, NATION, NAME}:
        yield Role(party, TARGET, 0.7, trigger)


def _follows(cues: Cues, name: str, party: Party) -> bool:
    return any(mention.last == party.first - 1 for mention in keyed(cues, name))


def _is_bridged(words: Sequence[Word], cues: Cues, between: range, reach: int) -> bool:
    """True when only helping words, or an aside between two commas, stand between a subject and its verb."""
    if len(between) == 0:
        return True
    helping = {at for name in ("grammar.auxiliary", "grammar.passive") for mention in keyed(cues, name) for at in range(mention.first, mention.last + 1)}
    is_helped = len(between) <= reach + 4 and all(at in helping for at in between)
    return is_helped or _is_aside(words, between)


def _is_aside(words: Sequence[Word], between: range) -> bool:
    opens = not words[between.start].is_joined
    closes = between.stop < len(words) and not words[between.stop].is_joined
    return opens and closes and len(between) <= 14


def _is_adjectival(words: Sequence[Word], party: Party, trigger: Trigger) -> bool:
    """``Russian drone attack``, ``Islamic State attack``; a country's own name before an attack is only where it was."""
    between = words[party.last + 1 : trigger.first + 1]
    if len(between) > _ADJECTIVE_REACH or not all(word.is_joined for word in between):
        return False
    if party.kind == GROUP:
        return True
    return party.kind in {NATION, FORCE, COUNTRY} and trigger.kind in (_STATELESS_NOUNS if party.kind == NATION else _REMOTE)
