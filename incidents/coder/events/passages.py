"""A stretch of one sentence that speaks of one happening, with the mentions inside it.

"It comes two days after clashes erupted": two passages. Does not say which passages tell of the same event.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from incidents.coder.mentions.claims import CLAIMED, DENIED, STATED_NONE, ClaimMention
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.dates.reading import PERIOD
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed

_POSSESSIVES = frozenset({"'s", "\u2019s"})
_STATEMENTS = frozenset({CLAIMED, DENIED, STATED_NONE})
_SINCE_REACH = 60  # characters
_BEFORE = 2  # words
_NEXT = 2  # characters
_ON = frozenset({"", "on", "late", "early", "late on", "early on"})
_SHORT, _MANY = 7, 500  # days, people
_LONG = 300  # days: "last year" dates something older
_AGREEMENT = "agreement"
OUTCOMES = frozenset({"kill", "arrest", "agreement"})
KNOWN = frozenset({"the", "this", "that", "these", "those"})
_OTHER = frozenset({"another", "similar", "separate"})
_MORE = frozenset({"more", "another", "other", "further", "second", "third", "additional", "unexploded"})
_BOMB, _STOPPED = "bombing", "intercept"
_THAT, _HAD, _HAVE = frozenset({"that"}), frozenset({"had"}), frozenset({"has", "have"})
NEW = frozenset({"a", "an", "another", "two", "three", "four", "five", "several"})


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
        names = ("after", "upon", "aside_after_comma")
        leads = [cue for name in names for cue in keyed(cues, f"discourse.{name}")]
        is_counted = any(date.start == self.start and date.anchor is not None for date in self.reading.dates)
        return not self.is_whole and (is_counted or any(cue.start == self.start for cue in leads))

    def goes_back_from(self, before: Passage) -> bool:
        """True when *before*, the first half of the sentence, tells of an act and this one of what came earlier."""
        is_second = before.reading.sentence == self.reading.sentence and before.end == self.start
        date = self.date
        is_back = self.is_led_back or (date is not None and date.anchor is not None and date.start == self.start)
        return is_second and is_back and any(act.kind not in OUTCOMES for act in before.acts)

    def is_reaction(self, at: int) -> bool:
        """True when the word *at* stands after "triggering" or the like: what is told there answers the act."""
        cues = (cue for cue in keyed(self.reading.cues, "grammar.reaction") if cue.start >= self.start)
        return any(cue.last < at for cue in cues)

    @property
    def is_known(self) -> bool:
        """True when it only calls acts that were told before: "the attack", "that bombing"."""
        return bool(self.acts) and all(not act.is_verb and self._has_before(act, KNOWN) for act in self.acts)

    @property
    def is_new(self) -> bool:
        """True when it names an act as one that was not told before: "a roadside bomb", "another attack"."""
        return any(not act.is_verb and self._has_before(act, NEW) for act in self.acts)

    @property
    def is_whole(self) -> bool:
        """True when it is no piece of a sentence that was cut before it."""
        return self.start == self.reading.sentence.start

    @property
    def is_called_another(self) -> bool:
        """True for "claimed another deadly attack last month": an act told besides the one at hand, in another time."""
        dates = (date for date in self.reading.dates if date.kind == PERIOD and not date.is_historic)
        acts = (act for act in self.acts if not act.is_verb and act.kind not in OUTCOMES)
        return any(dates) and any(self._has_before(act, _OTHER) for act in acts)

    @property
    def is_death(self) -> bool:
        """True when its acts are only that somebody died."""
        dying = {cue.first for cue in keyed(self.reading.cues, "triggers.suffer_kill")}
        return all(act.first in dying for act in self.acts)

    @property
    def has_toll(self) -> bool:
        """True when people were harmed or taken in it, and not over a war."""
        told = [each for each in self.reading.casualties if each.count.best]
        return bool(told) and not any(each.is_cumulative or (each.count.best or 0) > _MANY for each in told)

    @property
    def is_of_last(self) -> bool:
        """True when it only calls "that attack", the one spoken of last."""
        return self.is_known and all(self._has_before(act, _THAT) for act in self.acts)

    @property
    def is_disarming(self) -> bool:
        """True for "police also found three more bombs, which were defused": further bombs that did no harm."""
        bombs = (act for act in self.acts if act.kind == _BOMB and not act.is_verb)
        is_more = any(self._has_before(bomb, _MORE) for bomb in bombs)
        is_stopped = any(act.kind == _STOPPED and act.is_verb for act in self.acts)
        return is_more and is_stopped and not any(each.count.best for each in self.reading.casualties)

    @property
    def is_before_that(self) -> bool:
        """True for what "had" been done before the news."""
        return any(act.is_verb and self._has_before(act, _HAD) for act in self.acts)

    @property
    def is_fresh(self) -> bool:
        """True for news told without a day: what somebody "has" done."""
        return not self.reading.dates and any(act.is_verb and self._has_before(act, _HAVE) for act in self.acts)

    def _has_before(self, act: Trigger, words: frozenset[str]) -> bool:
        return is_called(self.reading, act, words)

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
                date.kind == PERIOD,
                min(abs(date.start - at) for at in acts),
                date.start,
            ),
            default=None,
        )

    @property
    def is_dated_by_claim(self) -> bool:
        """True when its date is the day of a claim or of blame, and not of the act: "on Friday, police blamed"."""
        date = self.date
        return date is not None and any(self._is_day_of(claim, date) for claim in self.reading.claims)

    def _is_day_of(self, claim: ClaimMention, date: DateMention) -> bool:
        """True when *date* stands before or within *claim*, with no act near it, or right after it."""
        if date.start >= claim.end:
            begin = self.reading.sentence.start
            return self.reading.sentence.text[claim.end - begin : date.start - begin].strip().lower() in _ON
        return not any(act.start < claim.end for act in self.acts)

    def _is_aside(self, date: DateMention) -> bool:
        """True for a date of another act told in passing: after "since", after "after", or in a series of acts."""
        acts = self.acts
        is_old = date.is_historic or (date.when is not None and date.when.days > _LONG)
        nearest = min(acts, key=lambda act: abs(act.start - date.start), default=None)
        is_later = nearest is not None and (nearest is not acts[0] or self._goes_on_from_known(nearest))
        is_series = date.kind == PERIOD and bool(keyed(self.reading.cues, "discourse.series"))
        if date.kind == PERIOD and self._is_possessive(date):
            return True
        if self._is_in_aside(date) and (date.kind == PERIOD or date.is_historic or self._is_idle_to(date)):
            return True
        is_vague = date.kind == PERIOD and bool(acts) and self._is_after(acts[0].end, date)
        if is_series or (is_later and (is_old or is_vague)):
            return True
        if self._is_when(date):
            return False
        since = [cue for cue in keyed(self.reading.cues, "discourse.since") if cue.start != self.start]
        return date.is_bound or any(0 < date.start - cue.end <= _SINCE_REACH for cue in since)

    def _is_when(self, date: DateMention) -> bool:
        """True for "last month when a strike targeted": the day of what is told next."""
        following = (word for word in self.reading.words if word.start > date.end)
        return any(word.folded == "when" for word in islice(following, 1))

    def _goes_on_from_known(self, later: Trigger) -> bool:
        """True when the act at hand is called before *later*, as held against somebody: "its role in the raid"."""
        earlier = (act for act in self.reading.triggers if act.first < later.first and not act.is_verb)
        return any(self._has_before(act, KNOWN) for act in earlier)

    def _is_in_aside(self, date: DateMention) -> bool:
        """True when ", where" or the like leads over to the date, from the first act or to a later one.

        "The base, where in July"; "three men who took part in a raid in 2022 were killed".
        """
        if not self.acts:
            return False
        is_closed = any(act.start >= date.end and act.is_passive for act in self.acts)
        begin = self.start if is_closed else self.acts[0].end
        is_month = date.is_historic or (date.when is not None and date.when.days > _SHORT)
        leads = keyed(self.reading.cues, "discourse.aside_after_comma") if is_month else []
        is_at_once = any(begin <= cue.start and 0 < date.start - cue.end <= _NEXT for cue in leads)
        return is_at_once or is_in_aside(self.reading, begin, date.start)

    def _is_idle_to(self, date: DateMention) -> bool:
        """True when no act is told between the last aside and the date: "the war, which paused on Monday"."""
        leads = [cue.start for cue in _asides(self.reading) if cue.start < date.start]
        acts = [act.start for act in self.acts if act.kind != _AGREEMENT]
        acts += [cue.start for cue in keyed(self.reading.cues, "grammar.happening") if cue.start < date.start]
        return all(start < leads[-1] for start in acts) if leads else False

    def _is_possessive(self, date: DateMention) -> bool:
        """True for ``last month's election``: the date of something else."""
        sentence = self.reading.sentence
        return sentence.text[date.end - sentence.start :][:2] in _POSSESSIVES

    def _is_after(self, start: int, date: DateMention) -> bool:
        return any(start <= cue.start and cue.end <= date.start for cue in keyed(self.reading.cues, "discourse.after"))


def is_called(reading: Reading, act: Trigger, words: frozenset[str]) -> bool:
    """True when one of *words* stands right before *act*: "the attack", "another bomb"."""
    return any(word.folded in words for word in reading.words[max(0, act.first - _BEFORE) : act.first])


def is_in_aside(reading: Reading, start: int, end: int) -> bool:
    """True when ", where" or the like leads over to an aside from *start* to *end*, in characters of the article."""
    return any(start <= cue.start < end for cue in _asides(reading))


def _asides(reading: Reading) -> list[CueMention]:
    parted = (cue for cue in keyed(reading.cues, "discourse.aside_after_comma") if not cue.is_joined)
    return sorted((*keyed(reading.cues, "discourse.aside"), *parted), key=lambda cue: cue.start)


def whole(reading: Reading, start: int, end: int) -> Passage:
    """All that *reading* holds as one passage, from *start* to *end*."""
    acts = tuple(trigger for trigger in reading.triggers if trigger.is_real)
    return Passage(reading, start, end, acts, frozenset(act.kind for act in acts))


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
    return whole(empty, passage.start, passage.end)
