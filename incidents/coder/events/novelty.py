"""Whether a passage tells an act as known ("the attack", "that bombing") or as new ("a bomb", "another attack").

By the words right before the act. Does not compare it with what was told before: ``apart`` does.
"""

from __future__ import annotations

from collections.abc import Sequence

from incidents.coder.events.passages import OUTCOMES, Passage
from incidents.coder.mentions.dates.reading import PERIOD
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading

KNOWN = frozenset({"the", "this", "that", "these", "those"})
NEW = frozenset({"a", "an", "another", "two", "three", "four", "five", "several"})
_OTHER = frozenset({"another", "similar", "separate"})
_MORE = frozenset({"more", "another", "other", "further", "second", "third", "additional", "unexploded"})
_THAT, _HAD, _HAVE = frozenset({"that"}), frozenset({"had"}), frozenset({"has", "have"})
_BEFORE = 2  # words
_BOMB, _STOPPED = "bombing", "intercept"


def is_called(reading: Reading, act: Trigger, words: frozenset[str]) -> bool:
    """True when one of *words* stands right before *act*: "the attack", "another bomb"."""
    return any(word.folded in words for word in reading.words[max(0, act.first - _BEFORE) : act.first])


def is_known(passage: Passage) -> bool:
    """True when it only calls acts that were told before: "the attack", "that bombing"."""
    return bool(passage.acts) and _are_known(passage, passage.acts)


def _are_known(passage: Passage, acts: Sequence[Trigger]) -> bool:
    return all(not act.is_verb and is_called(passage.reading, act, KNOWN) for act in acts)


def is_of_last(passage: Passage) -> bool:
    """True when it only calls "that attack", the one spoken of last."""
    return is_known(passage) and all(is_called(passage.reading, act, _THAT) for act in passage.acts)


def calls_again(passage: Passage) -> bool:
    """True for "the officer killed in the bombing": every act in it but what came of it was told before."""
    acts = [act for act in passage.acts if act.kind not in OUTCOMES]
    return bool(acts) and _are_known(passage, acts)


def is_new(passage: Passage) -> bool:
    """True when it names an act as one that was not told before: "a roadside bomb", "another attack"."""
    return any(not act.is_verb and is_called(passage.reading, act, NEW) for act in passage.acts)


def is_called_another(passage: Passage) -> bool:
    """True for "claimed another deadly attack last month": an act told besides the one at hand, in another time."""
    dates = (date for date in passage.reading.dates if date.kind == PERIOD and not date.is_historic)
    acts = (act for act in passage.acts if not act.is_verb and act.kind not in OUTCOMES)
    return any(dates) and any(is_called(passage.reading, act, _OTHER) for act in acts)


def is_disarming(passage: Passage) -> bool:
    """True for "police also found three more bombs, which were defused": further bombs that did no harm."""
    bombs = (act for act in passage.acts if act.kind == _BOMB and not act.is_verb)
    is_more = any(is_called(passage.reading, bomb, _MORE) for bomb in bombs)
    is_stopped = any(act.kind == _STOPPED and act.is_verb for act in passage.acts)
    return is_more and is_stopped and not any(each.count.best for each in passage.reading.casualties)


def is_before_that(passage: Passage) -> bool:
    """True for what "had" been done before the news."""
    return any(act.is_verb and is_called(passage.reading, act, _HAD) for act in passage.acts)


def is_fresh(passage: Passage) -> bool:
    """True for news told without a day: what somebody "has" done."""
    acts = passage.acts
    return not passage.reading.dates and any(act.is_verb and is_called(passage.reading, act, _HAVE) for act in acts)
