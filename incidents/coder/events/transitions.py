"""How a passage goes on from what was told before it: to one more act, back to an earlier one, to an answer.

By the words that lead over. Does not say which event the passage is of: ``division`` does.
"""

from __future__ import annotations

from incidents.coder.events.dating import date_of
from incidents.coder.events.passages import OUTCOMES, Passage
from incidents.coder.text.lexicon import keyed

_BACK = ("discourse.after", "discourse.upon", "discourse.aside_after_comma")


def begins_with(passage: Passage, *lists: str) -> bool:
    """True when its first words are a cue of one of *lists*."""
    cues = passage.reading.cues
    return any(cue.start == passage.start for name in lists for cue in keyed(cues, name))


def is_one_more(passage: Passage) -> bool:
    """True when its first words lead over to another event."""
    return begins_with(passage, "discourse.one_more", "discourse.besides")


def is_led_back(passage: Passage) -> bool:
    """True for a piece of a sentence that leads back to an earlier act: "after a bomber killed nine last week"."""
    is_counted = any(date.start == passage.start and date.anchor is not None for date in passage.reading.dates)
    return not passage.is_whole and (is_counted or begins_with(passage, *_BACK))


def goes_back(passage: Passage, before: Passage) -> bool:
    """True when *before*, the first half of the sentence, tells of an act and *passage* of what came earlier."""
    is_second = before.reading.sentence == passage.reading.sentence and before.end == passage.start
    date = date_of(passage)
    is_back = is_led_back(passage) or (date is not None and date.anchor is not None and date.start == passage.start)
    return is_second and is_back and any(act.kind not in OUTCOMES for act in before.acts)


def is_reaction(passage: Passage, at: int) -> bool:
    """True when the word *at* stands after "triggering" or the like: what is told there answers the act."""
    cues = (cue for cue in keyed(passage.reading.cues, "grammar.reaction") if cue.start >= passage.start)
    return any(cue.last < at for cue in cues)
