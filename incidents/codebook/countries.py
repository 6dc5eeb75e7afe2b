"""The countries of ``schema/countries.toml``: codes, regions, and the names that the press gives them.

Where a country lies is not here but in the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from incidents.codebook.files import Table
from incidents.codebook.names import Names, fold

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or territory.

    *iso3* and *iso2* are ISO 3166 (Kosovo XKX, XK); *numeric* its ISO number, None for Kosovo; *region* a code of
    the vocabulary ``regions``; *m49_region* and *m49_subregion* UN M49 names, None for Antarctica.
    *demonyms* are adjectives and what its people are called; several countries may share one.
    """

    iso3: str
    iso2: str
    numeric: int | None = None
    name: str
    region: str
    m49_region: str | None = None
    m49_subregion: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that calls this country alone: its codes, its name and its aliases."""
        return (self.iso3, self.name, self.iso2, *self.aliases)


class Countries:
    """Every country, by ISO 3166 alpha-3 and by name."""

    def __init__(self, countries: Sequence[Country]) -> None:
        self._by_code = {country.iso3: country for country in countries}

    def __iter__(self) -> Iterator[Country]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, iso3: str) -> Country | None:
        """Return the country with exactly this code, or None."""
        return self._by_code.get(iso3)

    def find(self, word: str) -> Country:
        """Return the country with the code, name or alias *word*. Raises UnknownTerm, which names similar ones.

        Demonyms do not count: "Congolese" is two countries. A second name in brackets is ignored, as in UCDP's
        "Myanmar (Burma)".
        """
        known = self.get(word) or self._names.get(word) or self._names.get(_IN_BRACKETS.sub("", word))
        return self._names.find(word) if known is None else known

    def in_region(self, region: str) -> tuple[Country, ...]:
        """Return the countries of a region, in file order."""
        return tuple(country for country in self if country.region == region)

    @cached_property
    def _names(self) -> Names[Country]:
        pairs = ((name, country) for country in self for name in country.names)
        return Names(pairs, kind="country", label=attrgetter("name"))


def read_countries(table: Table) -> Countries:
    """Read the countries of the file. Raises BadCodebook at the first fault: a name may call only one country."""
    subregions = table.table("m49")
    regions = {key: subregions.text(key) for key in subregions}
    table.text("definition")
    rows = table.table("countries")
    table.close()
    countries: list[Country] = []
    owners: dict[str, str] = {}
    for iso3 in rows:
        row = rows.table(iso3)
        subregion = row.optional_text("m49")
        if subregion is not None and subregion not in regions:
            row.refuse("m49", f"{subregion!r} is not under m49")
        region = None if subregion is None else regions[subregion]
        country = row.record(Country, iso3=iso3, m49_region=region, m49_subregion=subregion)
        for name in country.names:
            if owners.setdefault(fold(name), iso3) != iso3:
                row.refuse("", f"{name!r} already calls {owners[fold(name)]}")
        countries.append(country)
    return Countries(countries)
