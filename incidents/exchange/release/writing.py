"""The tables of a release as CSV files of one folder, written in one pass over the events, with their counts and sums.

Whoever receives the folder can compare rows and column sums with what the description says. Streams: one event is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.domain.event import Record
from incidents.exchange.columns import INTEGER
from incidents.exchange.conversions import Cell
from incidents.exchange.lines import sheet_writer, show_cell
from incidents.exchange.records import write_record
from incidents.exchange.release.tables import EVENTS, LAYOUT, Table, make_tables
from incidents.exchange.report import Report
from incidents.exchange.rows import make_rows


@dataclass(slots=True)
class Written:
    """What one table holds: its *rows*, and the sum of each column of whole numbers, unknown ones left out."""

    table: Table
    rows: int = 0
    sums: Counter[str] = field(default_factory=Counter)

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.table.name}.csv"

    def add(self, row: Sequence[Cell]) -> None:
        """Count *row*."""
        self.rows += 1
        for column, cell in zip(self.table.columns, row, strict=True):
            if column.kind == INTEGER and column.name not in {"position", "version"}:
                self.sums[column.name] += int(cell or 0)


def write_tables(records: Iterable[Record], folder: Path, *, codebook: Definitions) -> tuple[Written, ...]:
    """Write every table into *folder*, which exists, and return what each holds, the table of events first."""
    tables = [Written(table) for table in make_tables(codebook)]
    with ExitStack() as stack:
        writers = [stack.enter_context(_open(folder / each.file)) for each in tables]
        sheets = [sheet_writer(out) for out in writers]
        for each, sheet in zip(tables, sheets, strict=True):
            sheet.writerow(column.name for column in each.table.columns)
        rows = make_rows(records, codebook.profile(LAYOUT), codebook=codebook, report=Report())
        for record, events_row in rows:
            _write_record(record, events_row, tables, sheets)
    return tuple(tables)


def _open(path: Path) -> Any:  # noqa: ANN401 - a text file, as ``open`` types it
    return path.open("w", encoding="utf-8", newline="")


def _write_record(record: Record, events_row: Sequence[Cell], tables: Sequence[Written], sheets: Sequence[Any]) -> None:
    document = write_record(record)
    for each, sheet in zip(tables, sheets, strict=True):
        rows: Iterator[Sequence[Cell]] = iter((events_row,)) if each.table.name == EVENTS else each.table.read(document)
        for row in rows:
            each.add(row)
            sheet.writerow(show_cell(cell) for cell in row)
