"""The shipped tables of places as entries of the gazetteer, the most telling first.

Reads ``data/gazetteer``, whose README says what each file holds. Does not write an index (``index``).
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from incidents.geo import candidate as layers
from incidents.geo.candidate import ALIAS, EXACT
from incidents.geo.names import fold, respell, variants, without_article, without_generic
from incidents.resources import DATA

FOLDER = DATA / "gazetteer"
FILES = ("countries.tsv.xz", "curated.tsv", "places.tsv.xz", "subdivisions.tsv.xz", "ucdp.tsv.xz")
_KINDS = {"PPLC": "capital", "PPLX": "district"}
_UCDP_KINDS = {1: "town", 2: "vicinity", 3: "adm2", 5: "feature"}
_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_NEAR_OR_BETWEEN = re.compile(r"^near |^between |\bborder\b| [-\u2013] |/", re.IGNORECASE)
# Territories held by another country, and states that were one until lately: news and data sets code Gaza under Israel,
# Bosnia of 1992 under Yugoslavia. The list takes no side; it only says where else to look for a name.
_RELATED = (
    ("ISR", "PSE"),
    ("SRB", "XKX"),
    ("SRB", "BIH"),
    ("SRB", "HRV"),
    ("SRB", "MNE"),
    ("SRB", "MKD"),
    ("SRB", "SVN"),
    ("SDN", "SSD"),
    ("ETH", "ERI"),
    ("IDN", "TLS"),
    ("RUS", "UKR"),
    ("MAR", "ESH"),
    ("IND", "PAK"),
    ("CHN", "HKG"),
    ("CHN", "MAC"),
    ("CHN", "TWN"),
    ("AZE", "ARM"),
    ("SYR", "ISR"),
    ("ZAF", "NAM"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place and every name under which it is found; *names* are as written, *unit* a GeoNames admin1 code."""

    name: str
    names: tuple[str, ...]
    country: str | None
    unit: str | None
    admin1: str | None
    within: str | None = None
    point: tuple[float, float]
    population: int = 0
    layer: str
    kind: str


def folded_names(entry: Entry) -> dict[str, str]:
    """Return the folded names of *entry*, each with the match that it makes: exact for its own name, else alias."""
    own = fold(entry.name)
    folded = {fold(name): ALIAS for name in entry.names}
    if entry.kind in {"adm1", "adm2"}:
        folded |= {without_generic(name): ALIAS for name in (own, *folded)}
    folded |= {other: ALIAS for name in (own, *folded) for other in respell(name, entry.country)}
    folded[without_article(own)] = ALIAS
    folded[own] = EXACT
    folded.pop("", None)
    return folded


def related_countries(country: str | None) -> tuple[str, ...]:
    """Return the ISO alpha-3 codes of the countries under which a place of *country* may be listed as well."""
    pairs = ((one, other) for pair in _RELATED for one, other in (pair, pair[::-1]))
    return tuple(other for one, other in pairs if one == country)


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each line of a tab-separated file, compressed or not, without comment lines."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def read_entries(folder: Path = FOLDER) -> Iterator[Entry]:
    """Yield every entry of every layer; within a layer the most populous first."""
    units = read_units(folder)
    yield from _curated(folder, units)
    yield from _subdivisions(folder, units)
    yield from _places(folder, units)
    yield from _ucdp(folder, units)


@dataclass(slots=True)
class Units:
    """What the codes of countries and admin1 units stand for.

    *countries* maps ISO alpha-2 to alpha-3, *populations* alpha-3 to people, *names* a unit's code to its name, and
    *codes* an alpha-2 country with a folded name to the code of the unit of that name.
    """

    countries: dict[str, str] = field(default_factory=dict)
    populations: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)

    def add_names(self, code: str, names: Sequence[str]) -> None:
        """Add *names* of the unit *code*; a name that is taken keeps its unit."""
        for form in (form for name in names for form in variants(name)):
            self.codes.setdefault((code[:2], form), code)

    def find(self, country: str, name: str) -> str | None:
        """Return the code of the unit *name* of *country* (ISO alpha-2), or None."""
        return next((code for form in variants(name) if (code := self.codes.get((country, form)))), None)

    def find_among(self, countries: Sequence[str], name: str) -> tuple[str, str | None]:
        """Return the first of *countries* (ISO alpha-2) that has the unit *name*, and its code; else the first."""
        found = ((country, self.find(country, name)) for country in countries if name)
        return next(((country, code) for country, code in found if code is not None), (countries[0], None))


