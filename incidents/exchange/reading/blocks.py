"""A sheet read a block of rows at a time, column by column: what the same cells say is worked out once.

A block in which anything is wrong is read row by row, for every problem to be told. Streams: memory is a block's, and
what is known of the cells that came before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from incidents.domain.columns import FIELDS, Column, Columns, pick, tell
from incidents.domain.event import Event
from incidents.domain.where import NOWHERE
from incidents.exchange.reading.known import Known
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.sheet import Cells, Line

SIZE = 1000  # rows
HELD = 50_000  # values that a part knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that are good, in their order, and those that are *bad* beside them.

    *records* has what ``Row.record`` has; *events* their fields. *rows* are the rows themselves, if they were read one
    by one: that is how a block with a fault is read, and one of rows that were put together.
    """

    lines: Sequence[Line]
    identifiers: Sequence[str]
    records: Column
    events: Columns
    bad: Sequence[Row] = ()
    rows: Sequence[Row] | None = None

    def pick(self, places: Sequence[int]) -> Block:
        """Only the good rows at those *places*, which are in order."""
        if len(places) == len(self.lines):
            return self
        return replace(
            self,
            lines=[self.lines[place] for place in places],
            identifiers=[self.identifiers[place] for place in places],
            records=replace(self.records, codes=[self.records.codes[place] for place in places]),
            events=pick(self.events, places),
            rows=None if self.rows is None else [self.rows[place] for place in places],
        )


class Translator:
    """Translates the lines of one sheet."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._parts = [part for part in reader.parts if part.fields or not part.is_own]
        self._records = Known(self._join)
        self._default = Event()
        self._forget()

    def read(self, lines: Iterable[Line]) -> Iterator[Block]:
        """The blocks that *lines* make."""
        rest = iter(lines)
        while chosen := list(islice(rest, SIZE)):
            yield self._translate(chosen) or self.gather(map(self._reader.read, chosen))

    def gather(self, rows: Iterable[Row]) -> Block:
        """A block of *rows* that were read one by one."""
        listed = list(rows)
        good = [row for row in listed if not row.problems]
        self._forget()
        return Block(
            lines=[row.line for row in good],
            identifiers=[row.identifier for row in good],
            records=Column(0, [row.record for row in good], range(len(good))),
            events=tell([row.event for row in good if row.event is not None]),
            bad=[row for row in listed if row.problems],
            rows=good,
        )

    def _translate(self, lines: Sequence[Line]) -> Block | None:
        """The block of *lines*; None when there is anything wrong with it."""
        width = len(self._reader.header)
        if any(len(line.cells) != width for line in lines):
            return None
        self._forget_if_many()
        columns = list(zip(*(line.cells for line in lines), strict=True))
        numbers = [part.number(columns) for part in self._parts]
        identifiers = self._identify(columns, len(lines))
        if identifiers is None or any(map(Known.has_fault, (part.known for part in self._parts), numbers)):
            return None
        told = dict(self._hand_over(numbers, len(lines)))
        if not self._reader.reading.is_exact and self._has_sums(numbers):
            return None
        recorded = [each for part, each in zip(self._parts, numbers, strict=True) if not part.fields]
        joined = self._records.number(zip(*recorded, strict=True) if recorded else [()] * len(lines))
        return Block(lines=lines, identifiers=identifiers, records=self._records.hand_over(joined), events=told)

    def _identify(self, columns: Sequence[Cells], count: int) -> Sequence[str] | None:
        if not self._reader.is_named:
            return [""] * count
        found = list(map(str.strip, columns[self._reader.columns[self._reader.reading.identifier].place]))
        return None if "" in found else found

    def _hand_over(self, numbers: Sequence[Sequence[int]], count: int) -> Iterator[tuple[str, Column]]:
        """The columns of the fields; of those that no rule reads, what an event says that says nothing."""
        for field in FIELDS:
            yield field, Column(0, [getattr(self._default, field)], [0] * count)
        for part, own in zip(self._parts, numbers, strict=True):
            column = part.known.hand_over(own)
            for field in part.fields:
                yield field, Column(column.start, [found[field] for found in column.new], own)

    def _has_sums(self, numbers: Sequence[Sequence[int]]) -> bool:
        """Whether a row says neither when nor where."""
        whens, places = (list(self._values(field, numbers)) for field in ("when", "place"))
        return any(when is None and place == NOWHERE for when, place in zip(whens, places, strict=True))

    def _values(self, field: str, numbers: Sequence[Sequence[int]]) -> Iterator[Any]:
        """What each row says of a field."""
        for part, own in zip(self._parts, numbers, strict=True):
            if field in part.fields:
                return (part.known.found[number][field] for number in own)
        return (getattr(self._default, field) for _ in numbers[0])

    def _join(self, numbers: Sequence[int]) -> dict[str, str]:
        """What the parts that are of no event say together."""
        recorded = [part for part in self._parts if not part.fields]
        found = [part.known.found[number] for part, number in zip(recorded, numbers, strict=True)]
        return {key: value for each in found for key, value in each.items()}

    def _forget_if_many(self) -> None:
        many = [part for part in self._parts if len(part.known) > HELD]
        for part in many:
            part.known.forget()
        if not all(part.fields for part in many):  # records are known by the numbers of parts
            self._records.forget()

    def _forget(self) -> None:
        for known in (self._records, *(part.known for part in self._parts)):
            known.forget()
