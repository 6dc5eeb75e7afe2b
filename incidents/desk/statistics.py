"""Counts of events at a desk, by what the user names. Regions are made of countries here; the database knows none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from incidents.codebook.definitions import Definitions
from incidents.desk.inquiry import Inquiry
from incidents.domain.selection import Selection
from incidents.errors import UnknownTerm
from incidents.store.tallies import GROUPS, Tally

REGION, _COUNTRY = "region", "country"
NAMES = (REGION, *GROUPS)
MOST = 3


def tally(desk: Inquiry, selection: Selection, by: Sequence[str]) -> tuple[Tally, ...]:
    """The tallies of *selection* by up to three of ``NAMES``, by their values, unknown ones last.

    Raises UnknownTerm for another name.
    """
    for name in by:
        if name not in NAMES:
            raise UnknownTerm(name, kind="group", near=NAMES)
    asked = tuple(_COUNTRY if name == REGION else name for name in by)
    with desk.open_reader() as reader:
        found = tuple(reader.tallies(selection, asked))
    return _by_region(found, by.index(REGION), desk.codebook) if REGION in by else found


def _by_region(tallies: Iterable[Tally], at: int, codebook: Definitions) -> tuple[Tally, ...]:
    regions = codebook.vocabulary("regions")

    def key(each: Tally) -> tuple[str | None, ...]:
        country = codebook.countries.get(each.group[at] or "")
        term = None if country is None else regions.get(country.region)
        return (*each.group[:at], None if term is None else term.label, *each.group[at + 1 :])

    def order(each: Tally) -> list[tuple[bool, str]]:
        return [(value is None, value or "") for value in key(each)]

    return tuple(
        _add_up(group, key(group[0]))
        for _, found in groupby(sorted(tallies, key=order), key=key)
        if (group := list(found))
    )


def _add_up(tallies: Sequence[Tally], group: tuple[str | None, ...]) -> Tally:
    return Tally(
        group=group,
        events=sum(each.events for each in tallies),
        killed=sum(each.killed for each in tallies),
        killed_known=sum(each.killed_known for each in tallies),
        injured=sum(each.injured for each in tallies),
        injured_known=sum(each.injured_known for each in tallies),
    )
