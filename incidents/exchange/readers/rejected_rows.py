"""Rows that could not be imported, in a file that can be mended and imported in its turn.

The columns are those of the file that was read, and one more that says what is wrong with the row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from incidents.exchange.files import open_output
from incidents.exchange.guard import guard
from incidents.exchange.readers.reader import PROBLEM_COLUMN, Row
from incidents.exchange.readers.sheets import Cells, Line, Sheet


class CsvWriter(Protocol):
    """What ``csv.writer`` returns, which has no name of its own."""

    def writerow(self, row: Iterable[str], /) -> object:
        """Write one row."""


class Rejects:
    """A file of rejected rows, made with the first of them; use ``open_rejects``."""

    def __init__(self, path: Path, header: Cells, stack: ExitStack) -> None:
        self._path = path
        self._header = header
        self._stack = stack
        self._writer: CsvWriter | None = None

    def add(self, row: Row) -> None:
        """Write *row* and its problems."""
        padding = [""] * (len(self._header) - len(row.line.cells))
        told = "; ".join(f"{each.field}: {each.message}" for each in row.problems)
        if self._writer is None:
            self._writer = csv.writer(self._stack.enter_context(open_output(str(self._path))), lineterminator="\n")
            self._writer.writerow(map(guard, [*self._header, PROBLEM_COLUMN]))
        self._writer.writerow(map(guard, [*row.line.cells, *padding, told]))


@contextmanager
def open_rejects(path: Path | None, header: Cells) -> Iterator[Rejects | None]:
    """The file of rejects at *path*, there when the block ends well and a row was rejected; None for no path."""
    with ExitStack() as stack:
        yield None if path is None else Rejects(path, header, stack)


def without_problems(sheet: Sheet) -> Sheet:
    """*sheet* without the column of problems, if it is a file of rejects."""
    if sheet.header.cells[-1:] != (PROBLEM_COLUMN,):
        return sheet
    width = len(sheet.header.cells)
    header = sheet.header._replace(cells=sheet.header.cells[:-1])

    def narrow(line: Line) -> Line:
        return Line(line.number, line.cells[:-1]) if len(line.cells) == width else line

    return replace(sheet, header=header, lines=map(narrow, sheet.lines))
