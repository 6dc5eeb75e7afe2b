"""A sheet read a block of rows at a time, column by column: what the same cells say is worked out once.

A block in which anything is wrong is read row by row, for every problem to be told. Streams: memory is a block's, and
what is known of the cells that came before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.domain.columns import FIELDS, WHERE, Column, Columns, pick_columns, to_columns
from incidents.exchange.reading.batch import Batch, batch
from incidents.exchange.reading.known import Known
from incidents.exchange.reading.parts import Part
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.record import RECORD

HELD = 50_000  # values that a part knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that are good, in their order, and those that are *bad* beside them.

    *batch* has their lines, *records* what ``Row.record`` has, *events* their fields. *rows* are the rows themselves,
    if they were read one by one: that is how a block with a fault is read, and one of rows that were put together.
    """

    batch: Batch
    identifiers: Sequence[str]
    records: Column
    events: Columns
    bad: Sequence[Row] = ()
    rows: Sequence[Row] | None = None

    def pick(self, places: Sequence[int]) -> Block:
        """Only the good rows at those *places*, which are in order."""
        if len(places) == len(self.batch):
            return self
        return replace(
            self,
            batch=self.batch.pick(places),
            identifiers=[self.identifiers[place] for place in places],
            records=replace(self.records, codes=[self.records.codes[place] for place in places]),
            events=pick_columns(self.events, places),
            rows=None if self.rows is None else [self.rows[place] for place in places],
        )


class Translator:
    """Translates the lines of one sheet."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._parts = reader.parts
        self._forget(self._parts)

    def read(self, batches: Iterable[Batch]) -> Iterator[Block]:
        """A block for each of *batches*."""
        for each in batches:
            yield self._translate(each) or self.gather(map(self._reader.read, each.lines()))

    def gather(self, rows: Iterable[Row]) -> Block:
        """A block of *rows* that were read one by one."""
        listed = list(rows)
        good = [row for row in listed if not row.problems]
        self._forget(self._parts)
        return Block(
            batch=batch(row.line for row in good),
            identifiers=[row.identifier for row in good],
            records=Column(0, [row.record for row in good], range(len(good))),
            events=to_columns([row.event for row in good if row.event is not None]),
            bad=[row for row in listed if row.problems],
            rows=good,
        )

    def _translate(self, batch: Batch) -> Block | None:
        """The block of *batch*; None when there is anything wrong with it."""
        columns = batch.columns
        if columns is None or len(columns) != len(self._reader.header):
            return None
        self._forget(part for part in self._parts if len(part.known) > HELD)
        numbers = [part.number(columns) for part in self._parts]
        identifiers = self._identify(columns, len(batch))
        if identifiers is None or any(map(Known.has_fault, (part.known for part in self._parts), numbers)):
            return None
        told = _say_nothing(len(batch))
        for part, own in zip(self._parts, numbers, strict=True):
            told[part.field] = part.known.hand_over(own)
        if not self._reader.reading.is_exact and self._has_sums(told):
            return None
        return Block(batch=batch, identifiers=identifiers, records=told.pop(RECORD), events=told)

    def _identify(self, columns: Sequence[Sequence[str]], count: int) -> Sequence[str] | None:
        if not self._reader.is_named:
            return [""] * count
        found = list(map(str.strip, columns[self._reader.columns[self._reader.reading.identifier].place]))
        return None if "" in found else found

    def _has_sums(self, told: Columns) -> bool:
        """Whether a row says neither when nor where."""
        found = {part.field: part.known.found for part in self._parts}
        places: Sequence[int] = range(len(told["when"].codes))
        for field in ("when", *WHERE):
            if field in found:
                values, codes = found[field], told[field].codes
                places = [place for place in places if values[codes[place]] is None]
        return bool(places)

    def _forget(self, parts: Iterable[Part]) -> None:
        for part in parts:
            part.known.forget()


def _say_nothing(count: int) -> dict[str, Column]:
    """The columns of *count* rows that say nothing: of fields that no rule reads, and of records."""
    codes = [0] * count
    nothing = {name: Column(0, [field.nothing], codes) for name, field in FIELDS.items()}
    return nothing | {RECORD: Column(0, [{}], codes)}
