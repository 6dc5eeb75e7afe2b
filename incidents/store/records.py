"""Read events as records: their rows, and the facets, evidence, sources and origins behind them.

These are fetched for a batch of events at a time: memory stays flat, however many events there are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from incidents.domain.casualties import Casualty, Count
from incidents.domain.datasets import Brought, StoredRow
from incidents.domain.dates import When
from incidents.domain.documents import PLACE
from incidents.domain.events import Actor, Claim, Event, Origin, Record, Source, Target, Weapon, from_document
from incidents.domain.evidence import Evidence, Judgement
from incidents.domain.locations import Place
from incidents.domain.text import show_erased
from incidents.store.connection import Link, Row, Values
from incidents.store.facets import EVENT_COLUMNS, FACETS, SOURCE_COLUMNS, SOURCE_NAMES, Facet
from incidents.store.filters import Query, is_in
from incidents.store.streaming import BATCH, stream

_ROOM = 10_000  # keys in one statement
Linked = Sequence[tuple[str, int]]


def find(link: Link, sql: str, keys: Sequence[Any], *, order: str = "") -> Iterator[Values]:
    """The rows that *sql*, which ends in a column, finds by any of *keys*: so many at a time as there is room for."""
    for start in range(0, len(keys), _ROOM):
        where = is_in("", keys[start : start + _ROOM], name="key")
        for rows in link.lists(f"{sql}{where.sql}{order}", where.parameters, size=_ROOM):
            yield from rows


def find_reports(link: Link, event_ids: Sequence[str]) -> Linked:
    """Each event with each report that it rests on, in order."""
    return sorted(find(link, "SELECT event_id, report_id FROM report_event WHERE event_id", event_ids))


def read_source(row: Row) -> Source:
    """The article behind a row that has ``SOURCE_COLUMNS``."""
    return make_source(row[name] for name in SOURCE_NAMES)


def make_source(values: Iterable[Any]) -> Source:
    """The article of the values of ``SOURCE_COLUMNS``, in their order."""
    article, outlet, scale, published_on, title, path = values
    return Source(
        article=str(article), outlet=outlet, scale=scale, published_on=read_day(published_on), title=title, path=path
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words behind a value of an event, and the article that has them; *report* is the report's identifier."""

    evidence: Evidence
    source: Source
    report: str


Columns = Mapping[str, Any]


# What the columns of a facet's row are of a value, by the facet's field, and how such a value is made of them.
_WRITE: Mapping[str, Callable[[Any], tuple[Any, ...]]] = {
    "weapons": attrgetter("weapon", "launched", "intercepted", "failed", "impacted"),
    "actors": attrgetter("name", "role", "type", "country", "attribution"),
    "targets": attrgetter("type", "name", "outcome"),
    "casualties": attrgetter("harm", "group", "count.low", "count.best", "count.high", "count.status"),
    "claims": attrgetter("status", "by", "mode", "source"),
}
_READ: Mapping[str, Callable[..., Any]] = {
    "weapons": Weapon,
    "actors": Actor,
    "targets": Target,
    "casualties": lambda harm, group, *count: Casualty(harm, Count(*count), group),
    "claims": Claim,
}


def write_event(event: Event) -> dict[str, Any]:
    """The values of ``EVENT_COLUMNS`` by their names."""
    return dict(zip(EVENT_COLUMNS, event_values(event), strict=True))


def event_values(event: Event) -> tuple[Any, ...]:
    """The values of ``EVENT_COLUMNS``."""
    when, place = event.when, event.place
    return (
        event.main,
        *((None, None, None) if when is None else (when.start.isoformat(), when.end.isoformat(), when.precision)),
        *place_values(place),
        event.event_type,
        event.sub_event_type,
        event.stage,
        event.summary,
        write_confidence(event.confidence),
    )


place_values = attrgetter(*PLACE.values())
"""The values of a place, in the order of its keys."""


def write_confidence(confidence: Mapping[str, float]) -> str | None:
    """How sure each field is, as its column holds it."""
    return json.dumps(dict(confidence)) if confidence else None


def write_facet(facet: Facet, event: Event) -> list[dict[str, Any]]:
    """The rows of one facet, without the event's identifier; ``position`` counts from 0."""
    rows = map(_WRITE[facet.field], getattr(event, facet.field))
    return [
        {"position": position, **dict(zip(facet.columns, values, strict=True))} for position, values in enumerate(rows)
    ]


def facet_values(field: str) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of the columns of a facet's row."""
    return _WRITE[field]


def read_event(row: Columns, facets: Mapping[str, Sequence[Columns]], evidence: tuple[Evidence, ...]) -> Event:
    """The event of one row, with the rows of each facet by the facet's *field*, in order of position."""
    return Event(
        main=bool(row["main"]),
        when=_read_when(row),
        place=_read_place(row),
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"],
        stage=row["stage"],
        summary=row["summary"],
        confidence=json.loads(row["confidence"]) if row["confidence"] else {},
        evidence=evidence,
        **{facet.field: _make_facet(facet, facets.get(facet.field, ())) for facet in FACETS},
    )


