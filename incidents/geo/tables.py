"""The shipped tables as entries of the gazetteer, the most telling first.

Reads ``data/gazetteer`` and nothing else; what each file holds is said in its README. Does not write an index.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from incidents.geo import candidate as layers
from incidents.geo.entry import Entry
from incidents.geo.names import fold, variants, without_generic
from incidents.resources import DATA

FOLDER = DATA / "gazetteer"
FILES = ("countries.tsv.xz", "curated.tsv", "places.tsv.xz", "subdivisions.tsv.xz", "ucdp.tsv.xz")
_KINDS = {"PPLC": "capital", "PPLX": "district"}
_UCDP_KINDS = {1: "town", 2: "vicinity", 3: "adm2", 5: "feature"}
_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_NEAR_OR_BETWEEN = re.compile(r"^near |^between |\bborder\b| [-\u2013] |/", re.IGNORECASE)


@dataclass(slots=True)
class Units:
    """What codes stand for: ISO alpha-2 countries and admin1 units, and units by the names that people give them."""

    countries: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)

    def learn(self, code: str, name: str, others: tuple[str, ...]) -> None:
        """Remember the unit *code* under all its names."""
        self.names[code] = name
        for other in (name, *others):
            for form in variants(other):
                self.codes.setdefault((code[:2], form), code)

    def find(self, country: str, name: str) -> str | None:
        """The code of the unit of *country* (ISO alpha-2) that *name* calls, None when there is none."""
        return next((code for form in variants(name) if (code := self.codes.get((country, form)))), None)


def read_entries(folder: Path = FOLDER) -> Iterator[Entry]:
    """Every entry of every layer; within a layer the most populous first."""
    units = Units()
    populations = {}
    for iso2, iso3, _name, _capital, _area, population, _neighbours in rows(folder / "countries.tsv.xz"):
        units.countries[iso2] = iso3
        populations[iso3] = int(population)
    for code, _iso, _id, name, _type, _latitude, _longitude, others, _people in rows(folder / "subdivisions.tsv.xz"):
        if code.count(".") == 1:
            units.learn(code, name, _split(others))
    yield from _curated(folder, units, populations)
    yield from _subdivisions(folder, units)
    yield from _places(folder, units)
    yield from _ucdp(folder, units)


def rows(path: Path) -> Iterator[list[str]]:
    """The cells of each line of a tab-separated file, compressed or not; comment lines are left out."""
    for line in _compressed(path) if path.suffix == ".xz" else path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def _compressed(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _curated(folder: Path, units: Units, populations: dict[str, int]) -> Iterator[Entry]:
    of = {iso3: iso2 for iso2, iso3 in units.countries.items()}
    for name, others, kind, country, admin1, within, latitude, longitude, weight in rows(folder / "curated.tsv"):
        unit = units.find(of[country], admin1) if admin1 else None
        is_country = kind == "country"
        yield Entry(
            name=name,
            names=_split(others),
            country=country or None,
            unit=unit,
            admin1=None if unit is None else units.names[unit],
            within=within or None,
            point=(float(latitude), float(longitude)),
            population=populations[country] if is_country else int(weight or 0),
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
            names=_split(others),
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
            names=_split(others),
            country=units.countries[iso2],
            unit=unit if unit in units.names else None,
            admin1=units.names.get(unit),
            point=(float(latitude), float(longitude)),
            population=int(population),
            layer=layers.PLACES,
            kind=_KINDS.get(feature, "town"),
        )


def _ucdp(folder: Path, units: Units) -> Iterator[Entry]:
    for reported, iso2, admin1, _admin2, precision, latitude, longitude, _events in rows(folder / "ucdp.tsv.xz"):
        kind = _UCDP_KINDS.get(int(precision))
        if kind is None or iso2 not in units.countries or _NEAR_OR_BETWEEN.search(reported):
            continue
        unit = units.find(iso2, admin1) if admin1 else None
        names = _names_in(reported)
        yield Entry(
            name=names[0],
            names=names[1:],
            country=units.countries[iso2],
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
    generic = len(fold(bare)) - len(without_generic(fold(bare)))
    plain = bare[: len(bare) - generic].strip() if fold(bare).startswith(without_generic(fold(bare))) else bare
    return tuple(dict.fromkeys(name for name in (plain, bare, *bracketed) if name))


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split("|")) if names else ()
