"""Many texts kept as one: they pass from process to process in a fraction of the time, and each is cut when asked."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import overload


class Texts(Sequence[str]):
    """*texts*, which never change."""

    __slots__ = ("_ends", "_whole")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        listed = list(texts)
        self._whole = "".join(listed)
        self._ends = array("Q", accumulate(map(len, listed), initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        return map(self._whole.__getitem__, map(slice, self._ends, self._ends[1:]))

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return list(self)[place]
        number = range(len(self))[place]
        return self._whole[self._ends[number] : self._ends[number + 1]]
