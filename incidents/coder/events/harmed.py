"""How many a passage tells of as harmed, and whether two tell of the same.

Does not settle what the numbers of an event are: ``casualties.total`` does.
"""

from __future__ import annotations

from incidents.coder.events.passages import Passage

Harmed = tuple[str, int]
"""A harm and how many suffered it."""
_FEW = 2  # people: as many are harmed in many an event
_MANY = 500  # people


def toll_of(passage: Passage) -> set[Harmed]:
    """The harm that the passage tells of, without the attackers' own."""
    told = (each for each in passage.reading.casualties if not each.is_perpetrator)
    return {(each.harm, each.count.best) for each in told if each.count.best}


def told_again(one: set[Harmed], other: set[Harmed]) -> bool:
    """True when both tell of the same harm to as many people, and not to one or two only."""
    return any(count > _FEW for _, count in one & other)


def has_toll(passage: Passage) -> bool:
    """True when people were harmed or taken in it, and not over a war."""
    told = [each for each in passage.reading.casualties if each.count.best]
    return bool(told) and not any(each.is_cumulative or (each.count.best or 0) > _MANY for each in told)
