"""How a party and an act stand to each other in one clause: what may stand between a subject and its verb.

Knows places in a sentence only; what they say of who did it and to whom is for ``positions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NAME, PERSON, PROTESTER, RIOTER, Party
from incidents.coder.mentions.phrases import begin_of
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.mentions.weapons import WeaponMention
from incidents.coder.text.lexicon import Cues, keyed
from incidents.coder.text.words import Word

ACTS = frozenset({GROUP, FORCE, ARMED, PROTESTER, RIOTER, NAME, PERSON, COUNTRY})
"""The kinds of party that may do an act."""
SURE = frozenset({GROUP, FORCE, ARMED})
"""Those of them who hardly stand anywhere but where they act."""
_CROWDS = frozenset({PROTESTER, RIOTER})
REMOTE = frozenset({"airstrike", "shelling"})
"""The kinds of act that are done from afar."""
_ARMED_ACTS = REMOTE | {"bombing", "shooting"}
_ADVERB = "ly"
_SUBJECT_REACH, _ADJECTIVE_REACH, _ASIDE_REACH, _NAMED_REACH = 10, 4, 14, 6
_WEAPON_REACH, _LEAST_BETWEEN = 3, 3


@dataclass(frozen=True, slots=True)
class Clause:
    """What the patterns look at: the words of one sentence, what the lexicon found, its real acts and its weapons."""

    words: Sequence[Word]
    cues: Cues
    acts: Sequence[Trigger]
    weapons: Sequence[WeaponMention]


def follows(clause: Clause, name: str, party: Party) -> bool:
    """True when a cue of *name* stands before *party*, articles ("the") and "Iran-backed" left out."""
    at = begin_of(clause.words, clause.cues, party.first) - 1
    articles = {each.last: each.first for each in keyed(clause.cues, "grammar.determiner")}
    before = {at, articles.get(at, at + 1) - 1}
    return any(mention.last in before for mention in keyed(clause.cues, name))


def is_object(clause: Clause, party: Party) -> bool:
    """True after "of", "by" and the like: no subject. Not for "hundreds of soldiers", of whom there are only many."""
    if not follows(clause, "grammar.object_of", party):
        return False
    counted = {each.last + 1 for each in keyed(clause.cues, "grammar.many")}
    of = {each.last for each in keyed(clause.cues, "grammar.of") if each.first in counted}
    return party.kind not in SURE or not (party.first - 1 in of or _is_owner(clause, party))


def _is_owner(clause: Clause, party: Party) -> bool:
    """True for ``warplanes from the coalition bombed``, where those whose weapon it is did what it does."""
    at = begin_of(clause.words, clause.cues, party.first)
    leads = {each.last: each.first for each in keyed(clause.cues, "grammar.owned_by")}
    arms = {each.last for each in keyed(clause.cues, "actors.equipment")} | {each.last for each in clause.weapons}
    return leads.get(at - 1, 0) - 1 in arms


def has(clause: Clause, name: str, between: range) -> bool:
    """True when a cue of *name* begins among the words *between*."""
    return any(mention.first in between for mention in keyed(clause.cues, name))


def is_bridged(clause: Clause, party: Party, between: range) -> bool:
    """True when only helping words, or an aside between two commas, stand between a subject and its verb.

    A participle ("killing two") goes with the subject of its sentence, not with the name before it.
    """
    if len(between) == 0:
        return clause.words[between.stop].is_joined
    if clause.words[between.stop].folded.endswith("ing"):
        return False
    lists = ["grammar.auxiliary", "grammar.passive"]
    if has(clause, "grammar.itself", between):
        lists += ["grammar.itself", "grammar.said"]
    if party.kind == GROUP:
        lists.append("grammar.follower")
    helping = {at for name in lists for each in keyed(clause.cues, name) for at in range(each.first, each.last + 1)}
    helping |= {at for at in between if clause.words[at].text.endswith(_ADVERB)}
    is_helped = len(between) <= _SUBJECT_REACH and all(at in helping for at in between)
    is_counted = _is_attribute(clause, between)
    is_far = is_counted or _is_aside(clause.words, between) or _is_coordinated(clause, party, between)
    is_sure = party.kind in SURE or party.is_people
    return is_helped or (is_sure and is_far) or (party.kind in _CROWDS and is_counted)


def carries_out(clause: Clause, party: Party, between: range) -> bool:
    """``the United States carries out airstrikes``: a verb that does the act named after it has *party* as subject."""
    if party.kind not in ACTS or is_object(clause, party):
        return False
    verbs = [verb for verb in keyed(clause.cues, "grammar.does") if verb.first in between]
    if not verbs or not all(clause.words[at].is_joined for at in range(verbs[0].first + 1, between.stop + 1)):
        return False
    is_close = between.stop - verbs[0].last <= _NAMED_REACH
    is_plain = not any(act.is_verb and verbs[0].last < act.first < between.stop for act in clause.acts)
    return is_close and is_plain and is_bridged(clause, party, range(between.start, verbs[0].first))


def is_weaponed(clause: Clause, party: Party) -> bool:
    """``by an Iranian drone``, ``by a Russian glide bomb``: a weapon, or an act from afar, belongs to the nation."""
    reach = range(party.last + 1, party.last + 1 + _WEAPON_REACH)
    arms = [weapon.last for weapon in clause.weapons if weapon.last in reach]
    reach = range(party.first, reach.stop)
    arms += [act.last for act in clause.acts if act.first in reach and not act.is_verb and act.kind in _ARMED_ACTS]
    return bool(arms) and all(clause.words[at].is_joined for at in range(party.last + 1, min(arms) + 1))


def is_armed_with(clause: Clause, between: range) -> bool:
    """``Russian drones hit``, ``Israeli missile strikes killed``: only weapons and joined words stand between."""
    if not 1 <= len(between) <= _ADJECTIVE_REACH or not all(clause.words[at].is_joined for at in between):
        return False
    is_weapon = any(weapon.first in between or weapon.last in between for weapon in clause.weapons)
    return is_weapon or any(act.last in between and act.kind in REMOTE for act in clause.acts)


def _is_aside(words: Sequence[Word], between: range) -> bool:
    opens = not words[between.start].is_joined
    closes = between.stop < len(words) and not words[between.stop].is_joined
    return opens and closes and len(between) <= _ASIDE_REACH


def _is_attribute(clause: Clause, between: range) -> bool:
    """``police in the port of Mombasa shot``, ``troops backed by tanks``: a phrase that belongs to the subject."""
    is_begun = any(each.first == between.start for each in keyed(clause.cues, "grammar.attribute"))
    is_joined = all(clause.words[at].is_joined for at in range(between.start, between.stop + 1))
    is_verbal = any(has(clause, f"grammar.{name}", between[1:]) for name in ("said", "relative"))
    return is_begun and is_joined and len(between) <= _SUBJECT_REACH and not is_verbal


def _is_coordinated(clause: Clause, party: Party, between: range) -> bool:
    """``soldiers sprayed people with gas and opened fire``: the subject of its clause does what follows "and", too."""
    if not _LEAST_BETWEEN <= len(between) <= _ASIDE_REACH or not clause.words[between.start].is_joined:
        return False
    is_last = any(each.first == between.stop - 1 for each in keyed(clause.cues, "grammar.and"))
    begins = {each.last + 1 for name in ("said", "clause", "that") for each in keyed(clause.cues, f"grammar.{name}")}
    is_begun = party.first in {0, *begins}
    is_parted = any(has(clause, f"grammar.{name}", between) for name in ("clause", "said"))
    return is_last and is_begun and not is_parted
