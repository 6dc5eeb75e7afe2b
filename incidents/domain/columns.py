"""Fields of many events, column by column: each different value once, and for each event which of them it is.

A file says the same of many events, so that what is worked out for a value is worked out once. Blocks of events follow
each other, here or from one process to another: a block brings only those values that no block before it had.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.domain.event import Event

FIELDS = (
    "main",
    "when",
    "place",
    "event_type",
    "sub_event_type",
    "stage",
    "weapons",
    "actors",
    "targets",
    "casualties",
    "claims",
    "summary",
    "confidence",
)
"""What an event says itself, in the published order: not the words behind it, and no alternatives."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a block of events.

    *start* is how many of the values that came before still count, *new* are those that follow them. *codes* says for
    each event where among all of these its value stands.
    """

    start: int
    new: Sequence[Any]
    codes: Sequence[int]


Columns = Mapping[str, Column]
Packed = Columns | bytes
"""Columns, or the same packed, for whoever hands them on unread."""


class Table:
    """The values of a stream of blocks, of which it keeps those that count."""

    def __init__(self) -> None:
        self._values: dict[str, list[Any]] = {field: [] for field in FIELDS}
        self._columns: Columns = {}

    def take(self, columns: Columns) -> None:
        """Let *columns* be the block."""
        self._columns = columns
        for field, column in columns.items():
            self._values[field][column.start :] = column.new

    def of_block(self, field: str) -> Iterator[Any]:
        """The value of a field for each event of the block."""
        return map(self._values[field].__getitem__, self._columns[field].codes)


def pick(columns: Columns, places: Sequence[int]) -> Columns:
    """*columns* with only the events at those *places*; every value goes on, for later blocks count on it."""
    return {
        field: Column(column.start, column.new, [column.codes[place] for place in places])
        for field, column in columns.items()
    }


def tell(events: Sequence[Event]) -> Columns:
    """The columns of *events*, each with values of its own."""
    codes = range(len(events))
    return {field: Column(0, [getattr(event, field) for event in events], codes) for field in FIELDS}


def pack(columns: Packed) -> bytes:
    """*columns* for one who reads them elsewhere, and perhaps never."""
    return columns if isinstance(columns, bytes) else pickle.dumps(columns, pickle.HIGHEST_PROTOCOL)


def unpack(columns: Packed) -> Columns:
    """*columns* to be read; *packed* by this program, in this run."""
    unpacked: Columns = pickle.loads(columns) if isinstance(columns, bytes) else columns  # noqa: S301 - our own
    return unpacked
