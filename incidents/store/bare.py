"""Events as bare values, for exports of many: what their records say, without making one of each.

Memory stays flat: two batches are held, as of records.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from typing import Any

from incidents.domain.event import Record
from incidents.store.behind import find_reports
from incidents.store.link import Link, Values
from incidents.store.query import Query
from incidents.store.records import BATCH, find_articles, make_source, select_facet, stream
from incidents.store.rows import EVENT_COLUMNS, FACETS, Facet, read_event

KEY, SOURCES = "event_id", "sources"
COLUMNS = (KEY, "status", "version", "updated_at", *EVENT_COLUMNS)
"""Columns of an event's own row that a record shows."""
Group = tuple[Values, ...]
Groups = Mapping[str, Group]


def read_bare(link: Link, query: Query, parts: Sequence[str]) -> Generator[Values, None, None]:
    """For each event that *query* finds: its row, which begins with the identifier, and its rows of each of *parts*.

    These are some of ``PARTS``; None stands for no row. All are from one state of the database, in the query's order.
    """
    return stream(link, _read_batches(link, query, [_READ[part] for part in parts]))


def make_part(columns: Mapping[str, Any], groups: Groups) -> Record:
    """A record that says what these *columns* and rows of parts do, and nothing else."""
    row = {**dict.fromkeys(COLUMNS), **columns}
    facets = {
        facet.field: [dict(zip(facet.columns, values, strict=True)) for values in groups.get(facet.field, ())]
        for facet in FACETS
    }
    sources = tuple(make_source(values) for values in groups.get(SOURCES, ()))
    return Record(
        event_id=row[KEY],
        event=read_event(row, facets, ()),
        status=row["status"],
        version=row["version"],
        updated_at=row["updated_at"],
        reports=tuple(source.article for source in sources),
        sources=sources,
    )


def _read_batches(
    link: Link, query: Query, readers: Sequence[Callable[[Link, Sequence[str]], Groups]]
) -> Generator[Sequence[Values], None, None]:
    for batch in link.lists(query.sql, query.parameters, size=BATCH):
        keys = [row[0] for row in batch]
        found = [read(link, keys) for read in readers]
        yield list(zip(batch, *(map(groups.get, keys) for groups in found), strict=True))


def _read_facet(facet: Facet, link: Link, keys: Sequence[str]) -> Groups:
    groups: dict[str, Group] = {}
    query = select_facet(facet, keys)
    for rows in link.lists(query.sql, query.parameters, size=BATCH):
        for row in rows:
            groups[row[0]] = (*groups.get(row[0], ()), row[1:])
    return groups


def _read_sources(link: Link, keys: Sequence[str]) -> Groups:
    pairs, articles = find_articles(link, find_reports(link, keys))
    groups: dict[str, Group] = {}
    for event_id, article in pairs:
        groups[event_id] = (*groups.get(event_id, ()), articles[article])
    return groups


_READ: Mapping[str, Callable[[Link, Sequence[str]], Groups]] = {
    **{facet.field: partial(_read_facet, facet) for facet in FACETS},
    SOURCES: _read_sources,
}
PARTS = tuple(_READ)
"""What hangs on an event: its facets by their fields, and the articles behind it."""
