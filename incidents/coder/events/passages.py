"""A stretch of one sentence that speaks of one happening, with the mentions inside it.

"It comes two days after clashes erupted": two passages. Does not say which passages tell of the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from incidents.coder.mentions.claims import CLAIMED, DENIED, STATED_NONE, ClaimMention
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.places.finding import DEMONYM
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading
from incidents.coder.text.lexicon import keyed

_POSSESSIVES = frozenset({"'s", "\u2019s"})
_PERIOD = "period"
_STATEMENTS = frozenset({CLAIMED, DENIED, STATED_NONE})
_SINCE_REACH = 60  # characters
_BEFORE = 2  # words
_LONG = 300  # days: "last year" dates something older
_OUTCOMES = frozenset({"kill", "arrest", "agreement"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_NEW = frozenset({"a", "an", "another", "two", "three", "four", "five", "several"})


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Mention = TypeVar("Mention", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Passage:
    """*reading* narrowed to ``text[start:end]``: only the mentions inside are left in it.

    *acts* are the triggers that tell of something real, *kinds* theirs.
    """

    reading: Reading
    start: int
    end: int
    acts: tuple[Trigger, ...]
    kinds: frozenset[str]

    @property
    def is_one_more(self) -> bool:
        """True when its first words lead over to another event."""
        cues = self.reading.cues
        leads = (*keyed(cues, "discourse.one_more"), *keyed(cues, "discourse.besides"))
        return any(cue.start == self.start for cue in leads)

    @property
    def is_led_back(self) -> bool:
        """True for a piece of a sentence that leads back to an earlier act: "after a bomber killed nine last week"."""
        cues = self.reading.cues
        leads = (*keyed(cues, "discourse.after"), *keyed(cues, "discourse.upon"))
        return self.start > self.reading.sentence.start and any(cue.start == self.start for cue in leads)

    @property
    def is_known(self) -> bool:
        """True when it only calls acts that were told before: "the attack", "that bombing"."""
        return bool(self.acts) and all(not act.is_verb and self._has_before(act, _KNOWN) for act in self.acts)

    @property
    def is_new(self) -> bool:
        """True when it names an act as one that was not told before: "a roadside bomb", "another attack"."""
        return any(not act.is_verb and self._has_before(act, _NEW) for act in self.acts)

    def _has_before(self, act: Trigger, words: frozenset[str]) -> bool:
        before = self.reading.words[max(0, act.first - _BEFORE) : act.first]
        return any(word.folded in words for word in before)

    @property
    def is_statement(self) -> bool:
        """True when it tells who claimed or denied the act at hand; its day may be that of the claim."""
        claims = self.reading.claims
        is_plain = not self.reading.casualties and not self.is_one_more
        return is_plain and any(claim.status in _STATEMENTS and not claim.is_general for claim in claims)

    @property
    def date(self) -> DateMention | None:
        """The date nearest to an act, the first when there is none; rather its own than one that hangs on another."""
        dates = [date for date in self.reading.dates if not self._is_aside(date)]
        acts = [act.start for act in self.acts] or [self.start]
        return min(
            dates,
            key=lambda date: (
                date.is_speech,
                date.anchor is not None and date.start > self.start,
                date.kind == _PERIOD,
                min(abs(date.start - at) for at in acts),
                date.start,
            ),
            default=None,
        )

    def _is_aside(self, date: DateMention) -> bool:
        """True for a date of another act told in passing: after "since", after "after", or in a series of acts."""
        acts = self.acts
        is_old = date.is_historic or (date.when is not None and date.when.days > _LONG)
        nearest = min(acts, key=lambda act: abs(act.start - date.start), default=None)
        is_later = nearest is not None and (nearest is not acts[0] or self._goes_on_from_known(nearest))
        is_series = date.kind == _PERIOD and bool(keyed(self.reading.cues, "discourse.series"))
        if date.kind == _PERIOD and self._is_possessive(date):
            return True
        if (date.kind == _PERIOD or date.is_historic) and self._is_in_aside(date):
            return True
        is_vague = date.kind == _PERIOD and bool(acts) and self._is_after(acts[0].end, date)
        if is_series or (is_later and (is_old or is_vague)):
            return True
        since = [cue for cue in keyed(self.reading.cues, "discourse.since") if cue.start != self.start]
        return date.is_bound or any(0 < date.start - cue.end <= _SINCE_REACH for cue in since)

    def _goes_on_from_known(self, later: Trigger) -> bool:
        """True when the act at hand is called before *later*, as held against somebody: "its role in the raid"."""
        earlier = (act for act in self.reading.triggers if act.first < later.first and not act.is_verb)
        return any(self._has_before(act, _KNOWN) for act in earlier)

    def _is_in_aside(self, date: DateMention) -> bool:
        """True when ", where" or the like leads over to the date, from the first act or to a later one.

        "The base, where in July"; "three men who took part in a raid in 2022 were killed".
        """
        if not self.acts:
            return False
        is_closed = any(act.start >= date.end and act.is_passive for act in self.acts)
        begin = self.start if is_closed else self.acts[0].end
        return is_in_aside(self.reading, begin, date.start)

    def _is_possessive(self, date: DateMention) -> bool:
        """True for ``last month's election``: the date of something else."""
        sentence = self.reading.sentence
        return sentence.text[date.end - sentence.start :][:2] in _POSSESSIVES

    def _is_after(self, start: int, date: DateMention) -> bool:
        return any(start <= cue.start and cue.end <= date.start for cue in keyed(self.reading.cues, "discourse.after"))


