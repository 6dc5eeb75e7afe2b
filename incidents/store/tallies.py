"""Counts and sums of events by one or two of their columns, as SQL does them. Decides nothing about what is shown.

A sum is over the figures that are known: "at least 12" counts as 12, and *known* says how many events had a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.domain.selection import Selection
from incidents.store.link import Link
from incidents.store.order import FIGURE
from incidents.store.select import where

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
_HARMED = (
    f"LEFT JOIN (SELECT event_id, min({FIGURE}) AS figure FROM event_casualty WHERE harm = '{{0}}'"
    " AND casualty_group = 'all' GROUP BY event_id) AS {0} ON {0}.event_id = event.event_id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many *events* share the values in *group*, and their dead and injured as far as these are known."""

    group: tuple[str | None, ...]
    events: int
    killed: int
    killed_known: int
    injured: int
    injured_known: int


def read_tallies(link: Link, selection: Selection, by: Sequence[str]) -> Iterator[Tally]:
    """A tally for each combination of values of *by*, some of ``GROUPS``, in their order.

    An event with two weapons counts under each of them.
    """
    meant = where(selection, link.dialect)
    columns = [f"{_GROUPS[name]} AS group_{number}" for number, name in enumerate(by)]
    keys = [f"group_{number}" for number in range(len(by))]
    joined = " LEFT JOIN event_weapon ON event_weapon.event_id = event.event_id" if "weapon" in by else ""
    sums = ", ".join(
        f"coalesce(sum({harm}.figure), 0) AS {harm}, count({harm}.figure) AS {harm}_known"
        for harm in ("killed", "injured")
    )
    grouped = f" GROUP BY {', '.join(_GROUPS[name] for name in by)}" if by else ""
    sql = (
        f"SELECT {', '.join([*columns, 'count(*) AS events', sums])} FROM event{joined}"
        f" {_HARMED.format('killed')} {_HARMED.format('injured')} WHERE {meant.sql}{grouped}"
    )
    rows = [(tuple(row[key] for key in keys), row) for row in link.rows(sql, meant.parameters)]
    for group, row in sorted(rows, key=lambda pair: [(value is None, value or "") for value in pair[0]]):
        yield Tally(
            group=group,
            events=int(row["events"]),
            killed=int(row["killed"]),
            killed_known=int(row["killed_known"]),
            injured=int(row["injured"]),
            injured_known=int(row["injured_known"]),
        )
