"""Whether a passage tells of no other event: a toll that rose, wounds somebody died of, a claim, a sum.

Judges the passage by its own words; which thread it goes to is for ``division``.
"""

from __future__ import annotations

from incidents.coder.events.passages import Passage
from incidents.coder.events.transitions import is_one_more
from incidents.coder.mentions.claims import CLAIMED, DENIED, STATED_NONE
from incidents.coder.mentions.numbers import Number
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.text.lexicon import keyed

_STATEMENTS = frozenset({CLAIMED, DENIED, STATED_NONE})
_TOLL = "toll"
_MEDICAL = "health"
_DOERS = "ers"  # "four suicide bombers" are who acted, and no acts
_SEVERAL, _REACH = 4, 4  # acts, words


def is_death(passage: Passage) -> bool:
    """True when its acts are only that somebody died."""
    dying = {cue.first for cue in keyed(passage.reading.cues, "triggers.suffer_kill")}
    return all(act.first in dying for act in passage.acts)


def is_statement(passage: Passage) -> bool:
    """True when it tells who claimed or denied the act at hand; its day may be that of the claim."""
    claims = passage.reading.claims
    is_plain = not passage.reading.casualties and not is_one_more(passage)
    return is_plain and any(claim.status in _STATEMENTS and not claim.is_general for claim in claims)


def is_mere_toll(passage: Passage) -> bool:
    """True for "on Sunday, lawmakers were told that the death toll stood at 131"."""
    return bool(passage.acts) and all(act.quote.lower().endswith(_TOLL) for act in passage.acts)


def is_death_in_hospital(passage: Passage) -> bool:
    """True for "another died in a hospital in X": not where the act was done."""
    return is_death(passage) and any(cue.code == _MEDICAL for cue in passage.reading.cues["target_types"])


def is_sum(passage: Passage) -> bool:
    """True for "killed in 12 rebel attacks": so many acts are no single one."""
    many = [number for number in passage.reading.numbers if number.best >= _SEVERAL]
    return any(_counts(number, act, passage) for number in many for act in passage.acts if _is_plural(act))


def _is_plural(act: Trigger) -> bool:
    said = act.quote.lower()
    return not act.is_verb and said.endswith("s") and not said.endswith(_DOERS)


def _counts(number: Number, act: Trigger, passage: Passage) -> bool:
    """True when *number* says how many there were of *act*, and not how many people were harmed."""
    between = [word for word in passage.reading.words[: act.first] if word.start >= number.end]
    is_close = number.end <= act.start and len(between) < _REACH and all(word.is_joined for word in between)
    return is_close and not any(harm.start <= number.start < harm.end for harm in passage.reading.casualties)


def is_long_toll(passage: Passage) -> bool:
    """True when all that it counts was done in more than one event: "violence killed 1,000 people last month"."""
    counted = [each for each in passage.reading.casualties if each.count.best]
    return bool(counted) and all(each.is_cumulative for each in counted)
