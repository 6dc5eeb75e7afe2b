"""How far chance alone may move a measured share: 95 % intervals, and the chance of a difference.

Wilson's score interval for a share (E. B. Wilson, JASA 22, 1927), the percentile bootstrap for what is no plain share
(B. Efron, Annals of Statistics 7, 1979), the exact McNemar test for two codings of the same things. All take the cases
as independent; events of one article are not quite, so the truth is a little wider.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import sqrt
from typing import NamedTuple, TypeVar

Sample = TypeVar("Sample")
Value = TypeVar("Value")
_Z = 1.959963984540054  # the standard normal's 97.5 % point
_ROUNDS = 1000
_SEED = 20211107
_TAIL = 0.025


class Interval(NamedTuple):
    """Between which two values the true one lies in 95 of 100 cases."""

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
    """The 95 % interval of a share, to three decimals; *of* must not be 0."""
    share, spread = right / of, _Z**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return Interval(round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3))


def bootstrap(samples: Sequence[Sample], measure: Callable[[Sequence[Sample]], float]) -> Interval:
    """The 95 % interval of *measure* over *samples* drawn anew, to three decimals; the same each time."""
    return percentile(list(redraw(samples, measure)))


def redraw(samples: Sequence[Sample], measure: Callable[[Sequence[Sample]], Value]) -> Iterator[Value]:
    """*measure* over *samples* drawn anew, a thousand times; the same each time it is asked."""
    draw = random.Random(_SEED)  # noqa: S311 - chance for statistics, which has to come out the same each time
    return (measure(draw.choices(samples, k=len(samples))) for _ in range(_ROUNDS))


def percentile(values: Sequence[float]) -> Interval:
    """Between which two of *values* 95 in 100 of them lie, to three decimals; there must be one."""
    ordered = sorted(values)
    cut = int(_TAIL * len(ordered))
    return Interval(round(ordered[cut], 3), round(ordered[-1 - cut], 3))


def mcnemar(better: int, worse: int) -> float:
    """The chance of a difference as large as *better* against *worse* when neither coding is the better one."""
    cases, rarer = better + worse, min(better, worse)
    # Each term from the one before: the coefficients of ten thousand cases have three thousand digits.
    terms = accumulate(range(rarer), lambda term, count: term * (cases - count) // (count + 1), initial=1)
    return round(min(1.0, 2 * sum(terms) / int(2**cases)), 4)
