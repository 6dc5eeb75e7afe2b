"""A user's list of places out of a file: GeoNames' country files and alternate names, or a table with a head line.

Known by what is in it, not by its name; a zip of GeoNames is opened. All rows are good, or the file is refused with
the lines that are not: nothing here stores anything.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from incidents.domain.locations import Alias, ListedPlace
from incidents.domain.text import count_of
from incidents.errors import BadSource, IncidentsError
from incidents.geo.gns_rows import is_gns, merge_names, read_gns
from incidents.geo.place_rows import Context, name_columns, read_alternate, read_geonames, read_row
from incidents.geo.rows import rows
from incidents.geo.tables import FOLDER

_TOLD = 10
_LARGEST = 2_000_000_000  # bytes, unpacked
Value = TypeVar("Value")
Line = tuple[int, list[str]]


class BadPlaces(BadSource):
    """A list of places that cannot be read; names the lines and what is wrong in each."""


def read_file(path: Path, context: Context) -> list[ListedPlace] | list[tuple[str, Alias]]:
    """The places in a file, or of a file of alternate names the names by geonameid. Raises BadPlaces."""
    text = _read_text(path)
    first = text.partition("\n")[0].rstrip("\r").split("\t")
    if len(first) == 19 and first[0].isdigit():
        return _gather(path, _split(text), lambda cells: read_geonames(cells, context))
    if len(first) in {8, 10} and first[0].isdigit() and first[1].isdigit():
        return _gather(path, _split(text), read_alternate)
    return _read_table(path, text, context)


def country_codes(folder: Path = FOLDER) -> dict[str, str]:
    """ISO alpha-3 of every alpha-2 code that GeoNames uses, the territories among them."""
    return {iso2: iso3 for iso2, iso3, *_ in rows(folder / "countries.tsv.xz")}


def _read_table(path: Path, text: str, context: Context) -> list[ListedPlace]:
    head = text.partition("\n")[0]
    separator = max("\t,;|", key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = name_columns(next(table, []))
    except (ValueError, csv.Error) as error:
        raise BadPlaces(f"{path}, line 1: {error}", mend=_MEND) from None
    if is_gns(columns):
        return merge_names(_gather(path, _lines(path, table), lambda cells: read_gns(cells, columns, context)))
    if "country" not in columns and context.country is None:
        raise BadPlaces(f"{path} has no column for the country", mend="name it: --country COUNTRY")
    return _gather(path, _lines(path, table), lambda cells: read_row(cells, columns, context))


_MEND = "nothing was imported; mend the file and import it again"


def _gather(path: Path, lines: Iterable[Line], read: Callable[[Sequence[str]], Value | None]) -> list[Value]:
    """Every row that *read* makes a value of; BadPlaces with the first faults when there is one."""
    values: list[Value] = []
    faults: list[tuple[int, str]] = []
    for number, cells in lines:
        try:
            value = read(cells)
        except (ValueError, IncidentsError) as error:
            what = error.what if isinstance(error, IncidentsError) else str(error)
            faults.append((number, what))
            continue
        if value is not None:
            values.append(value)
    if faults:
        listed = "".join(f"\n  line {number}: {what}" for number, what in faults[:_TOLD])
        rest = [number for number, _ in faults[_TOLD:]]
        more = f"\n  and {len(rest)} more: {'line' if len(rest) == 1 else 'lines'} {_spans(rest)}" if rest else ""
        raise BadPlaces(f"{path} has bad rows:{listed}{more}", mend=_MEND)
    if not values:
        raise BadPlaces(f"{path} holds no places", mend=_MEND)
    return values


def _spans(numbers: Sequence[int]) -> str:
    """Rising *numbers* in short: "3-5, 8"."""
    firsts = [at for at, number in enumerate(numbers) if at == 0 or number != numbers[at - 1] + 1]
    runs = [numbers[first:last] for first, last in pairwise((*firsts, len(numbers)))]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _split(text: str) -> Iterator[Line]:
    """The cells of GeoNames' tables, which quote nothing."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r").split("\t")


def _lines(path: Path, table: Iterator[list[str]]) -> Iterator[Line]:
    number = 1
    try:
        for number, cells in enumerate(table, start=2):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise BadPlaces(f"{path}, near line {number + 1}: {error}", mend=_MEND) from error


def _read_text(path: Path) -> str:
    try:
        data = _unzip(path) if path.suffix.lower() == ".zip" else path.read_bytes()
    except OSError as error:
        raise BadPlaces(f"{path} cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadPlaces(f"{path}, line {line}: the text is not UTF-8", mend=_MEND) from error


def _unzip(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            tables = [each for each in archive.infolist() if each.filename.lower().endswith((".txt", ".csv", ".tsv"))]
            tables = [each for each in tables if "readme" not in each.filename.lower()]
            if len(tables) != 1:
                held = count_of(len(tables), "table")
                raise BadPlaces(f"{path} holds {held}, where one is expected", mend="unpack it")
            if tables[0].file_size > _LARGEST:
                raise BadPlaces(f"{path} unpacks to more than {_LARGEST:,} bytes")
            return archive.read(tables[0])
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise BadPlaces(f"{path} is a damaged zip file: {error}", mend="fetch it again") from error
