"""Numbers of people from several reports: a rule picks the best figure, lowest and highest are those of all reports.

Unknown is not zero: only reports that give a figure, or say that there was nobody, have a say. Reports that say the
number is not known count only while no other gives one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from incidents.domain.harm import NOT_MENTIONED, STATED_NONE, Count
from incidents.review.reconciliation.statement import Statement

Counted = Statement[Count]
Pick = Callable[[Sequence[Counted]], Counted]


def figure(count: Count) -> int:
    """The number by which counts are compared: the best, else the bound that is given. Needs a known count."""
    return next(number for number in (count.best, count.low, count.high) if number is not None)


def is_silent(count: Count) -> bool:
    """Whether the report says nothing of it."""
    return not count.is_known and count.status == NOT_MENTIONED


def decide_count(statements: Sequence[Counted], pick: Pick) -> tuple[Count, Counted]:
    """The count that follows from *statements*, none of them silent, and the one that gave the best figure."""
    telling = [each for each in statements if each.value.is_known] or list(statements)
    picked = pick(telling)
    counts = {each.value for each in telling}
    if len(counts) == 1 or not picked.value.is_known:
        return picked.value, picked
    return _span(counts, picked.value), picked


def _span(counts: Iterable[Count], picked: Count) -> Count:
    """*picked* with the lowest and the highest that any of *counts* allows."""
    best = figure(picked)
    figures = [figure(count) for count in counts]
    lows = [count.low if count.low is not None else count.best for count in counts]
    known = [low for low in lows if low is not None]
    low = min(known, default=None)
    highs = [high for count in counts if (high := _ceiling(count)) is not None]
    high = max(highs, default=None)
    return Count(
        low if low is not None and low <= min(figures) else None,
        best,
        high if high is not None and high >= max([*figures, *known]) else None,
        "reported" if picked.status == STATED_NONE and set(figures) != {0} else picked.status,
    )


def _ceiling(count: Count) -> int | None:
    """The most that *count* allows; None for an open end, as of "at least seven"."""
    if count.high is not None:
        return count.high
    return count.best if count.low is None else None