def is_in_aside(reading: Reading, start: int, end: int) -> bool:
    """True when ", where" or the like leads over to an aside from *start* to *end*, in characters of the article."""
    parted = (cue for cue in keyed(reading.cues, "discourse.aside_after_comma") if not cue.is_joined)
    return any(start <= cue.start < end for cue in (*keyed(reading.cues, "discourse.aside"), *parted))


def cut(reading: Reading) -> tuple[Passage, ...]:
    """The passages of one sentence: it is cut where "two days after" or "while" leads over to another act."""
    bounds = [reading.sentence.start, *(_cuts(reading) or _besides(reading)), reading.sentence.end]
    return tuple(_narrow(reading, start, end) for start, end in pairwise(bounds))


def _cuts(reading: Reading) -> list[int]:
    return _earlier(reading) or _dated_after(reading)


def _earlier(reading: Reading) -> list[int]:
    """Where the act leads over to an earlier one: "followed a bombing", "the worst since", "after ... last week"."""
    acts = [trigger.start for trigger in reading.triggers if trigger.is_real]
    for cue in (*keyed(reading.cues, "discourse.upon"), *keyed(reading.cues, "discourse.after")):
        if not acts or acts[-1] < cue.end or cue.start == reading.sentence.start:
            continue
        if cue.code == "upon" or (_has_own(reading, cue.start) and _is_dated_back(reading, cue.end)):
            return [cue.start]
    return []


def _has_own(reading: Reading, before: int) -> bool:
    """True when what stands before tells of an act, and not of the harm that the later one did."""
    acts = (act for act in reading.triggers if act.is_real and act.start < before)
    return any(act.kind not in _OUTCOMES for act in acts)


def _is_dated_back(reading: Reading, after: int) -> bool:
    """True when an act stands from *after* on, and then the earlier time that it has for a date: "last week"."""
    later = [date for date in reading.dates if date.start >= after]
    if not later or not _is_earlier(reading, later[0]) or later[0].is_bound or later[0].when is None:
        return False
    return any(act.is_real and after <= act.start < later[0].start for act in reading.triggers)


def _is_earlier(reading: Reading, date: DateMention) -> bool:
    days = keyed(reading.cues, "discourse.day_before")
    return date.kind == _PERIOD or any(cue.start == date.start for cue in days)


def _dated_after(reading: Reading) -> list[int]:
    sentence = reading.sentence
    for cue in keyed(reading.cues, "discourse.after"):
        later = [trigger for trigger in reading.triggers if trigger.is_real and trigger.start >= cue.end]
        dated = [date for date in reading.dates if date.anchor is not None and date.start <= cue.end <= date.end + 2]
        if later and dated and dated[0].start > sentence.start:
            return [dated[0].start]
    return []


def _besides(reading: Reading) -> list[int]:
    """Where ", while" parts two acts that each have a place."""
    acts = [trigger.start for trigger in reading.triggers if trigger.is_real]
    spots = [place.start for place in reading.places if place.kind != DEMONYM]
    for cue in keyed(reading.cues, "discourse.besides"):
        is_parting = all(min(starts, default=cue.end) < cue.start < max(starts, default=0) for starts in (acts, spots))
        if not cue.is_joined and is_parting:
            return [cue.start]
    return []


def _narrow(reading: Reading, start: int, end: int) -> Passage:
    if (start, end) == (reading.sentence.start, reading.sentence.end):
        return _passage(reading, start, end)
    narrowed = reading.having(
        dates=_inside(reading.dates, start, end),
        places=_inside(reading.places, start, end),
        casualties=_inside(reading.casualties, start, end),
        triggers=_inside(reading.triggers, start, end),
        weapons=_inside(reading.weapons, start, end),
        salvos=tuple(salvo for salvo in reading.salvos if start <= salvo.weapon.start < end),
        parties=_inside(reading.parties, start, end),
        roles=tuple(role for role in reading.roles if start <= role.party.start < end),
        claims=_inside(reading.claims, start, end),
    )
    return _passage(narrowed, start, end)


def _passage(reading: Reading, start: int, end: int) -> Passage:
    acts = tuple(trigger for trigger in reading.triggers if trigger.is_real)
    return Passage(reading, start, end, acts, frozenset(act.kind for act in acts))


def _inside(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if start <= mention.start < end)


def bare(passage: Passage, claims: tuple[ClaimMention, ...]) -> Passage:
    """*passage* with nothing left in it but *claims*."""
    empty = passage.reading.having(
        dates=(),
        places=(),
        casualties=(),
        triggers=(),
        weapons=(),
        salvos=(),
        parties=(),
        roles=(),
        claims=claims,
    )
    return _passage(empty, passage.start, passage.end)
