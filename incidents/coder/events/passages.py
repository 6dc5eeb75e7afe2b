"""A stretch of one sentence that speaks of one happening, with the mentions inside it.

"It comes two days after clashes erupted": two passages. What its words say of it is asked of ``dating``, ``novelty``,
``transitions`` and ``retelling``; which passages tell of the same event, of ``division``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from incidents.coder.mentions.claims import ClaimMention
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading

OUTCOMES = frozenset({"kill", "arrest", "agreement"})
"""The kinds of what comes of an act."""


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
    def is_whole(self) -> bool:
        """True when it is no piece of a sentence that was cut before it."""
        return self.start == self.reading.sentence.start


def whole(reading: Reading, start: int, end: int) -> Passage:
    """All that *reading* holds as one passage, from *start* to *end*."""
    acts = tuple(trigger for trigger in reading.triggers if trigger.is_real)
    return Passage(reading, start, end, acts, frozenset(act.kind for act in acts))


def without(reading: Reading, stretches: Sequence[tuple[int, int]]) -> Reading:
    """*reading* without what is mentioned in *stretches* of the article, and what acts there are held against whom."""

    def is_outside(start: int, end: int) -> bool:
        return not any(begin <= start < close or begin < end <= close for begin, close in stretches)

    def outside(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        return tuple(each for each in mentions if is_outside(each.start, each.end))

    rest = _having(reading, outside)
    return rest.having(roles=[role for role in rest.roles if outside([role.trigger])])


def narrow(reading: Reading, start: int, end: int) -> Passage:
    """The passage of *reading* from *start* to *end*, with the mentions that begin there."""
    if (start, end) == (reading.sentence.start, reading.sentence.end):
        return whole(reading, start, end)

    def inside(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        return tuple(each for each in mentions if start <= each.start < end)

    return whole(_having(reading, inside), start, end)


class _Keep(Protocol):
    """What is left of some mentions."""

    def __call__(self, mentions: Sequence[Mention], /) -> tuple[Mention, ...]: ...


def _having(reading: Reading, keep: _Keep) -> Reading:
    """*reading* with what *keep* leaves of its mentions."""
    weapons, parties = keep([salvo.weapon for salvo in reading.salvos]), keep([role.party for role in reading.roles])
    return reading.having(
        dates=keep(reading.dates),
        places=keep(reading.places),
        casualties=keep(reading.casualties),
        triggers=keep(reading.triggers),
        weapons=keep(reading.weapons),
        salvos=tuple(salvo for salvo in reading.salvos if salvo.weapon in weapons),
        parties=keep(reading.parties),
        roles=tuple(role for role in reading.roles if role.party in parties),
        claims=keep(reading.claims),
    )


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