def read_judgements(column: str | None) -> tuple[Judgement, ...]:
    """The rules by which an event follows from its reports, from the column that holds them."""
    return () if column is None else tuple(Judgement(**each) for each in json.loads(column))


def read_day(value: str | date | None) -> date | None:
    """A day as either database hands it over: SQLite as text, PostgreSQL as a date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _make_facet(facet: Facet, rows: Sequence[Columns]) -> tuple[Any, ...]:
    return tuple(_READ[facet.field](*(row[column] for column in facet.columns)) for row in rows)


def _read_when(row: Columns) -> When | None:
    start, end = read_day(row["event_date"]), read_day(row["end_date"])
    return None if start is None or end is None else When(start, end, row["date_precision"])


def _read_place(row: Columns) -> Place:
    return Place(**{name: row[column] for column, name in PLACE.items()})


_ORIGINS = (
    "SELECT imported_row.report_id, dataset.name, imported_row.identifier, dataset.licence, dataset.may_be_shared"
    " FROM imported_row JOIN dataset ON dataset.id = imported_row.dataset_id WHERE imported_row.report_id"
)
_STORED = (
    "SELECT imported_row.*, imported_file.header, report.account, report_event.event_id FROM imported_row"
    " JOIN dataset ON dataset.id = imported_row.dataset_id JOIN report ON report.id = imported_row.report_id"
    " JOIN imported_file ON imported_file.article_id = report.article_id"
    " LEFT JOIN report_event ON report_event.report_id = imported_row.report_id"
    " WHERE dataset.name = :dataset AND {} ORDER BY imported_row.report_id"
)

_LINKED = (
    "SELECT DISTINCT imported_row.identifier, event.prefix, event.number, event.event_id, event.country,"
    " event.event_date FROM imported_row"
    " JOIN dataset ON dataset.id = imported_row.dataset_id"
    " JOIN report_event ON report_event.report_id = imported_row.report_id"
    " JOIN event ON event.event_id = report_event.event_id"
    " WHERE dataset.name = :dataset AND event.status <> 'withdrawn' ORDER BY event.prefix, event.number"
)


def read_origins(link: Link, linked: Linked) -> Iterator[tuple[str, Origin]]:
    """The rows of datasets behind each event, by dataset and identifier, with the event's identifier."""
    rows = dict(_read_rows(link, sorted({report for _, report in linked})))
    found = sorted({(event_id, rows[report]) for event_id, report in linked if report in rows})
    for event_id, (dataset, identifier, licence, may_be_shared) in found:
        yield (
            event_id,
            Origin(dataset=dataset, identifier=identifier, licence=licence, may_be_shared=bool(may_be_shared)),
        )


def _read_rows(link: Link, reports: Sequence[int]) -> Iterator[tuple[int, Values]]:
    for report, *values in find(link, _ORIGINS, reports):
        yield report, tuple(values)


