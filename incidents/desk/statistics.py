"""Counts of events at a desk, by what the user names. Regions are made of countries here; the database knows none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from incidents.codebook.definitions import Definitions
from incidents.desk.inquiry import Inquiry
from incidents.domain.selection import Selection
from incidents.errors import UnknownTerm
from incidents.store.tallies import GROUPS, Counted

REGION, _COUNTRY = "region", "country"
NAMES = (REGION, *GROUPS)
MOST = 3


def tally(desk: Inquiry, selection: Selection, by: Sequence[str]) -> Sequence[Counted]:
    """The counts of *selection* by up to three of ``NAMES``, by their values, unknown ones last: see ``FIGURES``.

    Raises UnknownTerm for another name.
    """
    for name in by:
        if name not in NAMES:
            raise _unknown(name)
    asked = tuple(_COUNTRY if name == REGION else name for name in by)
    with desk.open_reader() as reader:
        found = reader.tallies(selection, asked)
    return _by_region(found, len(by), by.index(REGION), desk.codebook) if REGION in by else found


def _unknown(name: str) -> UnknownTerm:
    from difflib import get_close_matches  # noqa: PLC0415 - only for what went wrong

    return UnknownTerm(name, kind="group", near=get_close_matches(name, NAMES), mend=f"there are {', '.join(NAMES)}")


def _by_region(counted: Iterable[Counted], width: int, at: int, codebook: Definitions) -> list[Counted]:
    """*counted* by *width* values, of which the one *at* a place was a country, added up by its region."""
    regions = codebook.vocabulary("regions")

    def key(row: Counted) -> tuple[str | None, ...]:
        country = codebook.countries.get(row[at] or "")
        term = None if country is None else regions.get(country.region)
        return (*row[:at], None if term is None else term.label, *row[at + 1 : width])

    def order(row: Counted) -> list[tuple[bool, str]]:
        return [(value is None, value or "") for value in key(row)]

    groups = groupby(sorted(counted, key=order), key=key)
    return [(*values, *map(sum, zip(*(row[width:] for row in rows), strict=True))) for values, rows in groups]
