"""The bytes of a whole R*Tree in two dimensions, as SQLite stores it. Knows no table and no connection.

A node is two bytes of depth, which only the root tells, two of how many cells follow, and the cells: a number in eight
bytes and four coordinates of 32 bits. The highest byte comes first (rtree.c of SQLite; its users' manual does not say).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from struct import Struct
from typing import NamedTuple

from incidents.store.tiling import tile

ROOT = 1
"""The number of the root among the nodes."""
_HEAD_BYTES, _CELL_BYTES = 4, 24
_FILL = 0.9  # of each node: later inserts must not split it at once
# By which SQLite puts a number outside that 32 bits do not hold.
_LESS, _MORE = 1 - 2**-23, 1 + 2**-23


class Cells(NamedTuple):
    """Boxes, column by column, and the *numbers* of what is in them: of rows, or of nodes."""

    numbers: Sequence[int]
    south: Sequence[float]
    north: Sequence[float]
    west: Sequence[float]
    east: Sequence[float]


class Node(NamedTuple):
    """A node: its own number, whether its cells are rows, their *numbers*, and its bytes."""

    number: int
    is_leaf: bool
    numbers: Sequence[int]
    data: bytes


def pack(cells: Cells, node_bytes: int) -> Iterator[Node]:
    """The nodes of a tree over the rows of *cells*: each before the one that it is in, the root last.

    Boxes grow to what 32 bits hold, as SQLite has them grow.
    """
    most = (node_bytes - _HEAD_BYTES) // _CELL_BYTES
    depth, last = 0, ROOT
    while len(cells.numbers) > most:
        boxes = []
        for group in tile(_middles(cells.south, cells.north), _middles(cells.west, cells.east), int(most * _FILL)):
            last += 1
            pick = itemgetter(*group)  # of several, for there are more than fit into a node
            part = _grow(Cells(*(pick(column) for column in cells)))
            boxes.append((last, min(part.south), max(part.north), min(part.west), max(part.east)))
            yield Node(last, depth == 0, part.numbers, _write(part, 0, node_bytes))
        cells, depth = Cells(*zip(*boxes, strict=True)), depth + 1
    yield Node(ROOT, depth == 0, cells.numbers, _write(_grow(cells), depth, node_bytes))


def _middles(low: Sequence[float], high: Sequence[float]) -> Sequence[float]:
    return low if low is high else [(start + end) / 2 for start, end in zip(low, high, strict=True)]


def _grow(cells: Cells) -> Cells:
    numbers, south, north, west, east = cells
    return Cells(numbers, _lower(south), _higher(north), _lower(west), _higher(east))


def _lower(values: Sequence[float]) -> Sequence[float]:
    return [
        near if near <= exact else exact * (_MORE if exact < 0 else _LESS)
        for near, exact in zip(array("f", values), values, strict=True)
    ]


def _higher(values: Sequence[float]) -> Sequence[float]:
    return [
        near if near >= exact else exact * (_LESS if exact < 0 else _MORE)
        for near, exact in zip(array("f", values), values, strict=True)
    ]


def _write(cells: Cells, depth: int, node_bytes: int) -> bytes:
    held = len(cells.numbers)
    return _form(held).pack(depth, held, *chain.from_iterable(zip(*cells, strict=True))).ljust(node_bytes, b"\0")


@cache
def _form(cells: int) -> Struct:
    return Struct(">HH" + "q4f" * cells)
