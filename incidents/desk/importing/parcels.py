"""Rows of a file made ready for the database, a block at a time: read, translated, compared, and put in columns.

All of it follows from the file and the codebook alone, so that another process can do it while this one writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from incidents.codebook.loader import Codebook
from incidents.desk.importing.admitting import Admission, DatasetAdmission, NamedAdmission
from incidents.desk.importing.cells import BETWEEN, split_cells
from incidents.desk.importing.layout import Layout
from incidents.domain.columns import EventBatch, Texts
from incidents.domain.datasets import Keys, State
from incidents.domain.problems import Problem
from incidents.errors import Conflict
from incidents.exchange.reading.batch import SIZE, Line, Lines
from incidents.exchange.reading.blocks import Block, Translator
from incidents.exchange.reading.differences import Differences
from incidents.exchange.reading.reader import Reader, Row, rows_below
from incidents.exchange.reading.repeats import count_repeats, gather
from incidents.exchange.reading.sheet import Sheet
from incidents.store.shelves import Shelves


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Good rows: their lines, identifiers and *cells* (``cells``), and the *states* and *events* that they tell.

    *keys* are the identifiers of those events, where the file has them. Beside them the *bad* rows, how many were
    *joined* to another, and the *differences*. *rows* are those that cannot be read again, being put together of
    several. There are no cells where nobody will ask for them: of our own layout in a first load.
    """

    lines: Sequence[int]
    identifiers: Sequence[str]
    cells: Sequence[str]
    keys: Keys
    states: Sequence[State]
    events: EventBatch
    bad: Sequence[Row]
    rows: Sequence[Row] | None
    joined: int
    differences: Sequence[Problem]

    def row(self, place: int, reader: Reader) -> Row:
        """The row at that place, whole."""
        return reader.read(self.line(place)) if self.rows is None else self.rows[place]

    def refuse(self, place: int, problem: Problem) -> Row:
        """The row at that place, with what is wrong with it."""
        return _refuse(self.line(place), self.identifiers[place], problem)

    def line(self, place: int) -> Line:
        """Its line. Raises Conflict where nobody was to ask for it."""
        if not self.cells:
            raise Conflict(
                "somebody stored events in the database while the file was read; nothing was imported",
                mend="import it again",
            )
        return Line(self.lines[place], split_cells(self.cells[place]))


class Packing:
    """Makes parcels of the rows of one file."""

    def __init__(self, layout: Layout, reader: Reader, codebook: Codebook) -> None:
        self._sheet = layout.sheet
        self._reader = reader
        self._is_dataset = layout.terms is not None
        self._has_cells = True
        self._admission: Admission = DatasetAdmission(reader) if self._is_dataset else NamedAdmission(reader)
        self._shelves = Shelves(is_reported=self._is_dataset)
        self._translator = Translator(reader)
        self._differences = Differences(layout.profile, reader, codebook)
        self._joined = 0

    def pack(self, again: Sheet | None, *, is_first: bool = False) -> Iterator[Parcel]:
        """The parcels, in the order of the file. *again* is the same sheet, where rows are to be put together.

        *is_first* says that the database has no event yet, of which a row could tell anything else.
        """
        self._has_cells = self._is_dataset or not is_first
        lines = rows_below(self._sheet)
        blocks = self._translator.read(lines.batches()) if again is None else self._gather(lines, again)
        for block in blocks:
            yield self._pack(block if self._reader.is_named else _name(block), is_gathered=again is not None)

    def _pack(self, block: Block, *, is_gathered: bool) -> Parcel:
        refused = dict(self._admission.admit(block))
        places = [place for place in range(len(block.batch)) if place not in refused]
        kept, states = block.pick(places), self._admission.states(places)
        joined, self._joined = self._joined, 0
        return Parcel(
            lines=kept.batch.numbers,
            identifiers=kept.identifiers,
            cells=Texts(map(BETWEEN.join, kept.batch.rows) if self._has_cells else ()),
            keys=self._admission.keys(places),
            states=states,
            events=self._shelves.bind(kept.events, [state.status for state in states], has_reports=_cite(states)),
            bad=[
                *block.bad,
                *(_refuse(block.batch.line(place), block.identifiers[place], why) for place, why in refused.items()),
            ],
            rows=kept.rows if is_gathered else None,
            joined=joined,
            differences=self._differences.find(block),
        )

    def _gather(self, lines: Lines, again: Sheet) -> Iterator[Block]:
        """Blocks of rows of which a file may have one for each actor, put together."""
        times = count_repeats(self._reader.identify(line.cells) for line in again.lines)
        rows = gather(map(self._reader.read, lines), times, joined=self._count_joined)
        while chosen := list(islice(rows, SIZE)):
            yield self._translator.gather(chosen)

    def _count_joined(self) -> None:
        self._joined += 1


def _cite(states: Iterable[State]) -> bool:
    """Whether one of them cites an article."""
    return any(state.citations for state in states)


def _refuse(line: Line, identifier: str, problem: Problem) -> Row:
    return Row(line=line, identifier=identifier, event=None, record={}, problems=(problem,))


def _name(block: Block) -> Block:
    """*block* with identifiers for rows of a table that has none: the same cells give the same."""
    return replace(block, identifiers=list(map(name_by_content, block.batch.rows)))


def name_by_content(cells: Sequence[str]) -> str:
    """An identifier for the row of *cells*."""
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()[:16]
