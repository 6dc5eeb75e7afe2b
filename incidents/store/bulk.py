"""Write many events at once: rows go through the driver's ``executemany``, a table at a time, within one transaction.

History, identifiers, foreign keys and indexes stay on; only an ORM's objects and a question for each row are saved.
Memory is a batch's, however many batches there are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, text

from incidents.domain.event import DRAFT, Event, Record
from incidents.domain.imported import File, NamedEvent, NewRow, StoredRow
from incidents.store import articles, links
from incidents.store.citing import Citing
from incidents.store.described import write_description
from incidents.store.description import describe_report
from incidents.store.engine import link
from incidents.store.events import change_event, set_status
from incidents.store.holdings import number_of, split_key
from incidents.store.loading import Loading
from incidents.store.log import Session
from incidents.store.origins import find_rows
from incidents.store.records import find_records
from incidents.store.rows import EVENT_COLUMNS, FACETS, Facet, event_values
from incidents.store.tables import METADATA
from incidents.store.writing import add_new_row, add_rows, add_tuples, find_or_add

BATCH = 500  # rows that are worth handing over at once

# The counter's row is locked until the transaction ends; if that fails, the numbers were never given out.
_NUMBERS = (
    "INSERT INTO counter (prefix, last_number) VALUES (:prefix, :count) ON CONFLICT (prefix)"
    " DO UPDATE SET last_number = counter.last_number + :count RETURNING last_number"
)
_RESERVE = (
    "INSERT INTO counter (prefix, last_number) VALUES (:prefix, :number) ON CONFLICT (prefix)"
    " DO UPDATE SET last_number = CASE WHEN counter.last_number < :number THEN :number ELSE counter.last_number END"
)


class Bulk:
    """Imports into one transaction. *file* is where the rows are from; it is stored with the first of them."""

    def __init__(self, session: Session, file: File) -> None:
        self._session = session
        self._file = file
        self._actors: dict[str, int] = {}
        self._citing = Citing(session, file)
        self._stored: tuple[int, int] | None = None
        self._loading = Loading(session.connection)

    def finish(self) -> None:
        """Make what a large load put off; nothing can be added afterwards."""
        self._loading.end()

    def find(self, identifiers: Sequence[str]) -> Mapping[str, StoredRow]:
        """The newest stored row of each identifier that the dataset has brought before, in this transaction too."""
        return find_rows(link(self._session.connection), self._file.terms.name, identifiers)

    def records(self, event_ids: Sequence[str]) -> Mapping[str, Record]:
        """The events that there are of those identifiers, withdrawn ones too, as this transaction sees them."""
        return {record.event_id: record for record in find_records(link(self._session.connection), event_ids)}

    def add(self, rows: Sequence[NewRow], *, prefix: str) -> tuple[str, ...]:
        """Store rows, a report of each and a new event on it; the events' identifiers, in order.

        *prefix* stands in the identifier of an event whose country is unknown.
        """
        if not rows:
            return ()
        reports = self._add_reports(rows)
        event_ids = self._next_ids([row.event.place.country or prefix for row in rows])
        states = [{"status": DRAFT, "version": 1, "updated_at": self._session.signature.at} for _ in rows]
        linked = [[str(report)] for report in reports]
        self._add_events(event_ids, [row.event for row in rows], states, linked)
        self._link(zip(event_ids, reports, strict=True))
        return tuple(event_ids)

    def renew(self, row: NewRow, *, event_id: str | None, event: Event | None, report: str) -> None:
        """Store a newer edition of a row in place of *report*; the event that rests on it comes to say *event*.

        The old row and its report stay, as all reports do; the event rests on the new one.
        """
        (number,) = self._add_reports([row])
        if event_id is None:
            return
        links.replace(self._session, event_id, report, str(number))
        if event is not None:
            change_event(self._session, event_id, event, version=None)

    def add_named(self, events: Sequence[NamedEvent]) -> None:
        """Store events under identifiers of their own, which no event has yet; the counters go on behind them.

        An event rests on a silent report of each article that it cites.
        """
        now = self._session.signature.at
        states = [
            {"status": each.status, "version": each.version, "updated_at": each.updated_at or now} for each in events
        ]
        event_ids = [each.event_id for each in events]
        for prefix, number in sorted(_highest(event_ids).items()):
            self._session.connection.execute(text(_RESERVE), {"prefix": prefix, "number": number})
        linked = self._add_citations(events)
        self._add_events(event_ids, [each.event for each in events], states, linked)
        self._link((event_id, report) for event_id, each in zip(event_ids, linked, strict=True) for report in each)

    def change(self, event_id: str, event: Event, *, status: str) -> None:
        """Let the event say what *event* says, in the state *status*."""
        change_event(self._session, event_id, event, version=None)
        set_status(self._session, event_id, status)

    def _add_reports(self, rows: Sequence[NewRow]) -> list[int]:
        article, dataset = self._store_file()
        reports = self._insert_reports([(article, row.event) for row in rows], by=self._file.terms.name)
        imported = [
            {"report_id": report, "dataset_id": dataset, **_row_columns(row)}
            for report, row in zip(reports, rows, strict=True)
        ]
        add_rows(self._session.connection, "imported_row", imported)
        return reports

    def _add_citations(self, events: Sequence[NamedEvent]) -> list[list[str]]:
        """The silent reports of the articles that each event cites."""
        accounts = [
            (self._citing.number(cited), Event(main=each.event.main)) for each in events for cited in each.citations
        ]
        reports = iter(self._insert_reports(accounts, by=self._file.profile))
        return [[str(next(reports)) for _ in each.citations] for each in events]

    def _insert_reports(self, accounts: Sequence[tuple[int, Event]], *, by: str) -> list[int]:
        """Store what articles say of events; *by* proposed it."""
        if not accounts:
            return []
        signature, table = self._session.signature, METADATA.tables["report"]
        people = {"proposed_by": by, "accepted_by": signature.by}
        inserting = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        values = [articles.report_row(signature, str(article), event) | people for article, event in accounts]
        reports = [int(number) for number in self._session.connection.execute(inserting, values).scalars()]
        for report, value in zip(reports, values, strict=True):
            self._session.log.added("report", str(report), describe_report(value, ()))
        return reports

    def _link(self, pairs: Iterable[tuple[str, int | str]]) -> None:
        stamp = (self._session.signature.at, self._session.signature.by)
        rows = [(int(report), event_id, *stamp) for event_id, report in pairs]
        add_tuples(self._session.connection, "report_event", _LINK, rows)

    def _add_events(
        self, ids: Sequence[str], events: Sequence[Event], states: Sequence[Mapping[str, Any]], reports: Sequence[Any]
    ) -> None:
        self._loading.begin(len(ids), worthwhile=BATCH)
        signature = self._session.signature
        stamp = (signature.codebook_version, signature.at, self._session.log.revision)
        rows = [
            (*split_key(event_id).values(), *_as_text(event), *(state[name] for name in _STATE), *stamp)
            for event_id, event, state in zip(ids, events, states, strict=True)
        ]
        add_tuples(self._session.connection, "event", _EVENT, rows)
        for facet in FACETS:
            columns = tuple("actor_id" if column == "actor" else column for column in facet.columns)
            found = list(self._facet_rows(facet, ids, events))
            add_tuples(self._session.connection, facet.table, ("event_id", "position", *columns), found)
        for event_id, event, state, linked in zip(ids, events, states, reports, strict=True):
            what = write_description(event, status=state["status"], reports=linked)
            self._session.log.added_as("event", event_id, what)

    def _facet_rows(self, facet: Facet, ids: Sequence[str], events: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
        """The rows of a facet, with the number of the actor in place of the name."""
        actor = facet.columns.index("actor") if facet.names_actor else None
        for event_id, event in zip(ids, events, strict=True):
            for position, row in enumerate(getattr(event, facet.field)):
                values = facet.write(row)
                if actor is not None and values[actor] is not None:
                    values = (*values[:actor], self._actor(values[actor]), *values[actor + 1 :])
                yield (event_id, position, *values)

    def _actor(self, name: str) -> int:
        if name not in self._actors:
            self._actors[name] = find_or_add(self._session.connection, "actor", "name", name)
        return self._actors[name]

    def _next_ids(self, prefixes: Sequence[str]) -> list[str]:
        counts = Counter(prefixes)
        last = {prefix: self._take(prefix, count) for prefix, count in sorted(counts.items())}
        given: Counter[str] = Counter()
        event_ids = []
        for prefix in prefixes:
            given[prefix] += 1
            event_ids.append(f"{prefix}{last[prefix] - counts[prefix] + given[prefix]}")
        return event_ids

    def _take(self, prefix: str, count: int) -> int:
        taken = self._session.connection.execute(text(_NUMBERS), {"prefix": prefix, "count": count})
        return int(taken.scalar_one())

    def _store_file(self) -> tuple[int, int]:
        """The numbers of the file's article and of its dataset, which are made when they are not there."""
        if self._stored is None:
            connection, terms = self._session.connection, self._file.terms
            dataset = add_new_row(connection, "dataset", _dataset_row(self._file), unique="name")
            if dataset is None:
                found = connection.execute(text("SELECT id FROM dataset WHERE name = :name"), {"name": terms.name})
                dataset = int(found.scalar_one())
            article = number_of(articles.add_article(self._session, self._file.article).id)
            row = {"article_id": article, "dataset_id": dataset, "profile": self._file.profile}
            header = json.dumps(self._file.header, ensure_ascii=False)
            connection.execute(_insert_new("imported_file", "article_id"), row | {"header": header})
            self._stored = (article, dataset)
        return self._stored


