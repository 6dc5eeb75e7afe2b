"""What a key comes to, worked out once and then known by its number: the same cells stand in many rows of a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import count, islice
from typing import Any

from incidents.domain.columns import Column, pick_values

FAULT = object()
"""What a key comes to that is wrong."""
Work = Callable[[Sequence[Any]], list[Any]]  # what each of some keys comes to


class Known:
    """The number of each key that was asked for; *found* has what it came to, by number."""

    def __init__(self, work_out: Work) -> None:
        self._work_out = work_out
        self._numbers = _number_keys()
        self._handed_over = 0
        self._faults: set[int] = set()
        self.found: list[Any] = []

    def __len__(self) -> int:
        return len(self.found)

    def of(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever keys come to
        """What one key comes to."""
        (number,) = self.number([key])
        return self.found[number]

    def number(self, keys: Sequence[Hashable]) -> tuple[int, ...]:
        """The number of each of *keys*; those that are new are worked out together."""
        numbers = pick_values(keys)(self._numbers)
        new = len(self._numbers) - len(self.found)
        if new:
            self._add(list(islice(reversed(self._numbers), new))[::-1])
        return numbers

    def number_anew(self, keys: Sequence[Hashable]) -> Sequence[int]:
        """The same, each worked out by itself: for keys that are hardly ever the same. What was known is forgotten."""
        self.forget()
        self._add(keys)
        return range(len(self.found))

    def has_fault(self, numbers: Iterable[int]) -> bool:
        """Whether one of *numbers* is of a key that is wrong."""
        return bool(self._faults) and not self._faults.isdisjoint(numbers)

    def hand_over(self, numbers: Sequence[int]) -> Column:
        """A block of them as a column, which brings what was found since the last one."""
        start, self._handed_over = self._handed_over, len(self.found)
        return Column(start, self.found[start:], numbers)

    def forget(self) -> None:
        """Begin anew."""
        self._numbers, self._handed_over = _number_keys(), 0
        self.found, self._faults = [], set()

    def _add(self, keys: Sequence[Any]) -> None:
        """Work out what *keys* come to, which are numbered already, or never will be."""
        found = self._work_out(keys)
        if FAULT in found:
            start = len(self.found)
            self._faults.update(start + place for place, each in enumerate(found) if each is FAULT)
        self.found += found


def _number_keys() -> defaultdict[Hashable, int]:
    """A number for each key, from 0 on, in the order in which they are asked for."""
    return defaultdict(count().__next__)
