"""What a key comes to, worked out once and then known by its number: the same cells stand in many rows of a file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from incidents.domain.columns import Column


class Known(dict[Any, int]):
    """The number of each key that was asked for; *found* has what it came to, by number."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out
        self._handed_over = 0
        self.found: list[Any] = []
        self.faults: set[int] = set()

    def __missing__(self, key: Hashable) -> int:
        number = len(self.found)
        found = self._work_out(key)
        self.found.append(found)
        if found is None:
            self.faults.add(number)
        self[key] = number
        return number

    def number(self, keys: Iterable[Hashable]) -> list[int]:
        """The number of each of *keys*."""
        return list(map(self.__getitem__, keys))

    def number_anew(self, keys: Iterable[Hashable]) -> Sequence[int]:
        """The same, each worked out by itself: for keys that are hardly ever the same. What was known is forgotten."""
        self.forget()
        self.found = list(map(self._work_out, keys))
        if None in self.found:
            self.faults = {number for number, found in enumerate(self.found) if found is None}
        return range(len(self.found))

    def has_fault(self, numbers: Iterable[int]) -> bool:
        """Whether one of *numbers* is of a key that came to nothing."""
        return bool(self.faults) and not self.faults.isdisjoint(numbers)

    def hand_over(self, numbers: Sequence[int]) -> Column:
        """A block of them as a column, which brings what was found since the last one."""
        start, self._handed_over = self._handed_over, len(self.found)
        return Column(start, self.found[start:], numbers)

    def forget(self) -> None:
        """Begin anew."""
        self.clear()
        self.found, self.faults, self._handed_over = [], set(), 0
