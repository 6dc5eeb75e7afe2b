"""How far two values are apart, by the level at which they are measured: the difference functions of alpha.

Nominal, ordinal, interval and ratio as K. Krippendorff gives them (Computing Krippendorff's Alpha-Reliability, 2011);
sets by MASI (R. Passonneau, Measuring agreement on set-valued items, LREC 2006). All are 0 for equal values; those of
nominal values and sets end at 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import accumulate

from incidents.codebook.measures import INTERVAL, NOMINAL, ORDINAL, RATIO, SET

Value = Hashable
Units = Sequence[Sequence[Value]]
Counts = Mapping[Value, float]
Distance = Callable[[Value, Value], float]
_ONE_IN_OTHER, _SOME_SHARED = 2 / 3, 1 / 3  # MASI's weights of how two sets lie to each other


def measure_by(metric: str, counts: Counts) -> Distance:
    """The difference function of *metric*; *counts* say how often each value was given, which ordinal goes by."""
    return _ordinal(counts) if metric == ORDINAL else _PLAIN[metric]


def _nominal(one: Value, other: Value) -> float:
    return float(one != other)


def _interval(one: Value, other: Value) -> float:
    return float((_number(one) - _number(other)) ** 2)


def _ratio(one: Value, other: Value) -> float:
    total = _number(one) + _number(other)
    return 0.0 if total == 0 else float(((_number(one) - _number(other)) / total) ** 2)


def _set(one: Value, other: Value) -> float:
    mine, theirs = _members(one), _members(other)
    if mine == theirs:
        return 0.0
    shared, whole = mine & theirs, mine | theirs
    if not shared:
        return 1.0
    weight = _ONE_IN_OTHER if shared in (mine, theirs) else _SOME_SHARED
    return 1 - weight * len(shared) / len(whole)


def _ordinal(counts: Counts) -> Distance:
    """The values between two, those two counted half, squared; values come in their own order."""
    ranked = sorted(counts, key=_number)
    sums = dict(zip(ranked, accumulate(counts[value] for value in ranked), strict=True))

    def distance(one: Value, other: Value) -> float:
        low, high = sorted((one, other), key=_number)
        between = sums[high] - sums[low] + counts[low]
        return float((between - (counts[low] + counts[high]) / 2) ** 2)

    return distance


def _number(value: Value) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return value


def _members(value: Value) -> frozenset[Value]:
    if not isinstance(value, frozenset):
        raise TypeError(f"{value!r} is no set")
    return value


_PLAIN: Mapping[str, Distance] = {NOMINAL: _nominal, INTERVAL: _interval, RATIO: _ratio, SET: _set}
