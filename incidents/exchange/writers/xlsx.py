"""Rows as an Excel workbook under a profile: one sheet with a header, and one with what its columns mean.

Texts go through the same guard as in CSV, so that a sheet that is saved as CSV is safe, too. Dates are ISO 8601 texts:
a workbook has no days before 1900. The same rows give the same bytes. Streams to the disk; sorts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Profile
from incidents.errors import BadOutput
from incidents.exchange.conversions import Cell
from incidents.exchange.guard import guard
from incidents.exchange.profiles import NUMBER, kinds_of
from incidents.exchange.rows import Row

MOST_ROWS, LONGEST_CELL = 1_048_575, 32_767
"""Excel's limits: rows below the header, characters in a cell."""
_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone, and this one is the same for all
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(
    rows: Iterable[Row], profile: Profile, path: Path, *, codebook: Codebook, has_tags: bool = False
) -> None:
    """Write the workbook to *path*; with *has_tags* a row of HXL hashtags stands under the header.

    Raises BadOutput for more events, or a longer text, than a workbook can hold.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only workbooks pay for it

    kinds = kinds_of(profile, codebook=codebook)
    with Workbook(str(path), {"constant_memory": True, **_PLAIN}) as book:
        book.set_properties({"created": _MADE_AT})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("events")
        heads = 2 if has_tags else 1
        sheet.freeze_panes(heads, 1)
        sheet.write_row(0, 0, [column.name for column in profile.columns], bold)
        if has_tags:
            sheet.write_row(1, 0, [column.hxl or "" for column in profile.columns])
        for number, row in enumerate(rows, start=heads):
            _write_row(sheet, number, row.cells, profile, kinds)
        _describe(book.add_worksheet("columns"), profile, bold)


def _write_row(
    sheet: Any,  # noqa: ANN401 - untyped
    number: int,
    row: tuple[Cell, ...],
    profile: Profile,
    kinds: Sequence[str],
) -> None:
    if number > MOST_ROWS:
        raise BadOutput(
            f"a workbook holds {MOST_ROWS:,} events at most, and there are more",
            mend="write CSV or Parquet, or filter: incidents export --help",
        )
    for at, cell in enumerate(row):
        if kinds[at] == NUMBER and cell is not None:
            sheet.write_number(number, at, float(cell))
        elif isinstance(cell, str):
            sheet.write_string(number, at, _fitting(guard(cell), profile.columns[at].name, row))
        elif cell is not None:
            sheet.write_number(number, at, cell)


def _fitting(text: str, column: str, row: tuple[Cell, ...]) -> str:
    if len(text) > LONGEST_CELL:
        what = f"{row[0]}: {column} has {len(text):,} characters, and a cell of a workbook holds {LONGEST_CELL:,}"
        raise BadOutput(what, mend="write CSV instead: incidents export -o events.csv")
    return text


def _describe(sheet: Any, profile: Profile, bold: Any) -> None:  # noqa: ANN401 - untyped
    sheet.write_row(0, 0, ("column", "meaning"), bold)
    for number, column in enumerate(profile.columns, start=1):
        sheet.write_row(number, 0, (column.name, column.description))
