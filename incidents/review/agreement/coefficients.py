"""Agreement of coders on values, beyond what chance would give: raw agreement, Krippendorff's alpha, Gwet's AC1.

Alpha as in K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), for any number of coders, missing values
and levels of measurement. AC1 as in K. L. Gwet, Computing inter-rater reliability and its variance in the presence of
high agreement (British Journal of Mathematical and Statistical Psychology 61, 2008), with units that not all coders
judged as in his Handbook of Inter-Rater Reliability (4th edition, 2014). A unit is the list of values that it was
given; who did not judge it is not in it. All are None where they are not defined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from incidents.codebook.measures import NOMINAL
from incidents.review.agreement.distances import Counts, Distance, Units, Value, measure_by


def raw(units: Units) -> float | None:
    """The share of pairs of coders who gave one value, averaged over the units that two or more judged."""
    shares = [_share_of_pairs(Counter(unit), len(unit)) for unit in pairable(units)]
    return sum(shares) / len(shares) if shares else None


def alpha(units: Units, metric: str = NOMINAL) -> float | None:
    """Krippendorff's alpha; None when nobody's values differ anywhere, or no two coders judged the same unit."""
    paired = pairable(units)
    counts: Counts = Counter(value for unit in paired for value in unit)
    total = sum(counts.values())
    expected = _expected(counts, metric)
    if not paired or expected == 0:
        return None
    distance = measure_by(metric, counts)
    observed = sum(_within(unit, distance) / (len(unit) - 1) for unit in paired)
    return 1 - (total - 1) * observed / expected


def ac1(units: Units) -> float | None:
    """Gwet's AC1 over the values that were given. Where that is one value alone, nothing is left to chance: 1."""
    agreed, judged = raw(units), [unit for unit in units if unit]
    shares: defaultdict[Value, float] = defaultdict(float)
    for unit in judged:
        for value in unit:
            shares[value] += 1 / len(unit) / len(judged)
    if agreed is None or len(shares) == 1:
        return agreed
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return (agreed - chance) / (1 - chance)


def prevalent(units: Units) -> tuple[Value, float] | None:
    """The value that was given most often, and its share of all; of equals the first in their spelling."""
    counts = Counter(value for unit in units for value in unit)
    if not counts:
        return None
    value, count = min(counts.items(), key=lambda each: (-each[1], str(each[0])))
    return value, count / sum(counts.values())


def pairable(units: Units) -> list[Sequence[Value]]:
    """The units that two or more coders judged."""
    return [unit for unit in units if len(unit) > 1]


def _share_of_pairs(counts: Counter[Value], judges: int) -> float:
    return sum(count * (count - 1) for count in counts.values()) / (judges * (judges - 1))


def _within(unit: Iterable[Value], distance: Distance) -> float:
    """The differences of every two values of a unit, each pair in both orders."""
    return 2 * sum(distance(one, other) for one, other in combinations(unit, 2))


def _expected(counts: Counts, metric: str) -> float:
    """The differences of every two values of all, whoever gave them to whatever."""
    if metric == NOMINAL:
        total = sum(counts.values())
        return total**2 - sum(count**2 for count in counts.values())
    distance = measure_by(metric, counts)
    return 2 * sum(counts[one] * counts[other] * distance(one, other) for one, other in combinations(counts, 2))