@lru_cache(maxsize=16)  # that of a file, which stands beside each of its rows
def _read_header(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def find_rows(link: Link, dataset: str, identifiers: Sequence[str]) -> Mapping[str, StoredRow]:
    """The newest stored row of each identifier that the dataset has brought before."""
    if not identifiers:
        return {}
    where = is_in("imported_row.identifier", identifiers, name="identifier")
    rows = link.rows(_STORED.format(where.sql), {"dataset": dataset, **where.parameters})
    return {
        row["identifier"]: StoredRow(
            identifier=row["identifier"],
            report=str(row["report_id"]),
            header=_read_header(row["header"]),
            cells=tuple(json.loads(row["cells"])),
            account=from_document(json.loads(row["account"])),
            event_id=row["event_id"],
        )
        for row in rows
    }


def find_linked(link: Link, dataset: str) -> Iterator[Brought]:
    """The rows of the dataset that events rest on which are not withdrawn."""
    for row in link.rows(_LINKED, {"dataset": dataset}):
        day = None if row["event_date"] is None else str(row["event_date"])
        yield Brought(row["identifier"], row["event_id"], row["country"], day)


Key = TypeVar("Key", str, int)
Value = TypeVar("Value")

_CITATIONS = (
    f"SELECT report_event.event_id AS event_id, evidence.*, {SOURCE_COLUMNS} FROM report_event"
    " JOIN evidence ON evidence.report_id = report_event.report_id JOIN report ON report.id = report_event.report_id"
    " JOIN article ON article.id = report.article_id LEFT JOIN outlet ON outlet.id = article.outlet_id"
    " WHERE {} ORDER BY report_event.event_id, evidence.report_id, evidence.position"
)
_REPORTED = "SELECT id, article_id FROM report WHERE id"
_ARTICLES = f"SELECT {SOURCE_COLUMNS} FROM article LEFT JOIN outlet ON outlet.id = article.outlet_id WHERE article.id"
_EVIDENCE = ("report_id", "field", "start_offset", "end_offset", "quote", "value", "proposed_by", "accepted_by")
_BY_POSITION = " ORDER BY report_id, position"
_WORDS = f"SELECT {', '.join(_EVIDENCE)} FROM evidence WHERE report_id"


def read_records(link: Link, query: Query) -> Generator[Record, None, None]:
    """A record for each row of ``event`` that *query* finds, in its order, all from one state of the database."""
    return stream(link, _read_batches(link, query))


def find_record(link: Link, event_id: str) -> Record | None:
    """The event of that identifier, or None."""
    query = Query(sql="SELECT * FROM event WHERE event_id = :id", parameters={"id": event_id})
    return next(read_records(link, query), None)


def find_records(link: Link, event_ids: Sequence[str]) -> list[Record]:
    """The events that there are of those identifiers, withdrawn ones too."""
    where = is_in("event_id", event_ids, name="id")
    return list(read_records(link, Query(sql=f"SELECT * FROM event WHERE {where.sql}", parameters=where.parameters)))


def read_citations(link: Link, event_ids: Sequence[str]) -> Iterator[tuple[str, Citation]]:
    """The words behind each event, by report, with the event's identifier."""
    where = is_in("report_event.event_id", event_ids, name="id")
    for row in link.rows(_CITATIONS.format(where.sql), where.parameters):
        yield row["event_id"], Citation(evidence=_evidence(row), source=read_source(row), report=str(row["report_id"]))


def _read_batches(link: Link, query: Query) -> Generator[Sequence[Record], None, None]:
    with closing(link.rows(query.sql, query.parameters)) as rows:
        while batch := list(islice(rows, BATCH)):
            yield tuple(_read_batch(link, batch))


def _read_batch(link: Link, batch: Sequence[Row]) -> Iterator[Record]:
    event_ids = [row["event_id"] for row in batch]
    facets = {facet.field: _read_facet(link, _select_facet(facet, event_ids)) for facet in FACETS}
    linked = find_reports(link, event_ids)
    evidence, sources = _read_evidence(link, linked), _sources(link, linked)
    origins = _group(read_origins(link, linked))
    for row in batch:
        event_id = row["event_id"]
        own = {field: rows.get(event_id, []) for field, rows in facets.items()}
        yield Record(
            event_id=event_id,
            event=read_event(row, own, tuple(evidence.get(event_id, ()))),
            status=row["status"],
            version=row["version"],
            updated_at=row["updated_at"],
            reports=tuple(source.article for source in sources.get(event_id, ())),
            sources=tuple(sources.get(event_id, ())),
            origins=tuple(origins.get(event_id, ())),
            judgements=read_judgements(row["judgements"]),
            merged_into=row["merged_into"],
            apart=tuple(json.loads(row["apart"] or "[]")),
        )


def _read_facet(link: Link, query: Query) -> Mapping[str, list[Row]]:
    return _group((row["event_id"], row) for row in link.rows(query.sql, query.parameters))


def _select_facet(facet: Facet, event_ids: Sequence[str]) -> Query:
    """The rows of a facet of those events, each behind its event's identifier, in their order."""
    where = is_in("event_id", event_ids, name="id")
    columns = ", ".join("actor.name AS actor" if column == "actor" else column for column in facet.columns)
    joined = f"{facet.table} LEFT JOIN actor ON actor.id = actor_id" if facet.names_actor else facet.table
    sql = f"SELECT event_id, {columns} FROM {joined} WHERE {where.sql} ORDER BY event_id, position"
    return Query(sql=sql, parameters=where.parameters)


def _read_evidence(link: Link, linked: Linked) -> Mapping[str, list[Evidence]]:
    reports = sorted({report for _, report in linked})
    rows = [dict(zip(_EVIDENCE, values, strict=True)) for values in find(link, _WORDS, reports, order=_BY_POSITION)]
    articles: dict[int, int] = dict(find(link, _REPORTED, sorted({row["report_id"] for row in rows})))
    words = _group((row["report_id"], _evidence(row | {"article": articles[row["report_id"]]})) for row in rows)
    return _group((event_id, each) for event_id, report in linked for each in words.get(report, ()))


def _sources(link: Link, linked: Linked) -> Mapping[str, list[Source]]:
    articles: dict[int, int] = dict(find(link, _REPORTED, sorted({report for _, report in linked})))
    sources = {values[0]: make_source(values) for values in find(link, _ARTICLES, sorted(set(articles.values())))}
    pairs = sorted({(event_id, articles[report]) for event_id, report in linked})
    return _group((event_id, sources[article]) for event_id, article in pairs)


def _group(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, list[Value]]:
    groups: dict[Key, list[Value]] = defaultdict(list)
    for event_id, value in pairs:
        groups[event_id].append(value)
    return groups


def _evidence(row: Row) -> Evidence:
    return Evidence(
        field=row["field"],
        start=row["start_offset"],
        end=row["end_offset"],
        quote=show_erased(row["quote"]),
        value=row["value"],
        article=str(row["article"]),
        proposed_by=row["proposed_by"],
        accepted_by=row["accepted_by"],
    )
