"""A table as it stands in a file: a header, and rows of text with the line that each begins on.

Does not know where the text is from (``csv_file``, ``xlsx_file``) or what it means (``reader``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incidents.errors import BadSource

Cells = tuple[str, ...]
LONGEST_CELL = 1_000_000  # characters; an article is not that long, and nothing that is belongs into one cell


class BadSheet(BadSource):
    """A file that cannot be read as a table: empty, of another kind, damaged, or in another encoding."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the *number* of the line, or of the spreadsheet's row, on which it begins, and its *cells*."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """*header* is the first line of *name*; *lines* are those after it, streamed once."""

    name: str
    header: Line
    lines: Iterator[Line]


def make_sheet(name: str, lines: Iterable[Line]) -> Sheet:
    """The table of *lines*, of which blank ones do not count. Raises BadSheet when there is none."""
    filled = (line for line in lines if any(cell.strip() for cell in line.cells))
    header = next(filled, None)
    if header is None:
        raise BadSheet(f"{name} is empty", mend="give a file with a header and rows")
    return Sheet(name, header, filled)


def trim(cells: Sequence[str]) -> Cells:
    """*cells* without the blank ones at the end, which spreadsheets add."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])
