"""What the codes of countries and admin1 units stand for, while the index is built. Holds no places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from incidents.geo.names import variants
from incidents.geo.rows import rows, split_names


@dataclass(slots=True)
class Units:
    """*countries* maps ISO alpha-2 to alpha-3, *populations* alpha-3 to people, *names* a unit's code to its name.

    *codes* maps an alpha-2 country and a folded name to the code of the unit that it calls.
    """

    countries: dict[str, str] = field(default_factory=dict)
    populations: dict[str, int] = field(default_factory=dict)
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

    def find_among(self, countries: Sequence[str], name: str) -> tuple[str, str | None]:
        """The first of *countries* (ISO alpha-2) that has the unit *name*, and its code; else the first without one."""
        found = ((country, self.find(country, name)) for country in countries if name)
        return next(((country, code) for country, code in found if code is not None), (countries[0], None))


def read_units(folder: Path) -> Units:
    """The codes of the tables in *folder*."""
    units = Units()
    for iso2, iso3, _name, _capital, _area, population, _neighbours in rows(folder / "countries.tsv.xz"):
        units.countries[iso2] = iso3
        units.populations[iso3] = int(population)
    for code, _iso, _id, name, _type, _latitude, _longitude, others, _people in rows(folder / "subdivisions.tsv.xz"):
        if code.count(".") == 1:
            units.learn(code, name, split_names(others))
    _learn_curated(units, folder)
    return units


def _learn_curated(units: Units, folder: Path) -> None:
    """Names of units that GeoNames lacks: a curated unit that lies in another, as Orissa in Odisha, is that one."""
    of = {iso3: iso2 for iso2, iso3 in units.countries.items()}
    for name, others, kind, country, admin1, *_ in rows(folder / "curated.tsv"):
        code = units.find(of[country], admin1) if kind == "adm1" and admin1 else None
        if code is not None:
            for form in (form for other in (name, *split_names(others)) for form in variants(other)):
                units.codes.setdefault((code[:2], form), code)
