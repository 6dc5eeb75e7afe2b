"""The shipped tables as entries of the gazetteer, the most telling first.

Reads ``data/gazetteer`` and nothing else; what each file holds is said in its README. Does not write an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from incidents.geo import candidate as layers
from incidents.geo.entry import Entry
from incidents.geo.kin import kin_of
from incidents.geo.names import fold, without_generic
from incidents.geo.rows import rows, split_names
from incidents.geo.units import Units, read_units
from incidents.resources import DATA

FOLDER = DATA / "gazetteer"
FILES = ("countries.tsv.xz", "curated.tsv", "places.tsv.xz", "subdivisions.tsv.xz", "ucdp.tsv.xz")
_KINDS = {"PPLC": "capital", "PPLX": "district"}
_UCDP_KINDS = {1: "town", 2: "vicinity", 3: "adm2", 5: "feature"}
_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_NEAR_OR_BETWEEN = re.compile(r"^near |^between |\bborder\b| [-\u2013] |/", re.IGNORECASE)


def read_entries(folder: Path = FOLDER) -> Iterator[Entry]:
    """Every entry of every layer; within a layer the most populous first."""
    units = read_units(folder)
    yield from _curated(folder, units)
    yield from _subdivisions(folder, units)
    yield from _places(folder, units)
    yield from _ucdp(folder, units)


def _curated(folder: Path, units: Units) -> Iterator[Entry]:
    of = {iso3: iso2 for iso2, iso3 in units.countries.items()}
    for name, others, kind, country, admin1, within, latitude, longitude, weight in rows(folder / "curated.tsv"):
        unit = units.find(of[country], admin1) if admin1 else None
        is_country = kind == "country"
        yield Entry(
            name=name,
            names=split_names(others),
            country=country or None,
            unit=unit,
            admin1=None if unit is None else units.names[unit],
            within=within or None,
            point=(float(latitude), float(longitude)),
            population=units.populations[country] if is_country else int(weight or 0),
            layer=layers.COUNTRY if is_country else layers.CURATED,
            kind=kind,
        )


def _subdivisions(folder: Path, units: Units) -> Iterator[Entry]:
    for code, _iso, _id, name, _type, latitude, longitude, others, people in rows(folder / "subdivisions.tsv.xz"):
        if not latitude or code[:2] not in units.countries:
            continue
        is_first = code.count(".") == 1
        unit = ".".join(code.split(".")[:2])
        yield Entry(
            name=name,
            names=split_names(others),
            country=units.countries[code[:2]],
            unit=unit,
            admin1=units.names.get(unit),
            point=(float(latitude), float(longitude)),
            population=int(people),
            layer=layers.ADMIN1 if is_first else layers.ADMIN2,
            kind="adm1" if is_first else "adm2",
        )


def _places(folder: Path, units: Units) -> Iterator[Entry]:
    for _id, name, iso2, admin1, _admin2, latitude, longitude, population, feature, others in rows(
        folder / "places.tsv.xz"
    ):
        unit = f"{iso2}.{admin1}"
        yield Entry(
            name=name,
            names=split_names(others),
            country=units.countries[iso2],
            unit=unit if unit in units.names else None,
            admin1=units.names.get(unit),
            point=(float(latitude), float(longitude)),
            population=int(population),
            layer=layers.PLACES,
            kind=_KINDS.get(feature, "town"),
        )


def _ucdp(folder: Path, units: Units) -> Iterator[Entry]:
    of = {iso3: iso2 for iso2, iso3 in units.countries.items()}
    for reported, iso2, admin1, _admin2, precision, latitude, longitude, _events in rows(folder / "ucdp.tsv.xz"):
        kind = _UCDP_KINDS.get(int(precision))
        if kind is None or iso2 not in units.countries or _NEAR_OR_BETWEEN.search(reported):
            continue
        held, unit = units.find_among(
            (iso2, *(of[iso3] for iso3 in kin_of(units.countries[iso2]) if iso3 in of)), admin1
        )
        names = _names_in(reported)
        yield Entry(
            name=names[0],
            names=names[1:],
            country=units.countries[held],
            unit=unit,
            admin1=None if unit is None else units.names[unit],
            point=(float(latitude), float(longitude)),
            layer=layers.UCDP,
            kind=kind,
        )


def _names_in(reported: str) -> tuple[str, ...]:
    """The names in UCDP's wording: "Chaghcharan (Feroz Koh) town" holds two."""
    bracketed = _IN_BRACKETS.findall(reported)
    bare = _IN_BRACKETS.sub("", reported).strip() or reported
    folded = fold(bare)
    plain = without_generic(folded)
    short = bare[: len(bare) - (len(folded) - len(plain))].strip() if folded.startswith(plain) else bare
    return tuple(dict.fromkeys(name for name in (short, bare, *bracketed) if name))
