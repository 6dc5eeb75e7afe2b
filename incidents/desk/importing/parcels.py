"""Rows of a file made ready for the database, a block at a time: read, translated, compared, and in their shapes.

All of it follows from the file and the codebook alone, so that another process can do it while this one writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from incidents.codebook.loader import Codebook
from incidents.desk.importing.layout import Layout
from incidents.domain.columns import Column, Columns
from incidents.domain.problem import Problem
from incidents.exchange.reading.blocks import SIZE, Block, Translator
from incidents.exchange.reading.differences import Differences
from incidents.exchange.reading.reader import Reader, Row, rows_below
from incidents.exchange.reading.repeats import count_repeats, gather
from incidents.exchange.reading.sheet import Cells, Line, Sheet
from incidents.store.shapes import shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Good rows: their lines, identifiers and *cells* (JSON lists), *records* and *events* as shapes.

    Beside them the *bad* ones, how many were *joined* to another, and the *differences*. *rows* are those that cannot
    be read again, being put together of several.
    """

    lines: Sequence[int]
    identifiers: Sequence[str]
    cells: Sequence[str]
    records: Column
    events: Columns
    bad: Sequence[Row]
    rows: Sequence[Row] | None
    joined: int
    differences: Sequence[Problem]

    def row(self, place: int, reader: Reader) -> Row:
        """The row at that place, whole."""
        return reader.read(self.line(place)) if self.rows is None else self.rows[place]

    def refuse(self, place: int, problem: Problem) -> Row:
        """The row at that place, with what is wrong with it."""
        identifier = self.identifiers[place]
        return Row(line=self.line(place), identifier=identifier, event=None, record={}, problems=(problem,))

    def line(self, place: int) -> Line:
        """Its line."""
        return Line(self.lines[place], tuple(json.loads(self.cells[place])))


class Packing:
    """Makes parcels of the rows of one file."""

    def __init__(self, layout: Layout, reader: Reader, codebook: Codebook) -> None:
        self._sheet = layout.sheet
        self._reader = reader
        self._is_reported = layout.terms is not None
        self._translator = Translator(reader)
        self._differences = Differences(layout.profile, reader, codebook)
        self._joined = 0

    def pack(self, again: Sheet | None) -> Iterator[Parcel]:
        """The parcels, in the order of the file. *again* is the same sheet, where rows are to be put together."""
        lines = rows_below(self._sheet)
        blocks = self._translator.read(lines) if again is None else self._gather(lines, again)
        for block in blocks:
            cells = [line.cells for line in block.lines]
            yield Parcel(
                lines=[line.number for line in block.lines],
                identifiers=block.identifiers if self._reader.is_named else list(map(name_by_content, cells)),
                cells=list(map(_WRITE, cells)),
                records=block.records,
                events=shape(block.events, is_reported=self._is_reported),
                bad=block.bad,
                rows=None if again is None else block.rows,
                joined=self._joined,
                differences=self._differences.find(block),
            )
            self._joined = 0

    def _gather(self, lines: Iterable[Line], again: Sheet) -> Iterator[Block]:
        """Blocks of rows of which a file may have one for each actor, put together."""
        times = count_repeats(self._reader.identify(line.cells) for line in again.lines)
        rows = gather(map(self._reader.read, lines), times, joined=self._count_joined)
        while chosen := list(islice(rows, SIZE)):
            yield self._translator.gather(chosen)

    def _count_joined(self) -> None:
        self._joined += 1


def name_by_content(cells: Cells) -> str:
    """An identifier for a row of a table that has none: the same cells give the same."""
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()[:16]


_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
