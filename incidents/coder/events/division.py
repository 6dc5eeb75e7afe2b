"""Which passages of an article tell of the same event: the main one, others given as background, and mere history.

One event told three times is one account. Another happening becomes an account of its own only with its own recent
date or place; a series ("the third attack this month") does not. Does not read values: ``assembly`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from incidents.coder.events.accounts import Account
from incidents.coder.events.apart import is_apart, stands_off, tells_of_others
from incidents.coder.events.cutting import cut
from incidents.coder.events.dating import date_of, is_dated_by_claim
from incidents.coder.events.harmed import has_toll, toll_of
from incidents.coder.events.kinds import TAKING, Kinds
from incidents.coder.events.novelty import is_disarming, is_known, is_of_last
from incidents.coder.events.passages import Passage, bare
from incidents.coder.events.retelling import (
    is_death,
    is_death_in_hospital,
    is_long_toll,
    is_mere_toll,
    is_statement,
    is_sum,
)
from incidents.coder.events.roundup import without_sum
from incidents.coder.events.spots import area_of, spot_of
from incidents.coder.events.threads import NEXT_KM, REGIONS_KM, Thread, names_in
from incidents.coder.events.transitions import begins_with, is_led_back, is_one_more
from incidents.coder.mentions.claims import STATED_NONE
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.dates.reading import WEEKDAY
from incidents.coder.reading import Reading
from incidents.coder.text.lexicon import keyed
from incidents.domain.when import When, on

_LONGEST = 200  # days: "last year" is no date to code an event by
_RECENT, _BACKGROUND = timedelta(days=100), timedelta(days=270)
_WEEK, _MONTH, _TOLD = 7, 31, 2
_MANY = 5  # people: so many who are arrested make news
_LEADING_ON = ("after", "before", "prior to")
_TOLL = frozenset({"kill"})


def divide(readings: Sequence[Reading], *, published_on: date | None, kinds: Kinds) -> tuple[Account, ...]:
    """The accounts of an article, the main one first; none when no passage tells of a real act."""
    return _Sorter(published_on, kinds).sort([passage for reading in readings for passage in cut(reading)])


class _Sorter:
    """Deals passages out to threads as a reader would, keeping in mind what was spoken of last."""

    def __init__(self, published_on: date | None, kinds: Kinds) -> None:
        self._published_on = published_on
        self._kinds = kinds
        self._main = Thread()
        self._others: list[Thread] = []
        self._focus = self._main
        self._lead: When | None = None
        self._pending: Thread | None = None

    def sort(self, passages: Sequence[Passage]) -> tuple[Account, ...]:
        for passage in passages:
            self._deal(passage)
        if not any(passage.acts for passage in self._main.passages):
            return ()
        main, *others = (
            Account(tuple(each.passages), is_main=each is self._main, when=each.when or self._main.when)
            for each in (self._main, *self._others)
        )
        return (without_sum(main, others), *others)

    def _deal(self, passage: Passage) -> None:
        mention = date_of(passage)
        if mention is None and self._main.passages and keyed(passage.reading.cues, "discourse.history"):
            self._keep_claims(passage)
            return
        when = None if mention is None or mention.is_speech else self._resolve(mention, passage)
        if is_dated_by_claim(passage) and not self._is_before_main(when):
            when = None
        if self._is_history(passage, mention, when) or self._is_comparison(passage, mention):
            return
        if passage.acts:
            self._focus = self._choose(passage, when)
            if self._focus is self._main and self._main.when is None and not self._is_vague(when):
                self._main.when = when if when is not None or self._main.kinds else self._lead
        elif is_one_more(passage) and self._focus.is_elsewhere(spot_of(passage)):
            self._focus = Thread(self._main.when)
        elif self._lead is None and not self._main.kinds and passage.reading.sentence.paragraph == 0:
            self._lead = when
        self._focus.add(passage)
        if self._focus is self._pending and self._is_told(passage):
            self._others.append(self._focus)
            self._pending = None
        if is_statement(passage) and all(self._focus is not thread for thread in (self._main, *self._others)):
            self._main.add(bare(passage, passage.reading.claims))

    def _is_before_main(self, when: When | None) -> bool:
        """True for a day before the main event's: a claim made that day is of another act."""
        return when is not None and self._main.when is not None and when.end < self._main.when.start

    def _is_vague(self, when: When | None) -> bool:
        """True for "this month" once the story is told: it dates the conflict rather than the act."""
        return when is not None and when.days > _WEEK and len(self._main.passages) >= _TOLD

    def _keep_claims(self, passage: Passage) -> None:
        """A statement speaks of the event at hand, whatever else its sentence looks back on."""
        claims = tuple(claim for claim in passage.reading.claims if claim.status == STATED_NONE or not claim.is_general)
        if claims:
            self._main.add(bare(passage, claims))

    def _choose(self, passage: Passage, when: When | None) -> Thread:
        """The thread that an act belongs to: one that it fits by date or place, a new one, else what it sounds like."""
        if not any(each.acts for each in self._main.passages):
            return self._main
        if self._is_aftermath(passage, when) or (is_of_last(passage) and self._focus in self._others):
            return self._focus
        known = (each for each in self._others if self._is_of(each, passage, when))
        found = next(known, None)
        if found is not None:
            return found
        if not is_apart(passage, when, self._main, kinds=self._kinds, published_on=self._published_on):
            return self._main if when is not None and self._main.when is not None else self._fitting(passage)
        known = (each for each in self._others if not stands_off(each, passage, when))
        found = None if is_led_back(passage) else next(known, None)
        return found if found is not None else self._begin(passage, when)

    def _is_of(self, thread: Thread, passage: Passage, when: When | None) -> bool:
        """True when the passage is put where *thread* was told of, and the main event was not."""
        area = area_of(passage)
        is_there = thread.is_at(area) and self._main.is_elsewhere(area, apart=NEXT_KM)
        return is_there and thread.days_apart(when) == 0 and not tells_of_others(passage, thread)

    def _is_aftermath(self, passage: Passage, when: When | None) -> bool:
        """True for "he died on Monday": a death of wounds, days after what was spoken of last, is no other event."""
        is_later = when is None or self._focus.when is None or when.start >= self._focus.when.start
        is_there = not self._focus.is_elsewhere(spot_of(passage)) or is_death_in_hospital(passage)
        return is_death(passage) and is_later and is_there

    def _begin(self, passage: Passage, when: When | None) -> Thread:
        """A new thread of a strong act that is no series, to be coded once harm, a weapon or a place is told of it."""
        is_series = bool(keyed(passage.reading.cues, "discourse.series")) and not self._is_single(passage, when)
        thread = Thread(when if when is not None else self._main.when)
        is_called_again = is_known(passage) and not passage.reading.casualties and spot_of(passage) is None
        is_long = is_long_toll(passage) and (when is None or when.days > _WEEK)
        is_no_act = is_called_again or is_mere_toll(passage) or is_sum(passage) or is_long
        if self._is_event(passage) and not (is_series or is_no_act):
            self._pending = thread
        return thread

    def _is_event(self, passage: Passage) -> bool:
        """True for what makes an event of its own: violence, dead, a place that was taken, or the arrest of many."""
        harm = [each for each in passage.reading.casualties if each.count.best]
        is_deadly = "kill" in passage.kinds and bool(harm)
        is_taking = bool(passage.kinds & TAKING) and spot_of(passage) is not None
        is_round_up = any(each.harm == "arrested" and (each.count.best or 0) >= _MANY for each in harm)
        is_strong = bool(passage.kinds & self._kinds.strong) or is_one_more(passage)
        return is_strong or is_deadly or is_taking or is_round_up

    @staticmethod
    def _is_told(passage: Passage) -> bool:
        """True where harm, a weapon or a place is told; harm or a spot, where news only comes after the act."""
        told = passage.reading
        if is_led_back(passage):
            return bool(toll_of(passage)) or any(place.is_inside for place in passage.reading.places)
        return bool(passage.acts and (told.casualties or told.weapons or told.places)) or is_disarming(passage)

    @staticmethod
    def _is_single(passage: Passage, when: When | None) -> bool:
        """True for "a series of bombings in X killed 37 a week ago": a spot or a single day, and a toll, make one."""
        if when is None or not toll_of(passage):
            return False
        return when.days == 1 or (when.days <= _MONTH and spot_of(passage) is not None)

    def _fitting(self, passage: Passage) -> Thread:
        """Where an undated act belongs: to what was spoken of last if it is of that kind, else to the main event."""
        if self._focus is self._main or not self._focus.passages:
            return self._main
        sentence, last = passage.reading.sentence, self._focus.passages[-1].reading.sentence
        fits_last = self._alike(passage.kinds, self._focus.kinds)
        fits_main = self._alike(passage.kinds, self._main.kinds)
        if fits_main and self._is_back_at_main(passage):
            return self._main
        if sentence.index == last.index + 1 and self._is_its_toll(passage):
            return self._focus
        named = names_in(passage)
        if fits_last == fits_main and bool(named & self._focus.names) != bool(named & self._main.names):
            return self._focus if named & self._focus.names else self._main
        if sentence.paragraph == last.paragraph:
            fits_last += sentence.index == last.index + 1
            return self._focus if fits_last and fits_last >= fits_main else self._main
        is_round = self._focus.when is not None and self._main.days_apart(self._focus.when) == 0
        is_next = sentence.index == last.index + 1 and fits_last > 1
        return self._focus if fits_last > fits_main or (is_round and is_next) else self._main

    def _is_back_at_main(self, passage: Passage) -> bool:
        """True for what is put near the main event and far from what was spoken of last."""
        area = area_of(passage)
        is_away = self._focus.is_elsewhere(area, apart=REGIONS_KM)
        return is_away and bool(self._main.spots) and not self._main.is_elsewhere(area, apart=REGIONS_KM)

    def _is_its_toll(self, passage: Passage) -> bool:
        """True for nothing but a toll, where what was spoken of last has none yet."""
        return passage.kinds <= _TOLL and bool(toll_of(passage)) and not self._focus.toll

    def _alike(self, kinds: frozenset[str], others: frozenset[str]) -> int:
        if kinds & others & self._kinds.strong:
            return 3
        if kinds & others:
            return 2
        return int(any(kinds & family and others & family for family in self._kinds.families))

    def _resolve(self, mention: DateMention, passage: Passage) -> When | None:
        """The date of the passage; "two days after clashes" puts the clashes two days before the event at hand.

        "Two days later, ..." and "a day earlier, ..." are told from the event at hand as they are.
        """
        own = _told_after(mention, passage)
        if self._main.when is None and self._main.kinds:
            self._main.when = own
        anchor, main = mention.anchor, own or self._main.when or self._news(passage)
        if anchor is None or main is None:
            return mention.when
        is_clause = mention.quote.lower().endswith(_LEADING_ON)
        is_other = is_clause and mention.start == passage.start and bool(passage.acts)
        if is_other and is_known(passage):  # "a day after the bombing": the one that is told of
            return None
        return (replace(anchor, days=-anchor.days) if is_other else anchor).resolve(main)

    def _news(self, passage: Passage) -> When | None:
        """The day of publication, for news told without a day from which another is counted back: "days after"."""
        is_first = self._main.kinds and is_led_back(passage)
        return on(self._published_on) if is_first and self._published_on is not None else None

    def _is_comparison(self, passage: Passage, mention: DateMention | None) -> bool:
        """True for an act that another is only measured by or goes on from, unless it has a day of its own."""
        upon = begins_with(passage, "discourse.upon")
        is_dated = mention is not None and mention.kind == WEEKDAY and spot_of(passage) is not None
        is_told = bool(toll_of(passage)) and self._main.is_elsewhere(area_of(passage))
        is_own = is_dated or (mention is not None and bool(passage.reading.casualties)) or is_told
        return upon and bool(self._main.passages) and not is_own

    def _is_history(self, passage: Passage, mention: DateMention | None, when: When | None) -> bool:
        """True for what lies too far back to be coded; an act in which people were harmed may lie further back."""
        if mention is None:
            return False
        if mention.is_future or when is None or self._published_on is None:
            return mention.is_historic or mention.is_future
        is_told = has_toll(passage) or self._is_begun_by(mention, passage)
        reach = _BACKGROUND if self._main.passages and is_told else _RECENT
        return when.end < self._published_on - reach or when.days > _LONGEST

    def _is_begun_by(self, mention: DateMention, passage: Passage) -> bool:
        """True for "In March, rebels shot down a plane": a month comes first, then an act."""
        is_act = bool(passage.kinds & self._kinds.strong) and not keyed(passage.reading.cues, "discourse.series")
        return mention.start == passage.start and is_act


def _told_after(mention: DateMention, passage: Passage) -> When | None:
    """The day that is told in the clause from which *mention* counts: "hours before the jet crashed on Wednesday"."""
    if mention.anchor is None:
        return None
    begin = passage.reading.sentence.start
    for other in passage.reading.dates:
        between = passage.reading.sentence.text[max(0, mention.end - begin) : other.start - begin]
        if other.start > mention.end and other.when is not None and "," not in between:
            return other.when
    return None
