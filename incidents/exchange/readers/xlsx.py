"""Read one sheet of an XLSX workbook as lines of cells, with the text that a CSV file of it would have.

Formulas give the value that was last computed. A workbook that unpacks to far more than its size is refused before it
is opened.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from incidents.exchange.guard import unguard
from incidents.exchange.readers.sheets import LONGEST_CELL, BadSheet, Line

_LARGEST = 2_000_000_000  # bytes, unpacked
_BLOATED, _SUSPECT = 200, 50_000_000  # times its packed size; below so many bytes that does no harm


def read_xlsx(path: Path, *, sheet: str | None = None) -> Iterator[Line]:
    """Yield the lines of the sheet named *sheet*, else of the first one. Raises BadSheet."""
    book = _open(path)
    try:
        yield from _read_lines(path, _choose(path, book, sheet))
    finally:
        book.close()


def name_sheets(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets of the workbook at *path*, in order. Raises BadSheet."""
    book = _open(path)
    try:
        return tuple(each.title for each in book.worksheets)
    finally:
        book.close()


def _open(path: Path) -> Any:  # noqa: ANN401 - openpyxl has no types
    _refuse_bomb(path)
    from openpyxl import load_workbook  # noqa: PLC0415 - only a workbook pays for the import

    try:
        return load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever a damaged part of the file provokes
        raise BadSheet(f"{path} is a damaged workbook: {error}", mend="open and save it again") from error


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise BadSheet(f"{path} is no XLSX workbook: {error}", mend="open and save it again, or as CSV") from error
    except OSError as error:
        raise BadSheet(f"{path} cannot be read: {error.strerror}") from error
    packed, unpacked = sum(part.compress_size for part in parts), sum(part.file_size for part in parts)
    if unpacked > _LARGEST or (unpacked > _SUSPECT and unpacked > _BLOATED * packed):
        raise BadSheet(
            f"{path} unpacks from {packed:,} to {unpacked:,} bytes, as no honest workbook does",
            mend="save it as CSV if you trust it",
        )


def _choose(path: Path, book: Any, name: str | None) -> Any:  # noqa: ANN401 - openpyxl has no types
    names = [each.title for each in book.worksheets]
    if name is not None and name not in names:
        raise BadSheet(f"{path} has no sheet {name!r}", mend=f"its sheets: {', '.join(names)}")
    if not names:
        raise BadSheet(f"{path} has no sheet with cells")
    return book[name or names[0]]


def _read_lines(path: Path, sheet: Any) -> Iterator[Line]:  # noqa: ANN401 - openpyxl has no types
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    while True:
        try:
            number, values = next(rows, (0, None))
        except Exception as error:  # as above: a part of the file may be damaged
            raise BadSheet(f"{path} is a damaged workbook: {error}", mend="open and save it again") from error
        if values is None:
            return
        cells = _show_all(path, number, values)
        if "".join(cells).strip():
            yield Line(number, cells)


def _show_all(path: Path, number: int, values: Sequence[object]) -> tuple[str, ...]:
    cells = tuple(_show(value) for value in values)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise BadSheet(f"{path}, row {number}: a cell is longer than {LONGEST_CELL:,} characters")
    return cells


def _show(value: object) -> str:
    """Return a cell as text: a day without a time as a day, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unguard(value) if isinstance(value, str) else str(value)
