"""Which mentions of cues stand where several overlap: the longest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from incidents.coder.text.cues import CueMention

_START = attrgetter("start")
Hides = Callable[[CueMention, CueMention], bool]


def longest(found: Sequence[CueMention], *, hides: Hides) -> tuple[CueMention, ...]:
    """Those of *found* that no longer one hides, from left to right."""
    kept: list[CueMention] = []
    for group in _overlapping(sorted(found, key=_START)):
        if len(group) == 1:
            kept += group
            continue
        standing: list[CueMention] = []
        for mention in sorted(group, key=lambda each: (each.start - each.end, each.start, each.code)):
            if not any(hides(each, mention) for each in standing):
                standing.append(mention)
        kept += sorted(standing, key=lambda mention: (mention.start, mention.end, mention.code))
    return tuple(kept)


def hides(one: CueMention, other: CueMention) -> bool:
    """True when they overlap, unless two terms share the same words."""
    is_same = one.start == other.start and one.end == other.end and one.code != other.code
    return one.start < other.end and other.start < one.end and not is_same


def holds(one: CueMention, other: CueMention) -> bool:
    """True when *other* lies in *one*, unless two terms share the same words."""
    return one.start <= other.start and other.end <= one.end and hides(one, other)


def _overlapping(found: Iterable[CueMention]) -> Iterator[list[CueMention]]:
    """*found*, ordered by where they begin, in groups that do not overlap one another."""
    group: list[CueMention] = []
    end = 0
    for mention in found:
        if group and mention.start >= end:
            yield group
            group = []
        group.append(mention)
        end = max(end, mention.end)
    if group:
        yield group
