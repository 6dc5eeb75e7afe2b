"""One row of a user's list of places, as the formats say it: GeoNames' tables, and tables with a head line.

Takes apart and checks cells; does not open files (``place_file``). What is wrong with a row is a ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.domain.locations import Alias, ListedPlace
from incidents.domain.text import count_of
from incidents.geo.candidate import ALIAS, EXACT
from incidents.geo.names import fold

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
    """What every row of a file needs: its *source*, how words become ISO alpha-3, and the names of GeoNames units.

    *country* stands for the rows that name none. *centre_of* gives the point of a unit by name, country and admin1, for
    tables that hold no coordinates.
    """

    source: str
    country_of: CountryOf
    unit_names: Mapping[str, str]
    country: str | None = None
    centre_of: CentreOf | None = None


def check_point(latitude: float, longitude: float) -> None:
    """Raises ValueError, with the likeliest reason, for a point that cannot be meant."""
    if not -90 <= latitude <= 90:
        hint = " (latitude and longitude exchanged?)" if -90 <= longitude <= 90 and abs(latitude) <= 180 else ""
        raise ValueError(f"latitude {latitude:g} is not between -90 and 90{hint}")
    if not -180 <= longitude <= 180:
        raise ValueError(f"longitude {longitude:g} is not between -180 and 180")
    if latitude == 0 and longitude == 0:
        raise ValueError("0,0 lies in the open sea: it is what missing coordinates become, not a place")


def read_geonames(cells: Sequence[str], context: Context) -> ListedPlace | None:
    """A row of a GeoNames country file (19 cells); None for units below the second level, and what is no place."""
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
    """The kind of place that a class and a designation of GeoNames or GNS mean; None for what is no place to code."""
    return _CODES.get(designation) or _CLASSES.get(feature_class)


def read_alternate(cells: Sequence[str]) -> tuple[str, Alias] | None:
    """A row of GeoNames' alternate names: the geonameid and the name; None for links, codes and the like."""
    if len(cells) not in {8, 10}:
        raise ValueError(f"{count_of(len(cells), 'cell')}, where a table of alternate names has 8 or 10")
    if not cells[0].isdigit() or not cells[1].isdigit():
        raise ValueError(f"{cells[0]!r} and {cells[1]!r} are no numbers of GeoNames")
    if len(cells[2]) > 3 or not fold(cells[3]):  # "link", "post", "iata", "unlc", "wkdt"
        return None
    return cells[1], Alias(folded=fold(cells[3]), written=cells[3], match=ALIAS)


def name_columns(header: Sequence[str]) -> dict[str, int]:
    """Which cell of a row holds what, by the head line. Raises ValueError when name or point have no column."""
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
    """A row of a table with a head line."""
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
    """*name* and its other names, each once however it is written. Raises ValueError for a name that is none."""
    own = fold(name)
    if not own:
        raise ValueError(f"{name!r} is no name")
    found = {own: Alias(folded=own, written=name, match=EXACT)}
    for other in (each.strip() for each in others):
        if len(fold(other)) > 1:
            found.setdefault(fold(other), Alias(folded=fold(other), written=other, match=ALIAS))
    return tuple(found.values())


def _centre(given: Mapping[str, str], country: str | None, context: Context) -> tuple[str, str]:
    """The point of the unit that a row without coordinates names. Raises ValueError when it is not known."""
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
    """The place that the cells of a row tell. Raises ValueError for what cannot be."""
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
        population=_people(population),
        code=code or None,
        source=source,
    )


def _degrees(cell: str, what: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{what} {cell!r} is no number of degrees, such as 33.3") from None


def _people(cell: str) -> int | None:
    if not cell.isdecimal() and cell:
        raise ValueError(f"population {cell!r} is no number")
    return int(cell) or None if cell else None  # GeoNames writes 0 for unknown
