"""Which passages of an article tell of the same event: the main one, others given as background, and mere history.

One event told three times is one account. Another happening becomes an account of its own only with its own recent
date or place; a series ("the third attack this month") does not. Does not read values: ``assembly`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from incidents.coder.events.accounts import Account
from incidents.coder.events.apart import is_apart, stands_off
from incidents.coder.events.beginning import begins_event, is_told
from incidents.coder.events.besides import tells_of_others
from incidents.coder.events.cutting import cut
from incidents.coder.events.dating import date_of, is_dated_by_claim
from incidents.coder.events.fitting import fitting
from incidents.coder.events.history import is_comparison, is_past, reach_of
from incidents.coder.events.kinds import Kinds
from incidents.coder.events.novelty import is_of_last
from incidents.coder.events.passages import Passage, bare
from incidents.coder.events.resolving import resolve, told_after
from incidents.coder.events.retelling import is_death, is_death_in_hospital, is_statement
from incidents.coder.events.roundup import without_sum
from incidents.coder.events.spots import area_of, spot_of
from incidents.coder.events.threads import NEXT_KM, Thread
from incidents.coder.events.transitions import is_led_back, is_one_more
from incidents.coder.mentions.claims import STATED_NONE
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.reading import Reading
from incidents.coder.text.lexicon import keyed
from incidents.domain.dates import When, on

_WEEK = 7  # days
_TOLD = 2  # passages


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
        when = None if mention is None else self._when(mention, passage)
        if not (self._is_history(passage, mention, when) or is_comparison(passage, mention, self._main)):
            self._turn(passage, when)
            self._take(passage)

    def _when(self, mention: DateMention, passage: Passage) -> When | None:
        """The days that *mention* means; None for the day of a speech or of a claim, unless an earlier act was then."""
        when = None if mention.is_speech else self._resolve(mention, passage)
        return None if is_dated_by_claim(passage) and not self._is_before_main(when) else when

    def _resolve(self, mention: DateMention, passage: Passage) -> When | None:
        """The days of *mention*, told from the main event, whose day may be told beside it, or from the news."""
        own = told_after(mention, passage)
        if self._main.when is None and self._main.kinds:
            self._main.when = own
        return resolve(mention, passage, main=own or self._main.when or self._news(passage))

    def _news(self, passage: Passage) -> When | None:
        """The day of publication, for news told without a day from which another is counted back: "days after"."""
        is_first = self._main.kinds and is_led_back(passage)
        return on(self._published_on) if is_first and self._published_on is not None else None

    def _is_history(self, passage: Passage, mention: DateMention | None, when: When | None) -> bool:
        if mention is None:
            return False
        reach = reach_of(passage, mention, main=self._main, kinds=self._kinds)
        return is_past(mention, when, published_on=self._published_on, reach=reach)

    def _turn(self, passage: Passage, when: When | None) -> None:
        """Turn to the thread that the passage speaks of, and date the main event where it is the first to."""
        if passage.acts:
            self._focus = self._choose(passage, when)
            if self._focus is self._main and self._main.when is None and not self._is_vague(when):
                self._main.when = when if when is not None or self._main.kinds else self._lead
        elif is_one_more(passage) and self._focus.is_elsewhere(spot_of(passage)):
            self._focus = Thread(self._main.when)
        elif self._lead is None and not self._main.kinds and passage.reading.sentence.paragraph == 0:
            self._lead = when

    def _take(self, passage: Passage) -> None:
        """Give the passage to the thread spoken of, and a statement to the main one where that is not coded."""
        self._focus.add(passage)
        if self._focus is self._pending and is_told(passage):
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
            is_dated = when is not None and self._main.when is not None
            return self._main if is_dated else fitting(passage, focus=self._focus, main=self._main, kinds=self._kinds)
        known = (each for each in self._others if not stands_off(each, passage, when))
        found = None if is_led_back(passage) else next(known, None)
        return found if found is not None else self._begin(passage, when)

    def _begin(self, passage: Passage, when: When | None) -> Thread:
        """A new thread, to be coded once harm, a weapon or a place is told of it, where its act makes an event."""
        thread = Thread(when if when is not None else self._main.when)
        if begins_event(passage, when, self._kinds):
            self._pending = thread
        return thread

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
