"""Events as bare values, for exports of many: what their records say, without making one of each.

One statement reads all that is asked of an event. The rows that hang on it come as one JSON text, by which equal ones
are known without being read. Memory stays flat: two batches are held, as of records.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import NamedTuple

from incidents.domain.filters import Selection
from incidents.store.connection import Link, Values
from incidents.store.dialect import Dialect
from incidents.store.facets import EVENT_COLUMNS, FACETS, ORIGIN_NAMES, SOURCE_NAMES, Facet
from incidents.store.filters import ALL, Query, select_events
from incidents.store.streaming import stream

KEY, SOURCES, ORIGINS = "event_id", "sources", "origins"
_BATCH = 100  # events, which a processor holds at hand
COLUMNS = (KEY, "status", "version", "updated_at", *EVENT_COLUMNS)
"""Columns of an event's own row that a record shows."""

# Each of these statements asks one table, and is ordered by one of its columns: only so does SQLite look by keys into a
# table as of a past day, which is two put together; of a join it would read the whole first.
_REPORTS = "SELECT report_id FROM report_event WHERE report_event.event_id = event.event_id"
_SOURCES = (
    "SELECT id AS article, (SELECT name FROM outlet WHERE outlet.id = outlet_id) AS outlet,"
    " (SELECT scale FROM outlet WHERE outlet.id = outlet_id) AS scale, published_on, title, path FROM article"
    f" WHERE id IN (SELECT article_id FROM report WHERE id IN ({_REPORTS})) ORDER BY article"
)
_DATASET = "(SELECT {0} FROM dataset WHERE dataset.id = dataset_id) AS {1}"
_ORIGINS = (
    f"SELECT {_DATASET.format('name', 'dataset')}, identifier, {_DATASET.format('licence', 'licence')},"
    f" {_DATASET.format('may_be_shared', 'may_be_shared')} FROM imported_row WHERE report_id IN ({_REPORTS})"
    " ORDER BY identifier"
)
_ANY = "EXISTS (SELECT 1 FROM {})"  # asked once: a table without a row is not looked into for each event
# To look whether there is a report costs a third of looking for articles of none: imported events have none.
_HAS_REPORTS = "EXISTS (SELECT 1 FROM report_event WHERE report_event.event_id = event.event_id)"
_REPORTED = f"{_ANY.format('report_event')} AND {_HAS_REPORTS}"


def read_bare(link: Link, query: Query) -> Generator[Sequence[Values], None, None]:
    """The values of each event that *query*, of ``select_bare``, finds: batches of them, in its order.

    All are from one state of the database.
    """
    batches = link.lists(query.sql, query.parameters, size=_BATCH)
    return stream(link, ([batch] for batch in batches))


class Asked(NamedTuple):
    """What is read of each event: *columns* of its row, some of ``COLUMNS``, and *parts*, some of ``PARTS``."""

    columns: tuple[str, ...]
    parts: tuple[str, ...]


def select_bare(selection: Selection, dialect: Dialect, asked: Asked, also: Query = ALL) -> Query:
    """What is *asked* of each event of *selection* that fulfils *also*: the columns, then the parts.

    A part is a JSON list of lists, of a facet in the order of its rows; no row is None or an empty list.
    """
    own = [f"event.{column}" for column in asked.columns]
    named = ", ".join([*own, *(_gathered(part, dialect) for part in asked.parts)])
    return select_events(selection, dialect, named, also=also, is_swept=True)


def _gathered(part: str, dialect: Dialect) -> str:
    """SQL for the rows of *part* of one event, as one text."""
    if part in _BEHIND:
        names, behind = _BEHIND[part]
        return f"CASE WHEN {_REPORTED} THEN (SELECT {dialect.gathered(names)} FROM ({behind}) AS own) END"
    facet = _FACETS[part]
    rows = _select_facet(facet)
    if dialect.is_clustered:
        gathered = f"SELECT {dialect.gathered(_columns(facet))} {rows}"
    else:
        named = ", ".join(f"{column} AS {name}" for column, name in zip(_columns(facet), facet.columns, strict=True))
        gathered = (
            f"SELECT {dialect.gathered(facet.columns)} FROM (SELECT {named}, position {rows} ORDER BY position) AS own"
        )
    return f"CASE WHEN {_ANY.format(facet.table)} THEN ({gathered}) END"


def _columns(facet: Facet) -> Sequence[str]:
    named = {"actor": "(SELECT name FROM actor WHERE actor.id = actor_id)"}
    return [named.get(column, f"{facet.table}.{column}") for column in facet.columns]


def _select_facet(facet: Facet) -> str:
    return f"FROM {facet.table} WHERE {facet.table}.event_id = event.event_id"


_FACETS = {facet.field: facet for facet in FACETS}
_BEHIND: Mapping[str, tuple[Sequence[str], str]] = {
    SOURCES: (SOURCE_NAMES, _SOURCES),
    ORIGINS: (ORIGIN_NAMES, _ORIGINS),
}
PARTS = (*_FACETS, *_BEHIND)
"""What hangs on an event: facets by their fields, articles behind it, rows it was imported from."""
