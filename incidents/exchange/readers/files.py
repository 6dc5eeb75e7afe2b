"""Open files of rows, CSV or XLSX by their content, and write the file of the rows that were rejected.

The file of rejected rows has the columns of the file that was read, and one more that says what is wrong with the row.
It can be mended and imported in its turn.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from incidents.errors import BadUsage
from incidents.exchange.files import open_output
from incidents.exchange.guard import guard
from incidents.exchange.readers.csv import Progress, read_csv
from incidents.exchange.readers.reader import PROBLEM_COLUMN, Row
from incidents.exchange.readers.sheets import BadSheet, Cells, Line, Sheet, make_sheet, trim_sheet
from incidents.exchange.readers.xlsx import name_sheets, read_xlsx

_STDIN = "-"
_ZIP = b"PK\x03\x04"


def open_sheet(
    path: Path, *, encoding: str | None = None, sheet: str | None = None, progress: Progress | None = None
) -> Sheet:
    """Return the table in the file at *path*. Raises BadSheet, also while its lines are read.

    *sheet* names one of a workbook, *encoding* that of a CSV file: BadUsage for the one with the other.
    """
    _require_file(path)
    if _is_workbook(path):
        if encoding is not None:
            raise BadUsage("--encoding is for CSV files: a workbook says its own")
        return trim_sheet(make_sheet(path.name, read_xlsx(path, sheet=sheet)))
    if sheet is not None:
        raise BadUsage("--sheet is for XLSX workbooks: a CSV file has one table")
    return make_sheet(path.name, read_csv(path, encoding=encoding, progress=progress))


def other_sheets(path: Path, *, sheet: str | None = None) -> tuple[str, ...]:
    """Return the sheets of a workbook beside *sheet*, else beside its first one; none for a CSV file."""
    names = name_sheets(path) if _is_workbook(path) else ()
    return tuple(name for name in names if name != (sheet or names[0]))


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise BadSheet(f"{path} is a folder", mend="name a file in it")
    if str(path) == _STDIN or (path.exists() and not path.is_file()):
        raise BadSheet(f"{path} is no file, and is to be read more than once", mend="save what it brings: > rows.csv")
    if not path.exists():
        raise BadSheet(f"{path} does not exist", mend="check the name")


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError as error:
        raise BadSheet(f"{path} cannot be read: {error.strerror}") from error


class CsvWriter(Protocol):
    """What ``csv.writer`` returns, which has no name of its own."""

    def writerow(self, row: Iterable[str], /) -> object:
        """Write one row."""


class Rejects:
    """A file of rejected rows, created with the first of them; use ``open_rejects``."""

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
    """Yield the file of rejects at *path*, which is written if a row is rejected; None if *path* is None."""
    with ExitStack() as stack:
        yield None if path is None else Rejects(path, header, stack)


def without_problems(sheet: Sheet) -> Sheet:
    """Return *sheet* without the column of problems, if it is a file of rejects."""
    if sheet.header.cells[-1:] != (PROBLEM_COLUMN,):
        return sheet
    width = len(sheet.header.cells)
    header = sheet.header._replace(cells=sheet.header.cells[:-1])

    def narrow(line: Line) -> Line:
        return Line(line.number, line.cells[:-1]) if len(line.cells) == width else line

    return replace(sheet, header=header, lines=map(narrow, sheet.lines))
