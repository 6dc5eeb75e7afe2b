"""Statistics of codings: agreement beyond chance, intervals, and the probability of a difference.

Agreement: Krippendorff's alpha as in K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), for any number
of coders, missing values and levels of measurement, with MASI for sets (R. Passonneau, Measuring agreement on
set-valued items, LREC 2006). Gwet's AC1 as in K. L. Gwet, Computing inter-rater reliability and its variance in the
presence of high agreement (British Journal of Mathematical and Statistical Psychology 61, 2008), with units that not
all coders judged as in his Handbook of Inter-Rater Reliability (4th edition, 2014). A unit is the list of values that
it was given; a coder who did not judge it is not in it.

Uncertainty: Wilson's score interval for a share (E. B. Wilson, JASA 22, 1927), the percentile bootstrap for other
measures (B. Efron, Annals of Statistics 7, 1979), the exact McNemar test for two codings of the same things. All take
the cases as independent; events of one article are not quite, so that the true interval is a little wider.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from math import sqrt
from typing import NamedTuple, TypeVar

from incidents.codebook.policies import INTERVAL, NOMINAL, ORDINAL, RATIO, SET

Sample = TypeVar("Sample")
Result = TypeVar("Result")
Value = Hashable
Units = Sequence[Sequence[Value]]
Distance = Callable[[Value, Value], float]

_ONE_IN_OTHER, _SOME_SHARED = 2 / 3, 1 / 3  # MASI's weights of how two sets lie to each other
_Z = 1.959963984540054  # the standard normal's 97.5 % point
_ROUNDS = 1000
_SEED = 20211107
_TAIL = 0.025


def raw_agreement(units: Units) -> float | None:
    """Return the share of pairs of coders who gave the same value, averaged over the units that two or more judged."""
    shares = [_share_of_pairs(unit) for unit in pairable(units)]
    return sum(shares) / len(shares) if shares else None


def alpha(units: Units, metric: str = NOMINAL) -> float | None:
    """Return Krippendorff's alpha.

    None if all values are the same, or no two coders judged the same unit.
    """
    paired = pairable(units)
    counts = Counter(value for unit in paired for value in unit)
    distance = _distance(metric, counts)
    if metric == NOMINAL:
        expected: float = counts.total() ** 2 - sum(count**2 for count in counts.values())
    else:
        pairs = combinations(counts, 2)
        expected = 2 * sum(counts[one] * counts[other] * distance(one, other) for one, other in pairs)
    if not paired or expected == 0:
        return None
    observed = sum(
        2 * sum(distance(one, other) for one, other in combinations(unit, 2)) / (len(unit) - 1) for unit in paired
    )
    return 1 - (counts.total() - 1) * observed / expected


def ac1(units: Units) -> float | None:
    """Return Gwet's AC1 over the values given; 1 if that is one value alone, None if no unit was judged by two."""
    agreed, judged = raw_agreement(units), [unit for unit in units if unit]
    shares: defaultdict[Value, float] = defaultdict(float)
    for unit in judged:
        for value in unit:
            shares[value] += 1 / len(unit) / len(judged)
    if agreed is None or len(shares) == 1:
        return agreed
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return (agreed - chance) / (1 - chance)


def prevalent(units: Units) -> tuple[Value, float] | None:
    """Return the value given most often, of equals the first in alphabetical order, and its share of all values."""
    counts = Counter(value for unit in units for value in unit)
    if not counts:
        return None
    value, count = min(counts.items(), key=lambda each: (-each[1], str(each[0])))
    return value, count / counts.total()


def pairable(units: Units) -> list[Sequence[Value]]:
    """Return the units that two or more coders judged."""
    return [unit for unit in units if len(unit) > 1]


def _share_of_pairs(unit: Sequence[Value]) -> float:
    return sum(count * (count - 1) for count in Counter(unit).values()) / (len(unit) * (len(unit) - 1))


def _distance(metric: str, counts: Mapping[Value, float]) -> Distance:
    """Return alpha's difference function of *metric*; *counts* of each value are needed for ordinal values only."""
    return _ordinal(counts) if metric == ORDINAL else _DISTANCES[metric]


def _interval_distance(one: Value, other: Value) -> float:
    return float((_number(one) - _number(other)) ** 2)


def _ratio_distance(one: Value, other: Value) -> float:
    total = _number(one) + _number(other)
    return 0.0 if total == 0 else float(((_number(one) - _number(other)) / total) ** 2)


def _masi_distance(one: Value, other: Value) -> float:
    mine, theirs = _members(one), _members(other)
    if mine == theirs:
        return 0.0
    shared, whole = mine & theirs, mine | theirs
    if not shared:
        return 1.0
    weight = _ONE_IN_OTHER if shared in (mine, theirs) else _SOME_SHARED
    return 1 - weight * len(shared) / len(whole)


def _ordinal(counts: Mapping[Value, float]) -> Distance:
    """Return the ordinal difference: the number of values between two, those two counted half, squared."""
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


_DISTANCES: Mapping[str, Distance] = {
    NOMINAL: lambda one, other: float(one != other),
    INTERVAL: _interval_distance,
    RATIO: _ratio_distance,
    SET: _masi_distance,
}


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


class Share(NamedTuple):
    """*right* of *of* cases."""

    right: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share, to three decimals; None of no cases."""
        return round(self.right / self.of, 3) if self.of else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval; None of no cases."""
        return wilson(self.right, self.of) if self.of else None


def wilson(right: int, of: int) -> Interval:
    """Return the 95 % score interval of a share, to three decimals; *of* must not be 0."""
    share, spread = right / of, _Z**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return Interval(round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3))


def bootstrap(samples: Sequence[Sample], measure: Callable[[Sequence[Sample]], float]) -> Interval:
    """Return the 95 % interval of *measure* by resampling *samples*, to three decimals; the same each time."""
    return percentile(list(resample(samples, measure)))


def resample(samples: Sequence[Sample], measure: Callable[[Sequence[Sample]], Result]) -> Iterator[Result]:
    """Yield *measure* over a thousand draws of *samples* with replacement; the same each time."""
    draw = random.Random(_SEED)  # noqa: S311 - chance for statistics, which has to come out the same each time
    return (measure(draw.choices(samples, k=len(samples))) for _ in range(_ROUNDS))


def percentile(values: Sequence[float]) -> Interval:
    """Return the interval that holds the middle 95 % of *values*, to three decimals; there must be one."""
    ordered = sorted(values)
    cut = int(_TAIL * len(ordered))
    return Interval(round(ordered[cut], 3), round(ordered[-1 - cut], 3))


def mcnemar(better: int, worse: int) -> float:
    """Return the probability of a difference as large as *better* against *worse* if the codings are equally good."""
    cases, rarer = better + worse, min(better, worse)
    # Each term from the one before: the coefficients of ten thousand cases have three thousand digits.
    terms = accumulate(range(rarer), lambda term, count: term * (cases - count) // (count + 1), initial=1)
    return round(min(1.0, 2 * sum(terms) / int(2**cases)), 4)
