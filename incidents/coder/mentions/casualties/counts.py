"""Counting with the counts of mentions: sums and the highest of numbers that are only known within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from incidents.coder.mentions.casualties.mention import CasualtyMention
from incidents.domain.casualties import Count


def raise_high(count: Count | None, best: int) -> Count | None:
    """*count* with a high of at least *best*; no high stays no high."""
    if count is None or count.high is None or best <= count.high:
        return count
    return replace(count, high=best)


def add_up(counts: Iterable[Count]) -> Count:
    """All *counts* together; raises TypeError when there is none."""
    return reduce(_add, counts)


def by_clause(mentions: Iterable[CasualtyMention]) -> Iterable[list[Count]]:
    """The counts of each clause; within one sentence a part and its whole are two clauses."""
    clauses: dict[tuple[int, int, bool], list[Count]] = {}
    for each in mentions:
        clauses.setdefault((each.sentence, each.statement, each.is_subset), []).append(each.count)
    return clauses.values()


def _add(one: Count, other: Count) -> Count:
    """Both numbers together; a bound that one of them lacks is lacking, an unknown best counts nothing."""
    if one.best is None or other.best is None:
        known = one if other.best is None else other
        return replace(known, high=None)
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    status = one.status if one.status == other.status else "estimated"
    return Count(low, one.best + other.best, high, status)


def highest(counts: Iterable[Count | None]) -> Count | None:
    """The count with the highest best number, the first of equals; None when there is none."""
    return max((count for count in counts if count is not None), key=best_of, default=None)


def best_of(count: Count | None) -> int:
    """The best number, 0 where none is known: for comparing only."""
    return 0 if count is None or count.best is None else count.best
