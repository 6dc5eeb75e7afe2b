"""Rows of cells that are equally wide, kept as one list: taken apart by columns in a fraction of the time.

A block of a large file has tens of thousands of cells, and hardly anybody asks for its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import overload

Rows = Sequence[Sequence[str]]


class EvenRows(Sequence[list[str]]):
    """The rows that *cells* make up, *width* (at least 1) of them each."""

    __slots__ = ("cells", "width")

    def __init__(self, cells: list[str], width: int) -> None:
        self.cells = cells
        self.width = width

    def __len__(self) -> int:
        return len(self.cells) // self.width

    def __iter__(self) -> Iterator[list[str]]:
        width = self.width
        return (self.cells[start : start + width] for start in range(0, len(self.cells), width))

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[str]]: ...
    def __getitem__(self, place: int | slice) -> list[str] | list[list[str]]:
        if isinstance(place, slice):
            return list(self)[place]
        start = range(0, len(self.cells), self.width)[place]
        return self.cells[start : start + self.width]

    def columns(self) -> list[list[str]]:
        """The cells column by column."""
        return [self.cells[place :: self.width] for place in range(self.width)]


def join_rows(parts: Sequence[Rows]) -> Rows:
    """The rows of all *parts*; even ones if each of these is, and as wide."""
    even = [part for part in parts if isinstance(part, EvenRows)]
    if len(even) < len(parts) or len({part.width for part in even}) != 1:
        return list(chain.from_iterable(parts))
    return (
        even[0] if len(even) == 1 else EvenRows(list(chain.from_iterable(part.cells for part in even)), even[0].width)
    )


def even_out(rows: list[list[str]]) -> Rows:
    """*rows*, each of which has a cell at least, kept as even ones if they are."""
    widths = set(map(len, rows))
    return EvenRows(list(chain.from_iterable(rows)), widths.pop()) if len(widths) == 1 else rows


def part_lines(text: str, separator: str) -> Rows:
    r"""The rows of *text*, lines that end with \n; their cells stand between separators and have no \n."""
    parted = text.replace("\n", f"{separator}\n{separator}")
    cells, count = parted.split(separator), (len(parted) - len(text)) // (2 * len(separator))
    width = cells.index("\n")
    ends = cells[width :: width + 1]
    if len(cells) - 1 == count * (width + 1) and ends.count("\n") == count:
        del cells[width :: width + 1], cells[-1]
        return EvenRows(cells, width)
    return [line.split(separator) for line in text[:-1].split("\n")]
