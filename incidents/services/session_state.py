"""Session state: the events in work on one article as frozen values, which is in focus, what is decided.

A step makes a new state of an old one, so that undoing is going back. Knows no key, no screen and no database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from incidents.domain.events import Event
from incidents.domain.evidence import Evidence
from incidents.review.card import ROWS, Row

# What a person made of a row.
ACCEPTED, CHANGED, EMPTIED = "accepted", "changed", "emptied"
# What became of an event.
STORED, LINKED, REJECTED, APART = "stored", "linked", "rejected", "apart"
# The key under which words for a row are cited, where it is not the row's first.
_CITED = {"place": "place", "type": "sub_event_type"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One event in work; *proposed* is the suggestion that it began as, None for one that the person began.

    *decided* maps the label of a row to what was made of it. *outcome* is None until the event is stored, linked,
    rejected or taken into a coding apart; *event_id* and *revision* then say where it stands and by which revision.
    """

    event: Event
    proposed: Event | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    outcome: str | None = None
    event_id: str | None = None
    revision: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided what becomes of it."""
        return self.outcome is None

    @property
    def is_decided(self) -> bool:
        """Whether every row is."""
        return all(row.label in self.decided for row in ROWS)

    def evidence(self, row: Row) -> tuple[Evidence, ...]:
        """The words behind *row*, in the order of the text."""
        found = (each for each in self.event.evidence if each.field.partition(".")[0] in row.keys)
        return tuple(sorted(found, key=lambda each: (each.start, each.end)))

    def alternatives(self, row: Row) -> Sequence[int]:
        """The positions, among the event's alternatives, of those for *row*."""
        return [number for number, each in enumerate(self.event.alternatives) if each.field in row.keys]

    def confidence(self, row: Row) -> float | None:
        """How sure the machine was of the least sure value of *row*; None where it said nothing or a person did."""
        known = [self.event.confidence[key] for key in row.keys if key in self.event.confidence]
        return min(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Every event in work, the one in focus (*at*) and its row in focus (*on*)."""

    drafts: tuple[Draft, ...] = ()
    at: int = 0
    on: int = 0

    @property
    def draft(self) -> Draft | None:
        """The event in focus; None when there is none."""
        return self.drafts[self.at] if self.drafts else None

    @property
    def row(self) -> Row:
        """The row in focus."""
        return ROWS[self.on]

    @property
    def is_done(self) -> bool:
        """Whether no event is left to decide on."""
        return not any(draft.is_open for draft in self.drafts)

    def look_at_row(self, number: int) -> Work:
        """The row of that number from 0 in focus, the nearest when there is none."""
        return replace(self, on=min(max(number, 0), len(ROWS) - 1))

    def look_at_event(self, number: int) -> Work:
        """The event of that number from 0 in focus, round the end, at the first row that is not decided."""
        if not self.drafts:
            return self
        turned = replace(self, at=number % len(self.drafts))
        return replace(turned, on=_first_undecided(turned.drafts[turned.at], 0))

    def decide(self, mark: str, event: Event | None = None) -> Work:
        """The row in focus decided, the event changed with it where one is given, and the next open row in focus."""
        decided = self._with(decided={**self._own.decided, self.row.label: mark}, event=event or self._own.event)
        return replace(decided, on=_first_undecided(decided.drafts[self.at], self.on + 1))

    def change(self, event: Event) -> Work:
        """The event in focus changed; nothing is decided."""
        return self._with(event=event)

    def reopen(self, label: str) -> Work:
        """The row of that label to be decided anew, and in focus."""
        decided = {name: mark for name, mark in self._own.decided.items() if name != label}
        number = next(number for number, row in enumerate(ROWS) if row.label == label)
        return replace(self._with(decided=decided), on=number)

    def settle(self, outcome: str, *, event_id: str | None = None, revision: int | None = None) -> Work:
        """What became of the event in focus, and the next one that is open in focus."""
        settled = self._with(outcome=outcome, event_id=event_id, revision=revision)
        order = (*range(self.at + 1, len(self.drafts)), *range(self.at))
        following = next((number for number in order if settled.drafts[number].is_open), None)
        return settled if following is None else settled.look_at_event(following)

    def add(self, draft: Draft) -> Work:
        """One more event, in focus."""
        return Work(drafts=(*self.drafts, draft), at=len(self.drafts))

    @property
    def _own(self) -> Draft:
        """The event in focus; IndexError when there is none."""
        return self.drafts[self.at]

    def _with(self, **changes: object) -> Work:
        changed = replace(self._own, **changes)  # type: ignore[arg-type]  # the callers are above
        return replace(self, drafts=(*self.drafts[: self.at], changed, *self.drafts[self.at + 1 :]))


def cite(event: Event, row: Row, words: Evidence, *, is_more: bool) -> Event:
    """*event* with *words* behind *row*: in place of those before, or with *is_more* beside them."""
    kept = [each for each in event.evidence if is_more or each.field.partition(".")[0] not in row.keys]
    cited = replace(words, field=name_field(row))
    return replace(event, evidence=(*(each for each in kept if each != cited), cited))


def name_field(row: Row) -> str:
    """The field of the codebook that *row* is about above all."""
    return _CITED.get(row.label, row.keys[0])


def _first_undecided(draft: Draft, start: int) -> int:
    """The first row from *start* on, round the end, that is not decided; the last one when all are."""
    order = (*range(start, len(ROWS)), *range(start))
    return next((number for number in order if ROWS[number].label not in draft.decided), len(ROWS) - 1)
