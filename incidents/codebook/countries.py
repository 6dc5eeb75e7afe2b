"""The countries of ``schema/countries.toml``: codes, regions, and the names that the press gives them.

Holds no shapes and no places: where a country lies is the gazetteer's business.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from incidents.codebook.matching import Names, fold
from incidents.codebook.table import Table

_IN_BRACKETS = r"\s*\([^()]*\)\s*$"


class Country(NamedTuple):
    """One country or territory.

    *iso3* and *iso2* are ISO 3166 (Kosovo XKX, XK); *numeric* its ISO number, None for Kosovo; *region* a code of
    the vocabulary ``regions``; *m49_region* and *m49_subregion* UN M49 names, None for Antarctica.
    *demonyms* are adjectives and what its people are called; several countries may share one.
    """

    iso3: str
    iso2: str
    numeric: int | None
    name: str
    region: str
    m49_region: str | None
    m49_subregion: str | None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class Countries:
    """Every country, by ISO 3166 alpha-3.

    Most who ask want a few, so each is read when it is first asked for; what is wrong with the others is told when all
    are. Any access may raise BadCodebook.
    """

    def __init__(self, rows: Table, continents: Mapping[str, str]) -> None:
        self._rows = rows
        self._continents = continents
        self._read: dict[str, Country] = {}

    def __iter__(self) -> Iterator[Country]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def get(self, iso3: str) -> Country | None:
        """The country with exactly this code."""
        if iso3 not in self._read and self._rows.has(iso3):
            self._read[iso3] = _read_country(self._rows.table(iso3), iso3, self._continents)
        return self._read.get(iso3)

    def find(self, word: str) -> Country:
        """The country that *word* calls by code, name or alias; UnknownTerm names what comes near.

        Demonyms do not count: "Congolese" is two countries. A second name in brackets is left aside, as in
        UCDP's "Myanmar (Burma)".
        """
        known = self.get(word) or self._names.get(word)
        bare = self._names.get(re.sub(_IN_BRACKETS, "", word)) if known is None else known
        return self._names.find(word) if bare is None else bare

    def in_region(self, region: str) -> tuple[Country, ...]:
        """The countries of a region, in file order."""
        return tuple(country for country in self if country.region == region)

    @cached_property
    def _all(self) -> tuple[Country, ...]:
        found = tuple(country for country in map(self.get, self._rows) if country is not None)
        _refuse_twins(zip(found, map(self._rows.table, self._rows), strict=True))
        return found

    @cached_property
    def _names(self) -> Names[Country]:
        pairs = ((name, country) for country in self for name in _names(country))
        return Names(pairs, kind="country", label=attrgetter("name"))


def _names(country: Country) -> Iterator[str]:
    yield from (country.iso3, country.name, country.iso2, *country.aliases)


def read_countries(table: Table) -> Countries:
    """The countries of the file; BadCodebook for a fault in its head. A code or name may call only one country."""
    subregions = table.table("m49")
    continents = {key: subregions.text(key) for key in subregions}
    table.text("definition")
    rows = table.table("countries")
    table.close()
    return Countries(rows, continents)


def _read_country(table: Table, iso3: str, continents: Mapping[str, str]) -> Country:
    subregion = table.optional_text("m49")
    if subregion is not None and subregion not in continents:
        table.refuse("m49", f"{subregion!r} is not under m49")
    country = Country(
        iso3=iso3,
        iso2=table.text("iso2"),
        numeric=table.integer("numeric") if table.has("numeric") else None,
        name=table.text("name"),
        region=table.text("region"),
        m49_region=None if subregion is None else continents[subregion],
        m49_subregion=subregion,
        aliases=table.texts("aliases"),
        demonyms=table.texts("demonyms"),
    )
    table.close()
    return country


def _refuse_twins(countries: Iterable[tuple[Country, Table]]) -> None:
    owners: dict[str, str] = {}
    for country, table in countries:
        for name in _names(country):
            owner = owners.setdefault(fold(name), country.iso3)
            if owner != country.iso3:
                table.refuse("", f"{name!r} already calls {owner}")
