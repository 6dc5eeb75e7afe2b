"""A stretch of one sentence that speaks of one happening, with the mentions inside it.

"It comes two days after clashes erupted": two passages. Does not say which passages tell of the same event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from incidents.coder.dates import DateMention
from incidents.coder.lexicon import keyed
from incidents.coder.reading import Reading
from incidents.coder.triggers import Trigger


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Mention = TypeVar("Mention", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Passage:
    """*reading* narrowed to ``text[start:end]``: only the mentions inside are left in it."""

    reading: Reading
    start: int
    end: int

    @property
    def acts(self) -> tuple[Trigger, ...]:
        """The triggers that tell of something real."""
        return tuple(trigger for trigger in self.reading.triggers if trigger.is_real)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its acts."""
        return frozenset(trigger.kind for trigger in self.acts)

    @property
    def date(self) -> DateMention | None:
        """The date nearest to its first act; the first when it has no act."""
        if not self.reading.dates:
            return None
        at = self.acts[0].start if self.acts else self.start
        return min(self.reading.dates, key=lambda mention: (abs(mention.start - at), mention.start))


def cut(reading: Reading) -> tuple[Passage, ...]:
    """The passages of one sentence: it is cut where "after" leads over to an earlier happening with an act and a date."""
    bounds = [reading.sentence.start, *_cuts(reading), reading.sentence.end]
    return tuple(_narrow(reading, start, end) for start, end in zip(bounds, bounds[1:], strict=False))


def _cuts(reading: Reading) -> Iterator[int]:
    sentence = reading.sentence
    for cue in keyed(reading.cues, "discourse.after"):
        later = [trigger for trigger in reading.triggers if trigger.is_real and trigger.start >= cue.end]
        dated = [date for date in reading.dates if date.anchor is not None and date.start <= cue.end <= date.end + 2]
        if later and dated and dated[0].start > sentence.start:
            yield dated[0].start
            return


def _narrow(reading: Reading, start: int, end: int) -> Passage:
    if (start, end) == (reading.sentence.start, reading.sentence.end):
        return Passage(reading, start, end)
    narrowed = replace(
        reading,
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
    return Passage(narrowed, start, end)


def _inside(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if start <= mention.start < end)
