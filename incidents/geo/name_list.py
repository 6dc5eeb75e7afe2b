"""A user's list of names to be put on the map: one name a line, or a table with a head line.

The table is CSV, or parted by tabs or semicolons; it needs a column for the name and may have the country and the units
that hold the place. Looks nothing up: countries are still the user's words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.errors import BadSource
from incidents.geo.names import fold

_COLUMNS = {
    "name": ("name", "place", "place name", "location", "where coordinates", "toponym"),
    "country": ("country", "country code", "iso3", "iso2", "iso", "cc"),
    "admin1": ("admin1", "adm1", "adm 1", "admin 1", "province", "governorate", "state"),
    "admin2": ("admin2", "adm2", "adm 2", "admin 2", "district", "county"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A name in *line* of a list, with the words for its country and units where the list has them."""

    line: int
    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None


def read_names(text: str, *, source: str) -> tuple[Wanted, ...]:
    """Every name in *text*, in order; lines without one are passed over. Raises BadSource for a list without names.

    A table with columns for countries or units, but none for names, is such a list.
    """
    try:
        found = tuple(each for each in _read(text, source) if each.name)
    except csv.Error as error:
        raise BadSource(f"{source} is no table: {error}", mend="save it as CSV in UTF-8") from error
    if not found:
        raise BadSource(f"{source} holds no names", mend="write one name a line, or a table with a column called name")
    return found


def _read(text: str, source: str) -> Iterator[Wanted]:
    head = text.lstrip("\ufeff").partition("\n")[0].rstrip("\r")
    separator = max("\t,;", key=head.count)
    columns = _columns(next(csv.reader([head], delimiter=separator), []))
    if "name" not in columns and columns and separator in head:
        raise BadSource(f"{source} has no column of names", mend=f"call one name: its columns are {head}")
    if "name" not in columns:
        lines = text.lstrip("\ufeff").splitlines()
        yield from (Wanted(line=number, name=line.strip()) for number, line in enumerate(lines, start=1))
        return
    table = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator, strict=True)
    next(table)
    for cells in table:
        given = {key: _cell(cells, at) for key, at in columns.items()}
        yield Wanted(line=table.line_num, name=given.pop("name") or "", **given)


def _columns(heads: Sequence[str]) -> dict[str, int]:
    folded = [fold(head) for head in heads]
    return {
        key: next(folded.index(name) for name in names if name in folded)
        for key, names in _COLUMNS.items()
        if set(names) & set(folded)
    }


def _cell(cells: Sequence[str], at: int) -> str | None:
    return (cells[at].strip() or None) if at < len(cells) else None
