"""One row of a table of GNS, the names server of the U.S. National Geospatial-Intelligence Agency.

A place has a row for each of its names. Older tables give countries as FIPS codes ("cc1"), the current ones as ISO's
("cc_ft"); in both the code of a first-level unit ends like GeoNames', where the two agree. Does not open files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from incidents.domain.locations import ListedPlace
from incidents.domain.text import count_of
from incidents.geo.candidate import ALIAS
from incidents.geo.place_rows import Context, kind_of, listed_place
from incidents.geo.rows import rows
from incidents.resources import DATA

FOLDER = DATA / "gazetteer"
_OWN = frozenset({"N", "C", "NS", "D", ""})  # types of names that are the place's own, not variants of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place under one of its names; *is_own* when that is its own name rather than a variant."""

    place: ListedPlace
    is_own: bool


def is_gns(columns: Mapping[str, int]) -> bool:
    """Whether the columns that a head line names are those of GNS."""
    return {"uni", "feature"} <= set(columns)


def read_gns(cells: Sequence[str], columns: Mapping[str, int], context: Context) -> Named | None:
    """The place in a row under the name of that row; None for what is no place. Raises ValueError for a bad row."""
    needed = max(columns.values())
    if len(cells) <= needed:
        raise ValueError(f"{count_of(len(cells), 'cell')}, where the head line has {needed + 1} or more")
    given = {key: cells[number].strip() for key, number in columns.items()}
    kind = kind_of(given.get("class", ""), given["feature"])
    if kind is None:
        return None
    iso3 = _country(given, context)
    place = listed_place(
        name=given["name"],
        others=(),
        point=(given["latitude"], given["longitude"]),
        country=iso3,
        admin1=_unit(given.get("admin1", ""), iso3, context),
        kind=kind,
        population="",
        code=given.get("code", ""),
        source=context.source,
    )
    return Named(place=place, is_own=given.get("name type", "") in _OWN)


def merge_names(found: Iterable[Named]) -> list[ListedPlace]:
    """One place for all rows of one code, under its own name and with the others as aliases."""
    merged: dict[str, ListedPlace] = {}
    for number, named in enumerate(sorted(found, key=lambda each: not each.is_own)):
        key = named.place.code or f"row {number}"
        merged[key] = _joined(merged[key], named.place) if key in merged else named.place
    return list(merged.values())


def _joined(place: ListedPlace, other: ListedPlace) -> ListedPlace:
    known = {alias.folded for alias in place.names}
    more = tuple(replace(alias, match=ALIAS) for alias in other.names if alias.folded not in known)
    return replace(place, names=(*place.names, *more))


def _country(given: Mapping[str, str], context: Context) -> str | None:
    """ISO alpha-3 of a row; of a place on a border the first of several countries."""
    code = given.get("fips", "").split(",")[0]
    if code:
        if code not in fips_codes():
            raise ValueError(f"{code!r} is no FIPS code of a country")
        return fips_codes()[code]
    word = given.get("country", "").split(",")[0]
    return context.country_of(word) if word else context.country


def _unit(code: str, iso3: str | None, context: Context) -> str | None:
    """The name of the unit whose code ends like *code*: "15", "IZ15"."""
    return None if iso3 is None else context.unit_names.get(f"{_alpha2().get(iso3)}.{code[-2:]}")


@lru_cache(maxsize=1)
def fips_codes(folder: Path = FOLDER) -> dict[str, str]:
    """ISO alpha-3 of every FIPS 10-4 code of a country."""
    return {code: iso3 for code, iso3, *_ in rows(folder / "fips.tsv")}


@lru_cache(maxsize=1)
def _alpha2() -> dict[str, str]:
    return {iso3: iso2 for iso2, iso3, *_ in rows(FOLDER / "countries.tsv.xz")}
