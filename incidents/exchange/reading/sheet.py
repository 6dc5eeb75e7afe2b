"""A table as it stands in a file: a header, and rows of text with the line that each begins on.

Does not know where the text is from (``csv_file``, ``xlsx_file``) or what it means (``reader``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from incidents.errors import BadSource
from incidents.exchange.reading.batch import Batch, Cells, Line, Lines

_SEARCHED = 20  # lines among which the header is
LONGEST_CELL = 1_000_000  # characters; an article is not that long, and nothing that is belongs into one cell


class BadSheet(BadSource):
    """A file that cannot be read as a table: empty, of another kind, damaged, or in another encoding."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """*header* is the line of *name* that names its columns; *lines* are those after it, streamed once.

    *above* counts the lines of a title before the header.
    """

    name: str
    header: Line
    lines: Lines
    above: int = 0


def make_sheet(name: str, lines: Lines) -> Sheet:
    """The table of *lines*, of which blank ones do not count. Raises BadSheet when there is none.

    A title above the header is told by what it fills: no more than a third of the cells that a line below it does.
    """
    filled = lines.change(_fill)
    first = list(islice(filled, _SEARCHED))
    if not first:
        raise BadSheet(f"{name} is empty", mend="give a file with a header and rows")
    widest = max(map(_width, first))
    above = next(number for number, line in enumerate(first) if 3 * _width(line) > widest)
    return Sheet(name, first[above], filled.behind(first[above + 1 :]), above)


def _fill(batch: Batch) -> Batch:
    """*batch* without its blank lines; most lines have something in their first cell."""
    if batch.columns and all(map(str.strip, batch.columns[0])):
        return batch
    return batch.pick([place for place, row in enumerate(batch.rows) if any(map(str.strip, row))])


def _width(line: Line) -> int:
    return sum(bool(cell.strip()) for cell in line.cells)


def fit(sheet: Sheet) -> Sheet:
    """*sheet* as wide as its header: without the blank cells that workbooks have beyond it."""
    header = _trim(sheet.header.cells)
    width = len(header)

    def trim(batch: Batch) -> Batch:
        rows = [row if any(map(str.strip, row[width:])) else row[:width] for row in batch.rows]
        return replace(batch, rows=rows)

    return replace(sheet, header=sheet.header._replace(cells=header), lines=sheet.lines.change(trim))


def _trim(cells: Sequence[str]) -> Cells:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])
