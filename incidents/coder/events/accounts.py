"""What one article says about one event: the passages that tell of it. Does not sort passages (``events``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from incidents.coder.events.passages import Passage
from incidents.coder.events.transitions import goes_back
from incidents.coder.mentions.casualties.finding import CasualtyMention
from incidents.domain.dates import When
from incidents.domain.documents import INJURED

_NEAR = 3  # sentences
_TOLD, _LATE = 7, 12  # sentences with an act, after which news turns to other tolls, and to other times


@dataclass(frozen=True)  # without slots: what is asked for each passage is worked out once and kept
class Account:
    """The passages that tell of one event, in order; *when* is its date where a passage set it apart by one."""

    passages: tuple[Passage, ...]
    is_main: bool
    when: When | None = None

    @cached_property
    def casualties(self) -> tuple[CasualtyMention, ...]:
        """The harm told in or right after a sentence with an act; further off it may be anybody's.

        After many sentences only the injured count, if none were counted before: the dead are told first.
        """
        told: list[CasualtyMention] = []
        last = -_NEAR
        acts = 0
        for passage in self.passages:
            acts += bool(passage.acts)
            if acts > _LATE:
                break
            last = passage.reading.sentence.index if passage.acts else last
            if passage.reading.sentence.index - last < _NEAR:
                harm = passage.reading.casualties
                told += harm if acts <= _TOLD else _injured(harm) if not _has_injured(told) else ()
        return tuple(told)

    @cached_property
    def turned_back(self) -> frozenset[int]:
        """Where the passages start that lead back to an earlier act from one just told: "a day after jets struck"."""
        return frozenset(later.start for one, later in pairwise(self.passages) if goes_back(later, one))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of all its acts."""
        return frozenset(kind for passage in self.passages for kind in passage.kinds)


def _injured(mentions: Iterable[CasualtyMention]) -> list[CasualtyMention]:
    return [each for each in mentions if each.harm == INJURED]


def _has_injured(mentions: Iterable[CasualtyMention]) -> bool:
    return any(each.count.best is not None for each in _injured(mentions))
