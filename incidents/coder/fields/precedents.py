"""Whether an act is told of as one before the act at hand, in answer to it, or out of the life of who was harmed.

Does not judge statements on responsibility: ``occasion`` does.
"""

from __future__ import annotations

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.events.transitions import is_reaction
from incidents.coder.mentions.roles import Role
from incidents.coder.text.lexicon import keyed

_DATE_REACH = 6  # characters


def is_of_before(role: Role, passage: Passage, account: Account) -> bool:
    """True for an act before the one at hand, or in answer to it: "a day after jets struck", "since a group killed".

    So is what it answers itself: "in retaliation for strikes by".
    """
    if passage.start in account.turned_back or is_reaction(passage, role.trigger.first):
        return True
    told = min(role.party.first, role.trigger.first)
    is_answer = passage is not account.passages[0] and _is_answer(passage)
    return is_answer or _is_in_life(role, passage) or _is_answered(told, passage) or _is_since(told, passage)


def _is_answered(told: int, passage: Passage) -> bool:
    """True for ``in retaliation for strikes``, up to the word *told*, with no comma in between."""
    words = passage.reading.words
    leads = (cue.last for cue in keyed(passage.reading.cues, "grammar.answer_to") if cue.last < told)
    return any(all(word.is_joined for word in words[last + 1 : told + 1]) for last in leads)


def _is_since(told: int, passage: Passage) -> bool:
    """True for ``since a group killed``, not for ``since Monday``."""
    since = (cue for cue in keyed(passage.reading.cues, "grammar.since") if cue.last < told)
    dates = passage.reading.dates
    return any(not any(0 < date.start - cue.end <= _DATE_REACH for date in dates) for cue in since)


def _is_answer(passage: Passage) -> bool:
    """True for "In response, gang members set cars on fire", after the act."""
    words = passage.reading.words
    cues = (cue for cue in keyed(passage.reading.cues, "grammar.answering") if cue.start == passage.start)
    return any(cue.last + 1 < len(words) and not words[cue.last + 1].is_joined for cue in cues)


def _is_in_life(role: Role, passage: Passage) -> bool:
    """True for what is told of somebody who was killed: "the commander, who led an attack by the group, was killed"."""
    begun = [cue.first for cue in keyed(passage.reading.cues, "grammar.relative") if not cue.is_joined]
    ends = [act.first for act in passage.acts if act.kind == "kill" and act.is_passive]
    return any(at < role.trigger.first < end for at in begun for end in ends if role.party.first > at)
