"""Clauses that look back at an earlier act: "who took part in a raid in 2023", "since a bomb went off in March".

What they name is of no event that the article reports, and is left out where the rest of the sentence tells of an act
of its own. What was done at a place before (", where last week") may be told for its own sake: ``cutting`` cuts there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from incidents.coder.events.asides import says_more_of_act
from incidents.coder.events.history import BACKGROUND
from incidents.coder.events.passages import without
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed

Stretch = tuple[int, int]
"""From where to where a clause reaches, in characters of the article."""
_SINCE = "since"
_NEXT = 2  # characters
_AGREEMENT = "agreement"


def without_retrospects(reading: Reading) -> Reading:
    """*reading* without what such clauses mention."""
    stretches = find_retrospects(reading) if reading.dates else []
    return without(reading, stretches) if stretches else reading


def find_retrospects(reading: Reading) -> list[Stretch]:
    """The clauses that look back, none where nothing else is told."""
    old = [date for date in reading.dates if _is_old(reading, date)]
    acts = reading.triggers
    if not old or len(acts) < 2:
        return []
    leads = [*keyed(reading.cues, "discourse.aside"), *_since(reading)]
    found = dict.fromkeys(chain.from_iterable(_stretches(reading, date, leads, acts) for date in old))
    is_rest = any(act.is_real and all(not start <= act.start < end for start, end in found) for act in acts)
    return list(found) if is_rest else []


def _since(reading: Reading) -> Iterator[CueMention]:
    return (cue for cue in keyed(reading.cues, "discourse.since") if cue.quote.lower() == _SINCE)


def _is_old(reading: Reading, date: DateMention) -> bool:
    """True for what lies too far back to be coded."""
    published_on = reading.whole.article.published_on
    if date.when is None or date.is_speech or date.is_future or published_on is None:
        return False
    return published_on - date.when.end > BACKGROUND


def _stretches(
    reading: Reading, date: DateMention, leads: list[CueMention], acts: Sequence[Trigger]
) -> Iterator[Stretch]:
    """The clause that holds *date*, if it is led by the last of *leads* before it and tells of an act."""
    before = [lead for lead in leads if lead.end <= date.start]
    if not before:
        return
    lead = max(before, key=lambda cue: cue.start)
    told = [act for act in acts if lead.start <= act.start <= date.end + _NEXT and act.kind != _AGREEMENT]
    if told and not says_more_of_act(reading, lead):
        yield lead.start, _end(reading, date, acts)


def _end(reading: Reading, date: DateMention, acts: Sequence[Trigger]) -> int:
    """Where the clause ends: at a comma or a second verb after *date* and the act it names, else with the sentence."""
    named = (act.end for act in acts if 0 <= act.start - date.end <= _NEXT)
    begin = max(date.end, max(named, default=0))
    closing = (word.start for word in reading.words if word.start >= begin and not word.is_joined)
    joints = (cue for cue in keyed(reading.cues, "grammar.and") if cue.start >= begin)
    second = (cue.start for cue in joints if any(act.is_verb and act.first == cue.last + 1 for act in acts))
    return min([*closing, *second], default=reading.sentence.end)
