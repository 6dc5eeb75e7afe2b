"""Rows of events made into records: facets, evidence and sources are fetched for a batch of events at a time.

Memory stays flat: two batches are held, however many events there are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import TypeVar

from incidents.domain.erased import tell
from incidents.domain.event import Record, Source
from incidents.domain.evidence import Evidence
from incidents.store.behind import Linked, find, find_reports
from incidents.store.facets import FACETS, SOURCE_COLUMNS, Facet
from incidents.store.sources import Citation
from incidents.store.link import Link, Row
from incidents.store.origins import read_origins
from incidents.store.query import Query
from incidents.store.rows import read_event, read_judgements
from incidents.store.select import is_in
from incidents.store.sources import make_source, read_source
from incidents.store.streaming import BATCH, stream

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
        quote=tell(row["quote"]),
        value=row["value"],
        article=str(row["article"]),
        proposed_by=row["proposed_by"],
        accepted_by=row["accepted_by"],
    )
