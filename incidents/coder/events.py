"""Which passages of an article tell of the same event: the main one, others given as background, and mere history.

One event told three times is one account. An earlier happening becomes an account of its own only when it has its own
recent date or place; a series ("the third attack this month") does not. Does not read values: ``assembly`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from incidents.coder.casualties import CasualtyMention
from incidents.coder.claims import STATED_NONE
from incidents.coder.dates import DateMention
from incidents.coder.kinds import Kinds
from incidents.coder.lexicon import keyed
from incidents.coder.passages import Passage, bare, cut
from incidents.coder.reading import Reading
from incidents.domain.when import When

_NEAR = 3  # sentences
_LONGEST = 200  # days: "last year" is no date to code an event by
_RECENT = timedelta(days=100)
_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Account:
    """The passages that tell of one event, in order; *when* is its date where a passage set it apart by one."""

    passages: tuple[Passage, ...]
    is_main: bool
    when: When | None = None

    @property
    def casualties(self) -> tuple[CasualtyMention, ...]:
        """The harm told in or right after a sentence with an act; further off it may be anybody's."""
        told: list[CasualtyMention] = []
        last = -_NEAR
        for passage in self.passages:
            last = passage.reading.sentence.index if passage.acts else last
            if passage.reading.sentence.index - last < _NEAR:
                told += passage.reading.casualties
        return tuple(told)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of all its acts."""
        return frozenset(kind for passage in self.passages for kind in passage.kinds)


def divide(readings: Sequence[Reading], *, published_on: date | None, kinds: Kinds) -> tuple[Account, ...]:
    """The accounts of an article, the main one first; none when no passage tells of a real act."""
    return _Sorter(published_on, kinds).sort([passage for reading in readings for passage in cut(reading)])


class _Sorter:
    """Deals passages out to accounts as a reader would, keeping in mind what was spoken of last."""

    def __init__(self, published_on: date | None, kinds: Kinds) -> None:
        self._published_on = published_on
        self._kinds = kinds
        self._main: list[Passage] = []
        self._others: list[tuple[When, list[Passage]]] = []
        self._focus = self._main
        self._main_when: When | None = None

    def sort(self, passages: Sequence[Passage]) -> tuple[Account, ...]:
        for passage in passages:
            self._deal(passage)
        if not any(passage.acts for passage in self._main):
            return ()
        others = tuple(Account(tuple(found), is_main=False, when=when) for when, found in self._others)
        return (Account(tuple(self._main), is_main=True, when=self._main_when), *others)

    def _deal(self, passage: Passage) -> None:
        mention = passage.date
        if mention is None and self._main and keyed(passage.reading.cues, "discourse.history"):
            self._keep_claims(passage)
            return
        when = None if mention is None or mention.is_speech else self._resolve(mention, passage)
        if mention is not None and self._is_history(mention, when):
            return
        if when is not None and passage.acts:
            self._deal_dated(passage, when)
        elif passage.acts:
            self._focus = self._fitting(passage)
            self._focus.append(passage)
        else:
            self._focus.append(passage)

    def _keep_claims(self, passage: Passage) -> None:
        """That nobody has claimed it speaks of the event at hand, whatever else the sentence looks back on."""
        claims = tuple(claim for claim in passage.reading.claims if claim.status == STATED_NONE)
        if claims:
            self._main.append(bare(passage, claims))

    def _deal_dated(self, passage: Passage, when: When) -> None:
        """A passage with an act and a date of its own: the main event's, another's that is known, or a new one's."""
        if self._main_when is None and not self._others:
            self._main_when = when
        if self._main_when is None or _is_same_time(when, self._main_when):
            self._focus = self._main
        else:
            self._focus = self._other(when, passage)
        self._focus.append(passage)

    def _other(self, when: When, passage: Passage) -> list[Passage]:
        for known, passages in self._others:
            if _is_same_time(known, when):
                return passages
        if not self._is_event(passage, when):
            return []
        self._others.append((when, []))
        return self._others[-1][1]

    def _is_event(self, passage: Passage, when: When) -> bool:
        """True when the passage says enough of an earlier happening to be coded: a strong act, not a series."""
        is_series = bool(keyed(passage.reading.cues, "discourse.series"))
        is_before = self._main_when is None or when.start < self._main_when.start
        is_told = bool(passage.reading.casualties or passage.reading.weapons or passage.reading.places)
        return bool(passage.kinds & self._kinds.strong) and not is_series and is_before and is_told

    def _fitting(self, passage: Passage) -> list[Passage]:
        """Where an undated act belongs: to what was spoken of last if it is of that kind, else to the main event."""
        if self._focus is self._main or not self._focus:
            return self._main
        last = frozenset(kind for each in self._focus for kind in each.kinds)
        main = frozenset(kind for each in self._main for kind in each.kinds)
        same_paragraph = self._focus[-1].reading.sentence.paragraph == passage.reading.sentence.paragraph
        fits_last, fits_main = self._alike(passage.kinds, last), self._alike(passage.kinds, main)
        return self._focus if fits_last > fits_main or (same_paragraph and fits_last >= fits_main) else self._main

    def _alike(self, kinds: frozenset[str], others: frozenset[str]) -> int:
        if kinds & others & self._kinds.strong:
            return 3
        if kinds & others:
            return 2
        return int(any(kinds & family and others & family for family in self._kinds.families))

    def _resolve(self, mention: DateMention, passage: Passage) -> When | None:
        """The date of the passage; "two days after clashes" puts the clashes two days before the event at hand."""
        anchor = mention.anchor
        if anchor is None or self._main_when is None:
            return mention.when
        is_other = mention.start == passage.start and bool(passage.acts)
        return (replace(anchor, days=-anchor.days) if is_other else anchor).resolve(self._main_when)

    def _is_history(self, mention: DateMention, when: When | None) -> bool:
        if mention.is_historic or mention.is_future:
            return True
        if when is None or self._published_on is None:
            return False
        return when.end < self._published_on - _RECENT or when.days > _LONGEST


def _is_same_time(one: When, other: When) -> bool:
    return one.start - _SLACK <= other.end and other.start - _SLACK <= one.end
