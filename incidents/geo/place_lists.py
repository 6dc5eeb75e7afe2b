"""Lists that a user brings: places to add to the gazetteer, and names to look up in it.

A list of places is a GeoNames country file, its alternate names, a table of GNS (the names server of the U.S. National
Geospatial-Intelligence Agency) or a table with a head line. It is known by its content, not its name, and a zip file is
opened. Either all rows are good, or the file is refused with the lines that are not. A list of names has one name a
line, or is a table with a head line. Stores nothing and looks nothing up.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from incidents.domain.locations import Alias, ListedPlace
from incidents.domain.text import count_of
from incidents.errors import BadSource, IncidentsError
from incidents.geo.candidate import ALIAS, EXACT
from incidents.geo.names import fold
from incidents.geo.sources import FOLDER, read_rows

# What a head line may call a column, after folding. "adm" followed by a number: tables of P-codes.
COLUMNS = {
    "name": ("name", "place", "place name", "full name", "full nm nd", "full name nd ro", "toponym"),
    "latitude": ("latitude", "lat", "lat dd", "y", "lat wgs84"),
    "longitude": ("longitude", "lon", "long", "lng", "long dd", "x", "lon wgs84"),
    "country": ("country", "country code", "iso3", "iso2", "cc ft", "adm0 en", "adm0 pcode", "admin0name en"),
    "admin1": ("admin1", "adm1", "adm1 en", "admin1name en", "province", "governorate", "state"),
    "others": ("other names", "alternate names", "alternatenames", "aliases"),
    "population": ("population", "pop"),
    "kind": ("kind",),
    "code": ("code", "pcode", "geonameid", "ufi", "id"),
    # Of GNS alone: the number of a name, its type, FIPS country, class and designation of the feature.
    "uni": ("uni",),
    "name type": ("nt",),
    "fips": ("cc1",),
    "class": ("fc",),
    "feature": ("dsg", "desig cd"),
}
KINDS = ("town", "district", "adm1", "adm2", "region", "feature", "island", "sea", "strait", "vicinity")
LANDMARKS = ("landmark", "base", "airport", "camp", "crossing", "oilfield")
_ADMIN_NAME = re.compile(r"adm(?:in)?([12])(?: ?name)?(?: en| ref)?$")
_ADMIN_CODE = re.compile(r"adm(?:in)?([12]) ?pcode$")
_CODES = {"PPLC": "capital", "PPLX": "district", "ADM1": "adm1", "ADM2": "adm2", "AIRP": "airport", "AIRF": "airport"}
_CODES |= {"CMP": "camp", "CMPRF": "camp", "MILB": "base", "AIRB": "base", "OILF": "oilfield", "STRT": "strait"}
_CODES |= {"SEA": "sea", "GULF": "sea", "BAY": "sea", "ISL": "island", "ISLS": "island", "CSTM": "crossing"}
_CLASSES = {"P": "town", "S": "landmark", "L": "region", "T": "feature", "H": "feature", "R": "feature", "V": "feature"}

CountryOf = Callable[[str], str]
CentreOf = Callable[[str, str | None, str | None], tuple[float, float] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What reading a row needs: its *source*, how words become ISO alpha-3, and the names of GeoNames units.

    *country* is for rows that name none. *centre_of* gives the point of a unit by name, country and admin1, for
    tables that hold no coordinates.
    """

    source: str
    country_of: CountryOf
    unit_names: Mapping[str, str]
    country: str | None = None
    centre_of: CentreOf | None = None


def check_point(latitude: float, longitude: float) -> None:
    """Raise ValueError, with the likeliest reason, for a point that cannot be meant."""
    if not -90 <= latitude <= 90:
        hint = " (latitude and longitude exchanged?)" if -90 <= longitude <= 90 and abs(latitude) <= 180 else ""
        raise ValueError(f"latitude {latitude:g} is not between -90 and 90{hint}")
    if not -180 <= longitude <= 180:
        raise ValueError(f"longitude {longitude:g} is not between -180 and 180")
    if latitude == 0 and longitude == 0:
        raise ValueError("0,0 lies in the open sea: it is what missing coordinates become, not a place")


