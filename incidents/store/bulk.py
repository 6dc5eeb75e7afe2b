"""Write many events at once: columns of rows go through the driver's ``executemany``, within one transaction.

History, identifiers, foreign keys and indexes stay on; only an ORM's objects and a question for each row are saved.
Memory is a block's, however many blocks there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from incidents.domain.datasets import Brought, File, Keys, NamedEvents, NewRows, State, StoredRow
from incidents.domain.events import Event, Record, to_document
from incidents.store import articles, events
from incidents.store.annex import Annexed
from incidents.store.articles import Citing
from incidents.store.events import change_event, set_status
from incidents.store.keys import number_of
from incidents.store.laying import Laying
from incidents.store.loading import Loading
from incidents.store.log import Session
from incidents.store.new_keys import give_keys
from incidents.store.records import find_linked, find_records, find_rows
from incidents.store.revisions import read_versions
from incidents.store.shapes import escape
from incidents.store.telling import tell_reports
from incidents.store.writing import add_missing_row, add_new_row, add_tuples, take_numbers

# The counter's row is locked until the transaction ends; if that fails, the numbers were never given out.
_NUMBERS = (
    "INSERT INTO counter (prefix, last_number) VALUES (:prefix, :count) ON CONFLICT (prefix)"
    " DO UPDATE SET last_number = counter.last_number + :count RETURNING last_number"
)
_RESERVE = (
    "INSERT INTO counter (prefix, last_number) VALUES (:prefix, :number) ON CONFLICT (prefix)"
    " DO UPDATE SET last_number = CASE WHEN counter.last_number < :number THEN :number ELSE counter.last_number END"
)
_ANY = "SELECT 1 FROM imported_row JOIN dataset ON dataset.id = dataset_id WHERE dataset.name = :name LIMIT 1"


class Bulk:
    """Imports into one transaction. *file* is where the rows are from; it is stored with the first of them.

    *has_rows* says whether its dataset had brought any before. *annexed* is asked for what another process made beside.
    """

    def __init__(self, session: Session, file: File, annexed: Annexed | None = None) -> None:
        self._session = session
        self._file = file
        self._citing = Citing(session, file)
        self._stored: tuple[int, int] | None = None
        loading = Loading(session.connection, annexed)
        self._laying = Laying(session, loading)
        self._had_events = loading.has_events()
        self.has_rows = session.connection.value(_ANY, {"name": file.terms.name}) is not None

    def finish(self) -> Collection[str]:
        """Make what a large load put off; nothing can be added afterwards. Returns what ``Loading.end`` does."""
        return self._laying.end()

    def find(self, identifiers: Sequence[str]) -> Mapping[str, StoredRow]:
        """The newest stored row of each identifier that the dataset had brought before this import."""
        if not self.has_rows:
            return {}
        return find_rows(self._session.connection, self._file.terms.name, identifiers)

    def brought_before(self) -> Iterator[Brought]:
        """The rows of the dataset that events rest on, but for events that were withdrawn."""
        return find_linked(self._session.connection, self._file.terms.name)

    def records(self, event_ids: Sequence[str]) -> Mapping[str, Record]:
        """The events that there were before this import of those identifiers, withdrawn ones too, as they are now."""
        if not self._had_events:
            return {}
        return {record.event_id: record for record in find_records(self._session.connection, event_ids)}

    def versions(self, event_id: str) -> list[tuple[int, str]]:
        """The versions that the event had before this one, each with its instant."""
        return read_versions(self._session.connection, event_id)

    def add(self, rows: NewRows, *, prefix: str) -> tuple[str, ...]:
        """Store rows, a report of each and a new event on it; the events' identifiers, in order.

        *prefix* stands in the identifier of an event whose country is unknown.
        """
        self._laying.take(rows.events)
        if not rows.identifiers:
            return ()
        reports = self._add_reports(rows)
        keys = give_keys([country or prefix for country in rows.events.own["country"]], self._take)
        self._laying.lay(keys, [State()] * len(reports), [(report,) for report in reports], rows.events)
        return tuple(keys.event_ids)

    def renew(self, rows: NewRows, *, event_id: str | None, event: Event | None, report: str) -> None:
        """Store a newer edition of a row in place of *report*; the event that rests on it comes to say *event*.

        The old row and its report stay, as all reports do; the event rests on the new one. *rows* is that one row.
        """
        (number,) = self._add_reports(rows)
        if event_id is None:
            return
        events.replace(self._session, event_id, report, number)
        if event is not None:
            change_event(self._session, event_id, event, version=None)

    def add_named(self, named: NamedEvents) -> None:
        """Store events under identifiers of their own, which no event has yet; the counters go on behind them.

        An event rests on a silent report of each article that it cites.
        """
        self._laying.take(named.events)
        highest = sorted(_highest(named.keys).items())
        if highest:
            reserved = [{"prefix": prefix, "number": number} for prefix, number in highest]
            self._session.connection.run_many(_RESERVE, reserved)
        self._laying.lay(named.keys, named.states, self._add_citations(named), named.events)

    def change(self, event_id: str, event: Event, *, status: str) -> None:
        """Let the event say what *event* says, in the state *status*."""
        change_event(self._session, event_id, event, version=None)
        set_status(self._session, event_id, status)

    def _add_reports(self, rows: NewRows) -> list[str]:
        article, dataset = self._store_file()
        accounts = list(zip(repeat(article), rows.events.own["main"], rows.events.accounts, strict=False))
        reports = self._insert_reports(accounts, rows.events.quoted, by=self._file.terms.name)
        imported = zip(map(int, reports), repeat(dataset), rows.identifiers, rows.lines, rows.cells, strict=False)
        add_tuples(self._session.connection, "imported_row", _ROW, list(imported))
        return reports

    def _add_citations(self, named: NamedEvents) -> Sequence[Sequence[str]]:
        """The silent reports of the articles that each event cites."""
        if named.events.digests:
            return [()] * len(named.states)
        mains = named.events.own["main"]
        accounts = [
            (self._citing.number(cited), main, _SILENT[main])
            for state, main in zip(named.states, mains, strict=True)
            for cited in state.citations
        ]
        quoted = (_SILENT_QUOTED[main] for _, main, _ in accounts)
        reports = iter(self._insert_reports(accounts, quoted, by=self._file.profile))
        return [[next(reports) for _ in state.citations] for state in named.states]

    def _insert_reports(self, accounts: Sequence[Account], quoted: Iterable[str], *, by: str) -> list[str]:
        """Store what articles say of events, *quoted* being the same for the log, and return the reports' identifiers.

        *by* proposed it.
        """
        if not accounts:
            return []
        it = self._session.signature
        numbers = take_numbers(self._session.connection, "report", len(accounts))
        stamp = (by, it.by, it.at, it.codebook_version)
        rows = [(number, *account, *stamp) for number, account in zip(numbers, accounts, strict=True)]
        add_tuples(self._session.connection, "report", _REPORT, rows)
        keys = list(map(str, numbers))
        told = tell_reports(accounts, quoted, accepted_by=it.by, codebook_version=it.codebook_version, proposed_by=by)
        self._session.log.added_many("report", keys, told)
        return keys

    def _take(self, prefix: str, count: int) -> int:
        return int(self._session.connection.value(_NUMBERS, {"prefix": prefix, "count": count}))

    def _store_file(self) -> tuple[int, int]:
        """The numbers of the file's article and of its dataset, which are made when they are not there."""
        if self._stored is None:
            connection, terms = self._session.connection, self._file.terms
            dataset = add_new_row(connection, "dataset", _dataset_row(self._file), unique="name")
            if dataset is None:
                dataset = int(connection.value("SELECT id FROM dataset WHERE name = :name", {"name": terms.name}))
            article = number_of(articles.add_article(self._session, self._file.article).id)
            row = {"article_id": article, "dataset_id": dataset, "profile": self._file.profile}
            header = json.dumps(self._file.header, ensure_ascii=False)
            add_missing_row(connection, "imported_file", row | {"header": header}, unique="article_id")
            self._stored = (article, dataset)
        return self._stored


_REPORT = ("id", "article_id", "main", "account", "proposed_by", "accepted_by", "created_at", "codebook_version")
_ROW = ("report_id", "dataset_id", "identifier", "line", "cells")
Account = tuple[int, bool, str]  # the article's number, whether the event is what it is about, and what it says
_SILENT = {main: json.dumps(to_document(Event(main=main)), ensure_ascii=False) for main in (True, False)}
_SILENT_QUOTED = {main: escape(escape(account)) for main, account in _SILENT.items()}


def _dataset_row(file: File) -> dict[str, Any]:
    terms = file.terms
    return {
        "name": terms.name,
        "label": terms.label,
        "licence": terms.licence,
        "may_be_shared": terms.may_be_shared,
        "citation": terms.citation,
    }


def _highest(keys: Keys) -> dict[str, int]:
    """The highest number under each prefix."""
    highest: dict[str, int] = {}
    for prefix, number in zip(keys.prefixes, keys.numbers, strict=True):
        if number > highest.get(prefix, 0):
            highest[prefix] = number
    return highest