def read_units(folder: Path) -> Units:
    """Return the codes in the tables of *folder*."""
    units = Units()
    for iso2, iso3, _name, _capital, _area, population, _neighbours in read_rows(folder / "countries.tsv.xz"):
        units.countries[iso2] = iso3
        units.populations[iso3] = int(population)
    for code, _iso, _id, name, _type, _lat, _lon, others, _people in read_rows(folder / "subdivisions.tsv.xz"):
        if code.count(".") == 1:
            units.names[code] = name
            units.add_names(code, (name, *_split_names(others)))
    # Names that GeoNames lacks: a curated unit that lies in another, as Orissa in Odisha, is that one.
    alpha2 = {iso3: iso2 for iso2, iso3 in units.countries.items()}
    for name, others, kind, country, admin1, *_ in read_rows(folder / "curated.tsv"):
        curated = units.find(alpha2[country], admin1) if kind == "adm1" and admin1 else None
        if curated is not None:
            units.add_names(curated, (name, *_split_names(others)))
    return units


def _curated(folder: Path, units: Units) -> Iterator[Entry]:
    alpha2 = {iso3: iso2 for iso2, iso3 in units.countries.items()}
    for name, others, kind, country, admin1, within, latitude, longitude, weight in read_rows(folder / "curated.tsv"):
        unit = units.find(alpha2[country], admin1) if admin1 else None
        is_country = kind == "country"
        yield Entry(
            name=name,
            names=_split_names(others),
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
    for code, _iso, _id, name, _type, latitude, longitude, others, people in read_rows(folder / "subdivisions.tsv.xz"):
        if not latitude or code[:2] not in units.countries:
            continue
        is_first = code.count(".") == 1
        unit = ".".join(code.split(".")[:2])
        yield Entry(
            name=name,
            names=_split_names(others),
            country=units.countries[code[:2]],
            unit=unit,
            admin1=units.names.get(unit),
            point=(float(latitude), float(longitude)),
            population=int(people),
            layer=layers.ADMIN1 if is_first else layers.ADMIN2,
            kind="adm1" if is_first else "adm2",
        )


def _places(folder: Path, units: Units) -> Iterator[Entry]:
    rows = read_rows(folder / "places.tsv.xz")
    for _id, name, iso2, admin1, _admin2, latitude, longitude, population, feature, others in rows:
        unit = f"{iso2}.{admin1}"
        yield Entry(
            name=name,
            names=_split_names(others),
            country=units.countries[iso2],
            unit=unit if unit in units.names else None,
            admin1=units.names.get(unit),
            point=(float(latitude), float(longitude)),
            population=int(population),
            layer=layers.PLACES,
            kind=_KINDS.get(feature, "town"),
        )


def _ucdp(folder: Path, units: Units) -> Iterator[Entry]:
    alpha2 = {iso3: iso2 for iso2, iso3 in units.countries.items()}
    for reported, iso2, admin1, _admin2, precision, latitude, longitude, _events in read_rows(folder / "ucdp.tsv.xz"):
        kind = _UCDP_KINDS.get(int(precision))
        if kind is None or iso2 not in units.countries or _NEAR_OR_BETWEEN.search(reported):
            continue
        related = [alpha2[iso3] for iso3 in related_countries(units.countries[iso2]) if iso3 in alpha2]
        country, unit = units.find_among((iso2, *related), admin1)
        names = _names_in(reported)
        yield Entry(
            name=names[0],
            names=names[1:],
            country=units.countries[country],
            unit=unit,
            admin1=None if unit is None else units.names[unit],
            point=(float(latitude), float(longitude)),
            layer=layers.UCDP,
            kind=kind,
        )


def _names_in(reported: str) -> tuple[str, ...]:
    """Return the names in UCDP's wording: "Chaghcharan (Feroz Koh) town" holds two."""
    bracketed = _IN_BRACKETS.findall(reported)
    unbracketed = _IN_BRACKETS.sub("", reported).strip() or reported
    folded = fold(unbracketed)
    plain = without_generic(folded)
    cut = len(folded) - len(plain)
    short = unbracketed[: len(unbracketed) - cut].strip() if folded.startswith(plain) else unbracketed
    return tuple(dict.fromkeys(name for name in (short, unbracketed, *bracketed) if name))


def _split_names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