def read_geonames(cells: Sequence[str], context: Context) -> ListedPlace | None:
    """Return the place in a row of a GeoNames country file (19 cells).

    None for units below the second level and for what is no place.
    """
    if len(cells) != 19:
        raise ValueError(f"{count_of(len(cells), 'cell')}, where a GeoNames table has 19")
    kind = kind_of(cells[6], cells[7])
    if kind is None:
        return None
    return listed_place(
        name=cells[1],
        others=(cells[2], *cells[3].split(",")),
        point=(cells[4], cells[5]),
        country=context.country_of(cells[8]) if cells[8] else None,
        admin1=context.unit_names.get(f"{cells[8]}.{cells[10]}"),
        kind=kind,
        population=cells[14],
        code=cells[0],
        source=context.source,
    )


def kind_of(feature_class: str, designation: str) -> str | None:
    """Return the kind of place of a class and designation of GeoNames or GNS; None for what is no place to code."""
    return _CODES.get(designation) or _CLASSES.get(feature_class)


def read_alternate(cells: Sequence[str]) -> tuple[str, Alias] | None:
    """Return geonameid and name in a row of GeoNames' alternate names; None for links, codes and the like."""
    if len(cells) not in {8, 10}:
        raise ValueError(f"{count_of(len(cells), 'cell')}, where a table of alternate names has 8 or 10")
    if not cells[0].isdigit() or not cells[1].isdigit():
        raise ValueError(f"{cells[0]!r} and {cells[1]!r} are no numbers of GeoNames")
    if len(cells[2]) > 3 or not fold(cells[3]):  # "link", "post", "iata", "unlc", "wkdt"
        return None
    return cells[1], Alias(folded=fold(cells[3]), written=cells[3], match=ALIAS)


def name_columns(header: Sequence[str]) -> dict[str, int]:
    """Return which cell holds what, by the head line. Raises ValueError if name or point have no column."""
    heads = [fold(head) for head in header]
    found = {key: heads.index(name) for key, names in COLUMNS.items() for name in reversed(names) if name in heads}
    units = {match[1]: number for number, head in enumerate(heads) if (match := _ADMIN_NAME.match(head))}
    codes = {match[1]: number for number, head in enumerate(heads) if (match := _ADMIN_CODE.match(head))}
    if "name" not in found and units:  # a table of P-codes names each unit and those above it
        deepest = max(units)
        found |= {"name": units[deepest], f"adm{deepest}": units[deepest]}
        found |= {"code": codes[deepest]} if deepest in codes else {}
    needed = ("name",) if units and not {"latitude", "longitude"} & set(found) else ("name", "latitude", "longitude")
    missing = [key for key in needed if key not in found]
    if missing:
        raise ValueError(f"no column for the {missing[0]}: call it one of {', '.join(COLUMNS[missing[0]])}")
    return found


def read_row(cells: Sequence[str], columns: Mapping[str, int], context: Context) -> ListedPlace:
    """Return the place in a row of a table with a head line."""
    needed = max(columns.values())
    if len(cells) <= needed:
        raise ValueError(f"{count_of(len(cells), 'cell')}, where the head line has {needed + 1} or more")
    given = {key: cells[number].strip() for key, number in columns.items()}
    default = next((level for level in ("adm1", "adm2") if level in given), "town")
    kind = given.get("kind") or default
    if kind not in (*KINDS, *LANDMARKS):
        raise ValueError(f"kind {kind!r} is not one of {', '.join((*KINDS, *LANDMARKS))}")
    country = context.country_of(given["country"]) if given.get("country") else context.country
    point = (given["latitude"], given["longitude"]) if "latitude" in given else _centre(given, country, context)
    return listed_place(
        name=given["name"],
        others=re.split(r"[|;]", given.get("others", "")),
        point=point,
        country=country,
        admin1=given.get("admin1") or None,
        kind=kind,
        population=given.get("population", ""),
        code=given.get("code", ""),
        source=context.source,
    )


def names_of(name: str, others: Iterable[str]) -> tuple[Alias, ...]:
    """Return *name* and its other names, each once however it is written. Raises ValueError for an empty name."""
    own = fold(name)
    if not own:
        raise ValueError(f"{name!r} is no name")
    found = {own: Alias(folded=own, written=name, match=EXACT)}
    for other in (each.strip() for each in others):
        if len(fold(other)) > 1:
            found.setdefault(fold(other), Alias(folded=fold(other), written=other, match=ALIAS))
    return tuple(found.values())


