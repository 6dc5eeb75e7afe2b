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


def narrow(reading: Reading, start: int, end: int) -> Passage:
    """The passage of *reading* from *start* to *end*, with the mentions that begin there."""
    if (start, end) == (reading.sentence.start, reading.sentence.end):
        return whole(reading, start, end)
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
    return whole(narrowed, start, end)


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
    return whole(empty, passage.start, passage.end)
