"""Statistics: events counted by country, region, month, type and more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

from incidents.codebook.loader import Codebook
from incidents.domain.filters import Selection
from incidents.errors import UnknownTerm
from incidents.services.context import Context
from incidents.store.tallies import GROUPS, Counted

REGION, _COUNTRY = "region", "country"
NAMES = (REGION, *GROUPS)
MOST = 3


@dataclass(frozen=True, slots=True)
class Statistics:
    """Count events. ``project.statistics``."""

    context: Context

    def count(self, selection: Selection, by: Sequence[str]) -> Sequence[Counted]:
        """Count the events of *selection* by up to three of ``NAMES``; return rows of values and figures.

        Rows are ordered by their values, unknown ones last; the figures are those of ``store.tallies.FIGURES``. Raises
        UnknownTerm for another name.

        >>> project.statistics.count(project.events.query(country="IRQ").selection, ["month"])
        """
        for name in by:
            if name not in NAMES:
                raise _unknown(name)
        asked = tuple(_COUNTRY if name == REGION else name for name in by)
        with self.context.open_querying() as reader:
            found = reader.tallies(selection, asked)
        return _by_region(found, len(by), by.index(REGION), self.context.codebook) if REGION in by else found


def _unknown(name: str) -> UnknownTerm:
    return UnknownTerm(name, kind="group", near=get_close_matches(name, NAMES), mend=f"there are {', '.join(NAMES)}")


def _by_region(counted: Iterable[Counted], width: int, at: int, codebook: Codebook) -> list[Counted]:
    """Sum *counted* rows by region; the first *width* cells of a row are values, the one *at* a place is a country."""
    regions = codebook.vocabulary("regions")

    def key(row: Counted) -> tuple[str | None, ...]:
        country = codebook.countries.get(row[at] or "")
        term = None if country is None else regions.get(country.region)
        return (*row[:at], None if term is None else term.label, *row[at + 1 : width])

    def order(row: Counted) -> list[tuple[bool, str]]:
        return [(value is None, value or "") for value in key(row)]

    groups = groupby(sorted(counted, key=order), key=key)
    return [(*values, *map(sum, zip(*(row[width:] for row in rows), strict=True))) for values, rows in groups]