def _centre(given: Mapping[str, str], country: str | None, context: Context) -> tuple[str, str]:
    """Return the point of the unit that a row without coordinates names. Raises ValueError if it is unknown."""
    admin1 = None if given["name"] == given.get("adm1") else given.get("adm1") or given.get("admin1")
    point = None if context.centre_of is None else context.centre_of(given["name"], country, admin1)
    if point is None:
        raise ValueError(f"no coordinates, and the gazetteer knows no unit called {given['name']!r}")
    return str(point[0]), str(point[1])


def listed_place(  # noqa: PLR0913 - a row's cells, by name
    *,
    name: str,
    others: Iterable[str],
    point: tuple[str, str],
    country: str | None,
    admin1: str | None,
    kind: str,
    population: str,
    code: str,
    source: str,
) -> ListedPlace:
    """Return the place in the cells of a row. Raises ValueError for what cannot be."""
    latitude, longitude = _degrees(point[0], "latitude"), _degrees(point[1], "longitude")
    check_point(latitude, longitude)
    return ListedPlace(
        name=name,
        names=names_of(name, others),
        country=country,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        kind=kind,
        population=_population(population),
        code=code or None,
        source=source,
    )


def _degrees(cell: str, what: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{what} {cell!r} is no number of degrees, such as 33.3") from None


def _population(cell: str) -> int | None:
    if not cell.isdecimal() and cell:
        raise ValueError(f"population {cell!r} is no number")
    return int(cell) or None if cell else None  # GeoNames writes 0 for unknown


_OWN = frozenset({"N", "C", "NS", "D", ""})  # types of names that are the place's own, not variants of it


@dataclass(frozen=True, slots=True, kw_only=True)
class GnsRow:
    """A place under one of its names; *is_own* if that is its own name and not a variant.

    GNS has a row for each name. Older tables give countries as FIPS codes ("cc1"), newer ones as ISO codes ("cc_ft").
    The code of a first-level unit ends like GeoNames', if the two agree.
    """

    place: ListedPlace
    is_own: bool


def is_gns(columns: Mapping[str, int]) -> bool:
    """Return whether the columns of a head line are those of GNS."""
    return {"uni", "feature"} <= set(columns)


def read_gns(cells: Sequence[str], columns: Mapping[str, int], context: Context) -> GnsRow | None:
    """Return the place in a row under that row's name; None for what is no place. Raises ValueError for a bad row."""
    needed = max(columns.values())
    if len(cells) <= needed:
        raise ValueError(f"{count_of(len(cells), 'cell')}, where the head line has {needed + 1} or more")
    given = {key: cells[number].strip() for key, number in columns.items()}
    kind = kind_of(given.get("class", ""), given["feature"])
    if kind is None:
        return None
    iso3 = _gns_country(given, context)
    place = listed_place(
        name=given["name"],
        others=(),
        point=(given["latitude"], given["longitude"]),
        country=iso3,
        admin1=_gns_unit(given.get("admin1", ""), iso3, context),
        kind=kind,
        population="",
        code=given.get("code", ""),
        source=context.source,
    )
    return GnsRow(place=place, is_own=given.get("name type", "") in _OWN)


def merge_names(found: Iterable[GnsRow]) -> list[ListedPlace]:
    """Return one place for all rows of one code, under its own name and with the others as aliases."""
    merged: dict[str, ListedPlace] = {}
    for number, named in enumerate(sorted(found, key=lambda each: not each.is_own)):
        key = named.place.code or f"row {number}"
        merged[key] = _join(merged[key], named.place) if key in merged else named.place
    return list(merged.values())


def _join(place: ListedPlace, other: ListedPlace) -> ListedPlace:
    known = {alias.folded for alias in place.names}
    more = tuple(replace(alias, match=ALIAS) for alias in other.names if alias.folded not in known)
    return replace(place, names=(*place.names, *more))


def _gns_country(given: Mapping[str, str], context: Context) -> str | None:
    """Return ISO alpha-3 of a row; for a place on a border the first of several countries."""
    code = given.get("fips", "").split(",")[0]
    if code:
        if code not in fips_codes():
            raise ValueError(f"{code!r} is no FIPS code of a country")
        return fips_codes()[code]
    word = given.get("country", "").split(",")[0]
    return context.country_of(word) if word else context.country


def _gns_unit(code: str, iso3: str | None, context: Context) -> str | None:
    """Return the name of the unit whose code ends like *code*: "15", "IZ15"."""
    return None if iso3 is None else context.unit_names.get(f"{_alpha2().get(iso3)}.{code[-2:]}")


@lru_cache(maxsize=1)
def fips_codes(folder: Path = FOLDER) -> dict[str, str]:
    """Return ISO alpha-3 of every FIPS 10-4 code of a country."""
    return {code: iso3 for code, iso3, *_ in read_rows(folder / "fips.tsv")}


@lru_cache(maxsize=1)
def _alpha2() -> dict[str, str]:
    return {iso3: iso2 for iso2, iso3, *_ in read_rows(FOLDER / "countries.tsv.xz")}


_TOLD = 10
_MEND = "nothing was imported; mend the file and import it again"
_LARGEST = 2_000_000_000  # bytes, unpacked
Value = TypeVar("Value")
Line = tuple[int, list[str]]


class BadPlaces(BadSource):
    """Raised for a list of places that cannot be read; names the lines and what is wrong in each."""


def read_file(path: Path, context: Context) -> list[ListedPlace] | list[tuple[str, Alias]]:
    """Return the places in a file, or the names by geonameid in a file of alternate names. Raises BadPlaces."""
    text = _read_text(path)
    first = text.partition("\n")[0].rstrip("\r").split("\t")
    if len(first) == 19 and first[0].isdigit():
        return _collect(path, _split(text), lambda cells: read_geonames(cells, context))
    if len(first) in {8, 10} and first[0].isdigit() and first[1].isdigit():
        return _collect(path, _split(text), read_alternate)
    return _read_table(path, text, context)


def country_codes(folder: Path = FOLDER) -> dict[str, str]:
    """Return ISO alpha-3 of every alpha-2 code that GeoNames uses, territories included."""
    return {iso2: iso3 for iso2, iso3, *_ in read_rows(folder / "countries.tsv.xz")}


def _read_table(path: Path, text: str, context: Context) -> list[ListedPlace]:
    head = text.partition("\n")[0]
    separator = max("\t,;|", key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = name_columns(next(table, []))
    except (ValueError, csv.Error) as error:
        raise BadPlaces(f"{path}, line 1: {error}", mend=_MEND) from None
    if is_gns(columns):
        return merge_names(_collect(path, _lines(path, table), lambda cells: read_gns(cells, columns, context)))
    if "country" not in columns and context.country is None:
        raise BadPlaces(f"{path} has no column for the country", mend="name it: --country COUNTRY")
    return _collect(path, _lines(path, table), lambda cells: read_row(cells, columns, context))


def _collect(path: Path, lines: Iterable[Line], read: Callable[[Sequence[str]], Value | None]) -> list[Value]:
    """Return every row that *read* makes a value of. Raises BadPlaces with the first faults if there are any."""
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
    """Return rising *numbers* in short: "3-5, 8"."""
    firsts = [at for at, number in enumerate(numbers) if at == 0 or number != numbers[at - 1] + 1]
    runs = [numbers[first:last] for first, last in pairwise((*firsts, len(numbers)))]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _split(text: str) -> Iterator[Line]:
    """Yield the cells of GeoNames' tables, which quote nothing."""
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


_NAME_COLUMNS = {
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
    """Return every name in *text*, in order, without empty lines. Raises BadSource for a list without names.

    A table with columns for countries or units, but none for names, is such a list. It is separated by commas, tabs or
    semicolons; countries stay the user's words.
    """
    try:
        found = tuple(each for each in _find_names(text, source) if each.name)
    except csv.Error as error:
        raise BadSource(f"{source} is no table: {error}", mend="save it as CSV in UTF-8") from error
    if not found:
        raise BadSource(f"{source} holds no names", mend="write one name a line, or a table with a column called name")
    return found


def _find_names(text: str, source: str) -> Iterator[Wanted]:
    head = text.lstrip("\ufeff").partition("\n")[0].rstrip("\r")
    separator = max("\t,;", key=head.count)
    columns = _name_list_columns(next(csv.reader([head], delimiter=separator), []))
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


def _name_list_columns(heads: Sequence[str]) -> dict[str, int]:
    folded = [fold(head) for head in heads]
    return {
        key: next(folded.index(name) for name in names if name in folded)
        for key, names in _NAME_COLUMNS.items()
        if set(names) & set(folded)
    }


def _cell(cells: Sequence[str], at: int) -> str | None:
    return (cells[at].strip() or None) if at < len(cells) else None
