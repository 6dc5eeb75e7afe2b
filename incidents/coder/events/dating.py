"""The date that a passage gives its act: the nearest that is not of something else told in passing.

Does not count "two days after" from another event: ``resolving`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from incidents.coder.events.asides import find_asides, says_more_of_act
from incidents.coder.events.novelty import KNOWN, is_called
from incidents.coder.events.passages import Passage
from incidents.coder.mentions.claims import ClaimMention
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.dates.reading import EXPLICIT, PERIOD, WEEKDAY
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.text.lexicon import keyed

_POSSESSIVES = frozenset({"'s", "\u2019s"})
_SINCE_REACH = 60  # characters
_NEXT, _OWNED = 2, 25  # characters
_ON = frozenset({"", "on", "late", "early", "late on", "early on"})
_SHORT = 7  # days
_LONG = 300  # days: "last year" dates something older
_AGREEMENT, _KILL = "agreement", "kill"
_PLAIN = frozenset({EXPLICIT, WEEKDAY})


def date_of(passage: Passage) -> DateMention | None:
    """The date nearest to an act, the first when there is none; rather its own than one that hangs on another.

    "A day after a bomb killed ten on Sunday" tells the day of the bomb twice, and Sunday is surer.
    """
    dates = [date for date in passage.reading.dates if not _is_aside(passage, date)]
    acts = [act.start for act in passage.acts] or [passage.start]
    has_day = any(date.kind in _PLAIN and not date.is_speech and date.start > acts[0] for date in dates)
    return min(
        dates,
        key=lambda date: (
            date.is_speech,
            date.anchor is not None and (date.start > passage.start or has_day),
            date.kind == PERIOD,
            min(abs(date.start - at) for at in acts),
            date.start,
        ),
        default=None,
    )


def is_dated_by_claim(passage: Passage) -> bool:
    """True when its date is the day of a claim or of blame, and not of the act: "on Friday, police blamed"."""
    date = date_of(passage)
    return date is not None and any(_is_day_of(passage, claim, date) for claim in passage.reading.claims)


def _is_day_of(passage: Passage, claim: ClaimMention, date: DateMention) -> bool:
    """True when *date* stands before or within *claim*, with no act near it, or right after it."""
    if date.start >= claim.end:
        sentence = passage.reading.sentence
        return sentence.text[claim.end - sentence.start : date.start - sentence.start].strip().lower() in _ON
    return not any(act.start < claim.end for act in passage.acts)


def _is_aside(passage: Passage, date: DateMention) -> bool:
    """True for a date of another act told in passing: after "since", after "after", or in a series of acts."""
    acts = passage.acts
    is_old = date.is_historic or (date.when is not None and date.when.days > _LONG)
    nearest = min(acts, key=lambda act: abs(act.start - date.start), default=None)
    is_first = nearest is not None and _cause_of(nearest, acts) is acts[0]
    is_later = nearest is not None and (not is_first or _goes_on_from_known(passage, nearest))
    is_series = date.kind == PERIOD and bool(keyed(passage.reading.cues, "discourse.series"))
    if date.kind == PERIOD and _is_possessive(passage, date):
        return True
    if _is_in_aside(passage, date) and (date.kind == PERIOD or date.is_historic or _is_idle_to(passage, date)):
        return True
    is_vague = date.kind == PERIOD and bool(acts) and _is_after(passage, acts[0].end, date)
    if is_series or (is_later and (is_old or is_vague)):
        return True
    if _is_when(passage, date):
        return False
    since = [cue for cue in keyed(passage.reading.cues, "discourse.since") if cue.start != passage.start]
    return date.is_bound or any(0 < date.start - cue.end <= _SINCE_REACH for cue in since)


def _cause_of(outcome: Trigger, acts: Sequence[Trigger]) -> Trigger:
    """The act named right before *outcome*, where that only says what came of it: "an attack that killed 12"."""
    before = [act for act in acts if act.end <= outcome.start]
    is_outcome = outcome.kind == _KILL and bool(before) and not before[-1].is_verb
    return before[-1] if is_outcome else outcome


def _is_when(passage: Passage, date: DateMention) -> bool:
    """True for "last month when a strike targeted": the day of what is told next."""
    following = (word for word in passage.reading.words if word.start > date.end)
    return any(word.folded == "when" for word in islice(following, 1))


def _goes_on_from_known(passage: Passage, later: Trigger) -> bool:
    """True when the act at hand is called before *later*, as held against somebody: "its role in the raid"."""
    earlier = (act for act in passage.reading.triggers if act.first < later.first and not act.is_verb)
    return any(is_called(passage.reading, act, KNOWN) for act in earlier)


def _is_in_aside(passage: Passage, date: DateMention) -> bool:
    """True when ", where" or the like leads over to the date, from the first act or to a later one.

    "The base, where in July"; "three men who took part in a raid in 2022 were killed".
    """
    if not passage.acts:
        return False
    is_closed = any(act.start >= date.end and act.is_passive for act in passage.acts)
    begin = passage.start if is_closed else passage.acts[0].end
    is_month = date.is_historic or (date.when is not None and date.when.days > _SHORT)
    leads = keyed(passage.reading.cues, "discourse.aside_after_comma") if is_month else []
    is_at_once = any(begin <= cue.start and 0 < date.start - cue.end <= _NEXT for cue in leads)
    leads = [lead for lead in find_asides(passage.reading) if begin <= lead.start < date.start]
    return is_at_once or (bool(leads) and not says_more_of_act(passage.reading, leads[-1]))


def _is_idle_to(passage: Passage, date: DateMention) -> bool:
    """True when no act is told between the last aside and the date: "the war, which paused on Monday"."""
    leads = [cue.start for cue in find_asides(passage.reading) if cue.start < date.start]
    acts = [act.start for act in passage.acts if act.kind != _AGREEMENT]
    acts += [cue.start for cue in keyed(passage.reading.cues, "grammar.happening") if cue.start < date.start]
    return all(start < leads[-1] for start in acts) if leads else False


def _is_possessive(passage: Passage, date: DateMention) -> bool:
    """True for ``last month's election``: the date of something else than an act."""
    sentence = passage.reading.sentence
    is_owner = sentence.text[date.end - sentence.start :][:2] in _POSSESSIVES
    return is_owner and not any(0 < act.start - date.end <= _OWNED for act in passage.acts)


def _is_after(passage: Passage, start: int, date: DateMention) -> bool:
    afters = keyed(passage.reading.cues, "discourse.after")
    return any(start <= cue.start and cue.end <= date.start for cue in afters)
