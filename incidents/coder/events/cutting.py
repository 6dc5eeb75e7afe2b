"""Cuts a sentence to passages where its words lead over to another act: "two days after", "followed", "while".

Says where one happening ends and the next begins. Does not say which passages tell of the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from incidents.coder.events.kinds import CROWD, STREET
from incidents.coder.events.novelty import NEW, is_called
from incidents.coder.events.passages import OUTCOMES, Passage, narrow
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.dates.reading import PERIOD
from incidents.coder.mentions.parties import PROTESTER, RIOTER
from incidents.coder.mentions.places.finding import DEMONYM
from incidents.coder.reading import Reading
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed

_MINUTE = "minute"
_CROWDS = frozenset({PROTESTER, RIOTER})


def cut(reading: Reading) -> tuple[Passage, ...]:
    """The passages of one sentence: it is cut where "two days after" or "while" leads over to another act."""
    bounds = [reading.sentence.start, *(_cuts(reading) or _besides(reading)), reading.sentence.end]
    return tuple(narrow(reading, start, end) for start, end in pairwise(bounds))


def _cuts(reading: Reading) -> list[int]:
    return _earlier(reading) or _dated_after(reading) or _after_crowd(reading) or _there(reading)


def _there(reading: Reading) -> list[int]:
    """Where the place of the act leads over to another act, with a day: "took 20 women near X, where ... on May 2"."""
    acts = [act for act in reading.triggers if act.is_real and act.kind not in OUTCOMES]
    for cue in keyed(reading.cues, "discourse.aside_after_comma"):
        is_place = cue.quote.lower() == "where" and not cue.is_joined
        is_dated = any(date.start > cue.start and date.when is not None for date in reading.dates)
        if is_place and is_dated and _is_between([act.start for act in acts], cue):
            return [cue.start]
    return []


def _after_crowd(reading: Reading) -> list[int]:
    """Where a crowd came together over harm done before: "protests erupt after a man was shot"."""
    harm = [mention for mention in reading.casualties if mention.count.best]
    for cue in keyed(reading.cues, "discourse.after"):
        before = {act.kind for act in reading.triggers if act.is_real and act.start < cue.start}
        later = [act for act in reading.triggers if act.is_real and act.is_verb and act.start >= cue.end]
        is_harmful = bool(later) and bool(harm) and all(cue.end <= mention.start for mention in harm)
        is_to_crowd = any(party.kind in _CROWDS and party.start >= cue.end for party in reading.parties)
        if CROWD in before and before <= STREET and is_harmful and not is_to_crowd:
            return [cue.start]
    return []


def _earlier(reading: Reading) -> list[int]:
    """Where the act leads over to an earlier one: "followed a bombing", "the worst since", "after ... last week"."""
    acts = [trigger.start for trigger in reading.triggers if trigger.is_real]
    for cue in (*keyed(reading.cues, "discourse.upon"), *keyed(reading.cues, "discourse.after")):
        if not acts or acts[-1] < cue.end or cue.start == reading.sentence.start:
            continue
        is_back = _is_dated_back(reading, cue.end) or _has_harm_apart(reading, cue)
        if cue.code == "upon" or (_has_own(reading, cue.start) and is_back):
            return [cue.start]
    return []


def _has_harm_apart(reading: Reading, cue: CueMention) -> bool:
    """True where people are harmed before *cue* and after it, in two ways, and only what is after it has a day.

    "34 soldiers were kidnapped after clashes that killed eleven fighters on Sunday".
    """
    told = [mention for mention in reading.casualties if mention.count.best]
    before = {mention.harm for mention in told if mention.start < cue.start}
    after = {mention.harm for mention in told if mention.start >= cue.end}
    days = [date for date in reading.dates if date.when is not None and not date.is_speech]
    acts = [act for act in reading.triggers if act.is_real and act.start >= cue.end and act.kind not in OUTCOMES]
    is_dated = bool(days) and all(bool(acts) and date.start > acts[0].start for date in days)
    return is_dated and bool(before) and bool(after) and before.isdisjoint(after)


def _has_own(reading: Reading, before: int) -> bool:
    """True when what stands before tells of an act, and not of the harm that the later one did."""
    acts = (act for act in reading.triggers if act.is_real and act.start < before)
    return any(act.kind not in OUTCOMES for act in acts)


def _is_dated_back(reading: Reading, after: int) -> bool:
    """True when an act stands from *after* on, and then the earlier time that it has for a date: "last week"."""
    later = [date for date in reading.dates if date.start >= after]
    if not later or not _is_earlier(reading, later[0]) or later[0].is_bound or later[0].when is None:
        return False
    return any(act.is_real and after <= act.start < later[0].start for act in reading.triggers)


def _is_earlier(reading: Reading, date: DateMention) -> bool:
    days = keyed(reading.cues, "discourse.day_before")
    return date.kind == PERIOD or any(cue.start == date.start for cue in days)


def _dated_after(reading: Reading) -> list[int]:
    sentence = reading.sentence
    for cue in keyed(reading.cues, "discourse.after"):
        later = [trigger for trigger in reading.triggers if trigger.is_real and trigger.start >= cue.end]
        dated = [date for date in reading.dates if date.anchor is not None and date.start <= cue.end <= date.end + 2]
        dated = [date for date in dated if _MINUTE not in date.quote.lower()]  # "ten minutes after" is the same act
        if later and dated and dated[0].start > sentence.start:
            return [dated[0].start]
    return []


def _besides(reading: Reading) -> list[int]:
    """Where ", while" parts two acts that each have a place, or each harm of its own."""
    acts = [trigger.start for trigger in reading.triggers if trigger.is_real]
    named = [trigger.start for trigger in reading.triggers if trigger.is_real and trigger.kind not in OUTCOMES]
    spots = [place.start for place in reading.places if place.kind != DEMONYM]
    harm = [mention.start for mention in reading.casualties if mention.count.best]
    for cue in keyed(reading.cues, "discourse.besides"):
        is_other = _is_between(spots, cue) or (
            all(_is_between(starts, cue) for starts in (named, harm)) and _has_new(reading, cue.end)
        )
        if not cue.is_joined and is_other and _is_between(acts, cue):
            return [cue.start]
    return []


def _is_between(starts: Sequence[int], cue: CueMention) -> bool:
    return min(starts, default=cue.end) < cue.start < max(starts, default=0)


def _has_new(reading: Reading, after: int) -> bool:
    """True when an act from *after* on is named as one that was not told before."""
    acts = (act for act in reading.triggers if act.is_real and act.start >= after and not act.is_verb)
    return any(is_called(reading, act, NEW) for act in acts)
