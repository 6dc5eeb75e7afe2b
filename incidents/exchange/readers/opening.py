"""Open a file of rows by what it is: a workbook or CSV."""

from __future__ import annotations

from pathlib import Path

from incidents.errors import BadUsage
from incidents.exchange.readers.csv_file import Progress, read_csv
from incidents.exchange.readers.sheets import BadSheet, Sheet, make_sheet, trim_sheet
from incidents.exchange.readers.xlsx_file import name_sheets, read_xlsx

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
