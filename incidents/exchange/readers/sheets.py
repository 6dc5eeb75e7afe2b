"""Represent the table in a file: a header, and the lines below it with their numbers, streamed.

A title above the header, blank cells beside the table and a line of HXL hashtags are recognised here. ``files`` opens a
file as a sheet, ``reader`` reads events from its lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import NamedTuple

from incidents.errors import BadSource

LONGEST_CELL = 1_000_000  # characters; an article is not that long, and nothing that is belongs into one cell
_SEARCHED = 20  # lines among which the header is
Cells = tuple[str, ...]


class BadSheet(BadSource):
    """A file that cannot be read as a table: empty, of another kind, damaged, or in another encoding."""


class Line(NamedTuple):
    """One row of a file: the *number* of the line, or of the spreadsheet's row, on which it begins, and its *cells*."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in the file *name*.

    *header* is the line that names its columns; *lines* are those after it, which can be iterated once. *above* counts
    the lines of a title before the header.
    """

    name: str
    header: Line
    lines: Iterator[Line]
    above: int = 0


def make_sheet(name: str, lines: Iterator[Line]) -> Sheet:
    """Return the table of *lines*, none of which is blank. Raises BadSheet when there is none.

    A title above the header is told by what it fills: no more than a third of the cells that a line below it does.
    """
    first = list(islice(lines, _SEARCHED))
    if not first:
        raise BadSheet(f"{name} is empty", mend="give a file with a header and rows")
    widest = max(map(_count_filled, first))
    above = next(number for number, line in enumerate(first) if 3 * _count_filled(line) > widest)
    return Sheet(name, first[above], chain(first[above + 1 :], lines), above)


def rows_below(sheet: Sheet) -> Iterator[Line]:
    """Yield the lines of *sheet* that are rows; a line of hashtags under the header (HXL) is none."""
    first = [line for line in islice(sheet.lines, 1) if not is_hashtags(line.cells)]
    return chain(first, sheet.lines)


def is_hashtags(cells: Cells) -> bool:
    """Return whether a line holds HXL hashtags and nothing else."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _count_filled(line: Line) -> int:
    return sum(bool(cell.strip()) for cell in line.cells)


def trim_sheet(sheet: Sheet) -> Sheet:
    """Return *sheet* as wide as its header: without the blank cells that workbooks have beyond it."""
    header = sheet.header.cells
    width = max(place for place, cell in enumerate(header, start=1) if cell.strip())

    def trim(line: Line) -> Line:
        return line if any(map(str.strip, line.cells[width:])) else Line(line.number, line.cells[:width])

    return replace(sheet, header=Line(sheet.header.number, header[:width]), lines=map(trim, sheet.lines))
