"""Counts and sums of events by one or two of their columns, as SQL does them. Decides nothing about what is shown.

A sum is over the figures that are known: "at least 12" counts as 12, and *known* says how many events had a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from incidents.domain.filters import EVERYTHING, Selection
from incidents.store.connection import Link
from incidents.store.filters import Query, where
from incidents.store.order import FIGURE

_TEXT = "CAST(event.event_date AS TEXT)"
_GROUPS = {
    "country": "event.country",
    "admin1": "event.admin1",
    "year": f"substr({_TEXT}, 1, 4)",
    "month": f"substr({_TEXT}, 1, 7)",
    "day": _TEXT,
    "type": "event.event_type",
    "sub_type": "event.sub_event_type",
    "weapon": "event_weapon.weapon",
    "status": "event.status",
}
GROUPS = tuple(_GROUPS)
_COUNTED = {"country": "land", "year": "substr(month, 1, 4)", "month": "month", "status": "status"}
FIGURES = ("events", "killed", "killed_known", "injured", "injured_known")
"""How many events there are, and their dead and injured as far as these are known."""
Counted = tuple[Any, ...]  # the values that some events share, and their figures
_BATCH = 1_000
_HARMED = (
    f"LEFT JOIN (SELECT event_id, min({FIGURE}) AS figure FROM event_casualty WHERE harm = '{{0}}'"
    " AND casualty_group = 'all' GROUP BY event_id) AS {0} ON {0}.event_id = event.event_id"
)


def read_tallies(link: Link, selection: Selection, by: Sequence[str]) -> list[Counted]:
    """Each combination of values of *by*, some of ``GROUPS``, with its ``FIGURES``, in order, unknown values last.

    An event with two weapons counts under each of them.
    """
    query = _from_counts(link, selection, by) if _is_counted(link, selection, by) else _from_events(link, selection, by)
    rows = [row for batch in link.lists(query.sql, query.parameters, size=_BATCH) for row in batch]
    known = len(by)
    if any(None in column for column in list(zip(*rows, strict=True))[:known]):
        rows.sort(key=lambda row: [(value is None, value or "") for value in row[:known]])
    return rows


def _is_counted(link: Link, selection: Selection, by: Sequence[str]) -> bool:
    """Whether the counts that triggers keep by country, month and status can answer."""
    others = selection._replace(countries=(), countryless=False, statuses=(), limit=None, order=())
    return link.dialect.has_tallies and others == EVERYTHING and set(by) <= set(_COUNTED)


def _from_counts(link: Link, selection: Selection, by: Sequence[str]) -> Query:
    meant = where(selection, link.dialect)
    columns = [_COUNTED[name] for name in by]
    shown = [f"nullif({column}, '')" for column in columns]
    sums = [f"CAST(coalesce(sum({name}), 0) AS BIGINT) AS {name}" for name in FIGURES]
    # Called as the table of events, which has the same columns: an unknown country is an empty one here. It is grouped
    # by what the table is ordered by already.
    counts = "(SELECT nullif(country, '') AS country, country AS land, month, status, events, killed, killed_known,"
    counts += " injured, injured_known FROM event_tally WHERE events > 0) AS event"
    return Query(
        sql=f"SELECT {', '.join([*shown, *sums])} FROM {counts} WHERE {meant.sql}{_grouped(columns, link)}",
        parameters=meant.parameters,
    )


def _from_events(link: Link, selection: Selection, by: Sequence[str]) -> Query:
    meant = where(selection, link.dialect)
    columns = [_GROUPS[name] for name in by]
    joined = " LEFT JOIN event_weapon ON event_weapon.event_id = event.event_id" if "weapon" in by else ""
    sums = ", ".join(
        f"CAST(coalesce(sum({harm}.figure), 0) AS BIGINT) AS {harm}, count({harm}.figure) AS {harm}_known"
        for harm in ("killed", "injured")
    )
    grouped = _grouped(columns, link)
    sql = (
        f"SELECT {', '.join([*columns, 'count(*) AS events', sums])} FROM event{joined}"
        f" {_HARMED.format('killed')} {_HARMED.format('injured')} WHERE {meant.sql}{grouped}"
    )
    return Query(sql=sql, parameters=meant.parameters)


def _grouped(columns: Sequence[str], link: Link) -> str:
    """What follows WHERE: a row for each combination of values of *columns*, in their order."""
    ordered = map(link.dialect.ordered, columns)
    return f" GROUP BY {', '.join(columns)} ORDER BY {', '.join(ordered)}" if columns else ""
