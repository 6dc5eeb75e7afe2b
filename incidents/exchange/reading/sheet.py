"""A table as it stands in a file: a header, and rows of text with the line that each begins on.

Does not know where the text is from (``csv_file``, ``xlsx_file``) or what it means (``reader``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import NamedTuple

from incidents.errors import BadSource

Cells = tuple[str, ...]
_SEARCHED = 20  # lines among which the header is
LONGEST_CELL = 1_000_000  # characters; an article is not that long, and nothing that is belongs into one cell


class BadSheet(BadSource):
    """A file that cannot be read as a table: empty, of another kind, damaged, or in another encoding."""


class Line(NamedTuple):
    """One row: the *number* of the line, or of the spreadsheet's row, on which it begins, and its *cells*."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """*header* is the line of *name* that names its columns; *lines* are those after it, streamed once.

    *above* counts the lines of a title before the header.
    """

    name: str
    header: Line
    lines: Iterator[Line]
    above: int = 0


def make_sheet(name: str, lines: Iterable[Line]) -> Sheet:
    """The table of *lines*, of which blank ones do not count. Raises BadSheet when there is none.

    A title above the header is told by what it fills: no more than a third of the cells that a line below it does.
    """
    filled = (line for line in lines if "".join(line.cells[:1]).strip() or any(map(str.strip, line.cells)))
    first = list(islice(filled, _SEARCHED))
    if not first:
        raise BadSheet(f"{name} is empty", mend="give a file with a header and rows")
    widest = max(map(_width, first))
    above = next(number for number, line in enumerate(first) if 3 * _width(line) > widest)
    return Sheet(name, first[above], chain(first[above + 1 :], filled), above)


def _width(line: Line) -> int:
    return sum(bool(cell.strip()) for cell in line.cells)


def fit(sheet: Sheet) -> Sheet:
    """*sheet* as wide as its header: without the blank cells that workbooks have beyond it."""
    header = _trim(sheet.header.cells)
    width = len(header)
    lines = (
        line if any(cell.strip() for cell in line.cells[width:]) else line._replace(cells=line.cells[:width])
        for line in sheet.lines
    )
    return replace(sheet, header=sheet.header._replace(cells=header), lines=lines)


def _trim(cells: Sequence[str]) -> Cells:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])
