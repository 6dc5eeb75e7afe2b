"""Identifiers for new events: a prefix, and the numbers that come next under it. Does not know who keeps count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count

from incidents.domain.datasets import Keys


def give_keys(prefixes: Sequence[str], take: Callable[[str, int], int]) -> Keys:
    """New identifiers for events with those *prefixes*; *take* takes so many numbers of one, and says the last."""
    counts = sorted(Counter(prefixes).items())
    given = {prefix: count(take(prefix, times) - times + 1) for prefix, times in counts}
    numbers = [next(given[prefix]) for prefix in prefixes]
    return Keys([f"{prefix}{number}" for prefix, number in zip(prefixes, numbers, strict=True)], prefixes, numbers)