_STATE = ("status", "version", "updated_at")
_EVENT = ("event_id", "prefix", "number", *EVENT_COLUMNS, *_STATE, "codebook_version", "created_at", "revision_id")
_LINK = ("report_id", "event_id", "linked_at", "linked_by")


def _as_text(event: Event) -> tuple[Any, ...]:
    """The event's own columns as any driver takes them."""
    main, start, end, *rest = event_values(event)
    return (main, None if start is None else start.isoformat(), None if end is None else end.isoformat(), *rest)


def _insert_new(table: str, key: str) -> Any:  # noqa: ANN401 - SQLAlchemy's own type
    columns = [column.name for column in METADATA.tables[table].columns]
    named = ", ".join(f":{column}" for column in columns)
    return text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({named}) ON CONFLICT ({key}) DO NOTHING")


def _row_columns(row: NewRow) -> dict[str, Any]:
    cells = json.dumps(row.cells, ensure_ascii=False, separators=(",", ":"))
    return {"identifier": row.identifier, "line": row.line, "cells": cells}


def _dataset_row(file: File) -> dict[str, Any]:
    terms = file.terms
    return {
        "name": terms.name,
        "label": terms.label,
        "licence": terms.licence,
        "may_be_shared": terms.may_be_shared,
        "citation": terms.citation,
    }


def _highest(event_ids: Iterable[str]) -> dict[str, int]:
    """The highest number under each prefix."""
    highest: dict[str, int] = {}
    for key in map(split_key, event_ids):
        highest[key["prefix"]] = max(highest.get(key["prefix"], 0), key["number"])
    return highest
