"""Rows as CSV: UTF-8, commas, LF after every row, quotes only where needed (RFC 4180).

LF and not CRLF: such a file works with ``diff``, ``wc`` and ``git``, and every reader of CSV takes it. Formulas are
neutralised by ``guard``. The same rows give the same bytes. Streams; sorts nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TextIO

from incidents.codebook.profiles import Profile
from incidents.exchange.conversions import Cell
from incidents.exchange.guard import guard
from incidents.exchange.rows import Row

_CRLF = "\r\n"


def write_csv(rows: Iterable[Row], profile: Profile, out: TextIO, *, has_tags: bool = False) -> None:
    """Write a header and *rows*, whose cells ``show_cell`` made, to *out*; with *has_tags* a row of HXL hashtags, too.

    *out* must not translate line ends (``files.open_output``, or ``newline=""``).
    """
    writer = csv_writer(out)
    writer.writerow([column.name for column in profile.columns])
    if has_tags:
        writer.writerow([column.hxl or "" for column in profile.columns])
    writer.writerows(row.cells for row in rows)


def csv_writer(out: TextIO) -> Any:  # noqa: ANN401 - what csv.writer makes has no name
    """Return a writer of rows to *out* that ends them with LF and quotes every line end in a cell, a lone CR too."""
    return csv.writer(_LineFeeds(out), lineterminator=_CRLF)


def show_cell(cell: Cell) -> str:
    """Return a cell as text: blank for unknown, numbers as they are, true and false in words, text behind the guard."""
    if isinstance(cell, str):
        return guard(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return _show_number(cell)


def _show_number(number: float) -> str:
    """Return every digit that Python would show, but never as 4e-05, which a spreadsheet may take for a text."""
    shown = repr(number)
    return f"{Decimal(shown):f}" if "e" in shown else shown


class _LineFeeds:
    """Ends rows with LF, although the writer ends them with CRLF: it quotes a lone CR only if CR ends its lines."""

    __slots__ = ("_write",)

    def __init__(self, out: TextIO) -> None:
        self._write = out.write

    def write(self, row: str) -> int:
        return self._write(row[: -len(_CRLF)] + "\n")
