"""Bulk import: write the rows of a file as events, batch by batch with ``executemany``, within one transaction.

History, identifiers and foreign keys are kept as in every write. Memory is a batch's. In a SQLite file without events
indexes are built once, at the end of the transaction: keeping them row by row took three times as long for the whole
import of 200,000 rows (measured).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from incidents.domain.datasets import Brought, File, NamedEvent, NewRow, State, StoredRow
from incidents.domain.documents import EVERYONE, INJURED, KILLED
from incidents.domain.events import PARTS, Event, Record, to_document
from incidents.store import articles, events
from incidents.store.articles import Citing
from incidents.store.connection import Connection
from incidents.store.events import change_event, set_status
from incidents.store.facets import EVENT_COLUMNS, FACETS, Facet
from incidents.store.keys import NO_COUNTRY, number_of
from incidents.store.log import Session, write_json, write_text
from incidents.store.records import event_values, facet_values, find_linked, find_records, find_rows
from incidents.store.revisions import read_versions
from incidents.store.versions import describe_report
from incidents.store.writing import add_missing_row, add_new_row, add_tuples, find_or_add_many, take_numbers

# The counter's row is locked until the transaction ends; if that fails, the numbers were never given out.
_TAKE_NUMBERS = (
    "INSERT INTO counter (prefix, last_number) VALUES (:prefix, :count) ON CONFLICT (prefix)"
    " DO UPDATE SET last_number = counter.last_number + :count RETURNING last_number"
)
_RESERVE_NUMBERS = (
    "INSERT INTO counter (prefix, last_number) VALUES (:prefix, :number) ON CONFLICT (prefix)"
    " DO UPDATE SET last_number = CASE WHEN counter.last_number < :number THEN :number ELSE counter.last_number END"
)
_HAS_ROWS = "SELECT 1 FROM imported_row JOIN dataset ON dataset.id = dataset_id WHERE dataset.name = :name LIMIT 1"
_HAS_EVENTS = "SELECT 1 FROM event LIMIT 1"
_KEY = ("event_id", "prefix", "number", "status", "version", "updated_at")
_EVENT = (*_KEY, "codebook_version", "created_at", "revision_id", *EVENT_COLUMNS)
_LINK = ("report_id", "event_id", "linked_at", "linked_by")
_REPORT = ("id", "article_id", "main", "account", "proposed_by", "accepted_by", "created_at", "codebook_version")
_ROW = ("report_id", "dataset_id", "identifier", "line", "cells")
_WRITE = json.JSONEncoder(ensure_ascii=False).encode
_WRITE_CELLS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SILENT = {main: _WRITE(to_document(Event(main=main))) for main in (True, False)}
_REMEMBERED = 16_384  # values of a field of which it is remembered what they come to
_ACTORS = 50_000  # names whose numbers are remembered


Values = tuple[Any, ...]
Value = TypeVar("Value")


class _NewEvent(NamedTuple):
    """An event to be stored: its identifier, prefix and number, its state, and the reports that it rests on."""

    key: tuple[str, str, int]
    state: State
    event: Event
    reports: Sequence[str]


class _Account(NamedTuple):
    """A report to be stored: the number of its article, and what that says as JSON."""

    article: int
    main: bool
    account: str


class Bulk:
    """Writes the rows of *file* within one transaction; the file is stored as an article with the first of them.

    *has_rows* says whether its dataset had brought any before.
    """

    def __init__(self, session: Session, file: File) -> None:
        self._session = session
        self._connection = session.connection
        self._file = file
        self._citing = Citing(session, file)
        self._stored_file: tuple[int, int] | None = None
        self._actors: dict[str | None, int | None] = {None: None}
        self._describing = _Describing()
        self._rows = {facet.field: _Remembering(partial(_write_rows, facet.field)) for facet in FACETS}
        self._indexes: DeferredIndexes | None = None
        self._had_events = self._connection.value(_HAS_EVENTS) is not None
        self._is_empty = not self._had_events  # until the first batch is written
        self.has_rows = self._connection.value(_HAS_ROWS, {"name": file.terms.name}) is not None

    def finish(self) -> None:
        """Build the indexes that were put off; nothing can be added afterwards."""
        if self._indexes is not None:
            self._indexes.build()

    def find(self, identifiers: Sequence[str]) -> Mapping[str, StoredRow]:
        """Return the newest stored row of each identifier that the dataset had brought before this import."""
        return find_rows(self._connection, self._file.terms.name, identifiers) if self.has_rows else {}

    def brought_before(self) -> Iterator[Brought]:
        """Yield the rows of the dataset that events rest on, but for events that were withdrawn."""
        return find_linked(self._connection, self._file.terms.name)

    def records(self, event_ids: Sequence[str]) -> Mapping[str, Record]:
        """Return those of the events that there were before this import, withdrawn ones too, as they are now."""
        if not self._had_events:
            return {}
        return {record.event_id: record for record in find_records(self._connection, event_ids)}

    def versions(self, event_id: str) -> list[tuple[int, str]]:
        """Return the versions that the event had before this one, each with its instant."""
        return read_versions(self._connection, event_id)

    def add(self, rows: Sequence[NewRow]) -> list[str]:
        """Store rows, a report of each and a new event on it; return the events' identifiers, in order.

        An event of no known country is named as in ZZZ1.
        """
        reports = self._add_rows(rows)
        keys = self._give_keys([row.event.place.country or NO_COUNTRY for row in rows])
        added = zip(keys, rows, reports, strict=True)
        self._add_events([_NewEvent(key, State(), row.event, (report,)) for key, row, report in added])
        return [event_id for event_id, _, _ in keys]

    def renew(self, row: NewRow, *, event_id: str | None, event: Event | None, report: str) -> None:
        """Store a newer edition of a row in place of *report*; the event that rests on it comes to say *event*.

        The old row and its report stay, as all reports do; the event rests on the new one.
        """
        (number,) = self._add_rows([row])
        if event_id is None:
            return
        events.replace(self._session, event_id, report, number)
        if event is not None:
            change_event(self._session, event_id, event, version=None)

    def add_named(self, named: Sequence[NamedEvent]) -> None:
        """Store events under identifiers of their own, which no event has yet; the counters go on behind them.

        An event rests on a silent report of each article that it cites.
        """
        highest: dict[str, int] = {}
        for _, prefix, number in (each.key for each in named):
            highest[prefix] = max(number, highest.get(prefix, 0))
        reserved = [{"prefix": prefix, "number": number} for prefix, number in sorted(highest.items())]
        if reserved:
            self._connection.run_many(_RESERVE_NUMBERS, reserved)
        cited = self._add_citations(named)
        self._add_events([_NewEvent(*each, reports) for each, reports in zip(named, cited, strict=True)])

    def change(self, event_id: str, event: Event, *, status: str) -> None:
        """Let the event say what *event* says, in the state *status*."""
        change_event(self._session, event_id, event, version=None)
        set_status(self._session, event_id, status)

    def _add_events(self, new: Sequence[_NewEvent]) -> None:
        if not new:
            return
        if self._is_empty:
            self._is_empty = False
            self._indexes = DeferredIndexes.put_off(self._connection, len(new))
        signature = self._session.signature
        stamp = (signature.codebook_version, signature.at, self._session.log.revision)
        rows = [
            (*key, state.status, state.version, state.updated_at or signature.at, *stamp, *event_values(event))
            for key, state, event, _ in new
        ]
        add_tuples(self._connection, "event", *_without_silent(_EVENT, rows))
        for facet in FACETS:
            self._add_facet(facet, new)
        linked = (signature.at, signature.by)
        links = [(int(report), each.key[0], *linked) for each in new for report in each.reports]
        add_tuples(self._connection, "report_event", _LINK, links)
        describe = self._describing.describe
        described = (describe(event, status=state.status, reports=reports) for _, state, event, reports in new)
        self._session.log.added_many("event", [each.key[0] for each in new], described)

    def _add_facet(self, facet: Facet, new: Sequence[_NewEvent]) -> None:
        get = attrgetter(facet.field)
        write = self._rows[facet.field]
        rows = [(each.key[0], *row) for each in new for row in write(get(each.event))]
        if facet.names_actor:
            place = 2 + facet.columns.index("actor")  # behind the event's identifier and the position
            numbers = self._number_actors([row[place] for row in rows])
            rows = [(*row[:place], numbers[row[place]], *row[place + 1 :]) for row in rows]
        add_tuples(self._connection, facet.table, ("event_id", "position", *facet.stored_columns), rows)

    def _number_actors(self, names: Sequence[str | None]) -> Mapping[str | None, int | None]:
        """Return the number of each actor, None for none; those that are new are added in the order of *names*."""
        if len(self._actors) > _ACTORS:
            self._actors = {None: None}
        new = [name for name in dict.fromkeys(names) if name is not None and name not in self._actors]
        self._actors.update(find_or_add_many(self._connection, "actor", "name", new))
        return self._actors

    def _give_keys(self, prefixes: Sequence[str]) -> list[tuple[str, str, int]]:
        """Return new identifiers for events with those prefixes, each with its prefix and number."""
        following: dict[str, int] = {}
        for prefix, count in sorted(Counter(prefixes).items()):
            last = self._connection.value(_TAKE_NUMBERS, {"prefix": prefix, "count": count})
            following[prefix] = int(last) - count + 1
        keys = []
        for prefix in prefixes:
            number = following[prefix]
            following[prefix] = number + 1
            keys.append((f"{prefix}{number}", prefix, number))
        return keys

    def _add_rows(self, rows: Sequence[NewRow]) -> list[str]:
        """Store rows with a report of each, and return the reports' identifiers."""
        if not rows:
            return []
        article, dataset = self._store_file()
        accounts = [_Account(article, row.event.main, _WRITE(to_document(row.event))) for row in rows]
        reports = self._add_reports(accounts, proposed_by=self._file.terms.name)
        imported = [
            (int(report), dataset, row.identifier, row.line, _WRITE_CELLS(row.cells))
            for report, row in zip(reports, rows, strict=True)
        ]
        add_tuples(self._connection, "imported_row", _ROW, imported)
        return reports

    def _add_citations(self, named: Sequence[NamedEvent]) -> list[list[str]]:
        """Store a silent report of each article that each event cites, and return their identifiers."""
        accounts = [
            _Account(self._citing.number(cited), each.event.main, _SILENT[each.event.main])
            for each in named
            for cited in each.state.citations
        ]
        reports = iter(self._add_reports(accounts, proposed_by=self._file.profile))
        return [[next(reports) for _ in each.state.citations] for each in named]

    def _add_reports(self, accounts: Sequence[_Account], *, proposed_by: str) -> list[str]:
        if not accounts:
            return []
        it = self._session.signature
        stamp = (proposed_by, it.by, it.at, it.codebook_version)
        numbers = take_numbers(self._connection, "report", len(accounts))
        rows = [(number, *account, *stamp) for number, account in zip(numbers, accounts, strict=True)]
        add_tuples(self._connection, "report", _REPORT, rows)
        keys = list(map(str, numbers))
        described = (write_json(describe_report(dict(zip(_REPORT, row, strict=True)), ())) for row in rows)
        self._session.log.added_many("report", keys, described)
        return keys

    def _store_file(self) -> tuple[int, int]:
        """Return the numbers of the file's article and of its dataset, which are made when they are not there."""
        if self._stored_file is None:
            terms = self._file.terms
            dataset = add_new_row(self._connection, "dataset", _dataset_row(self._file), unique="name")
            if dataset is None:
                dataset = int(self._connection.value("SELECT id FROM dataset WHERE name = :name", {"name": terms.name}))
            article = number_of(articles.add_article(self._session, self._file.article).id)
            row = {"article_id": article, "dataset_id": dataset, "profile": self._file.profile}
            header = json.dumps(self._file.header, ensure_ascii=False)
            add_missing_row(self._connection, "imported_file", row | {"header": header}, unique="article_id")
            self._stored_file = (article, dataset)
        return self._stored_file


def _without_silent(columns: Sequence[str], rows: Sequence[Values]) -> tuple[Sequence[str], Sequence[Values]]:
    """Return rows without the columns that say nothing: to bind a None takes SQLite's driver four times a number."""
    said = [place for place, values in enumerate(zip(*rows, strict=True)) if values.count(None) < len(values)]
    return [columns[place] for place in said], list(map(itemgetter(*said), rows))


class _Remembering(Generic[Value]):
    """A function of one field that remembers what it returned, by the identity of its argument.

    A reader gives the same object for the same cells; to compare two would take longer than what is saved.
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._known: dict[int, tuple[object, Value]] = {}  # with the argument, so that no other object gets its number

    def __call__(self, argument: object) -> Value:
        known = self._known.get(id(argument))
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[id(argument)] = argument, self._work(argument)
        return known[1]


def _write_rows(field: str, values: tuple[Any, ...]) -> list[Values]:
    """Return the rows of one facet of an event, each with its position, without the event's identifier."""
    write = facet_values(field)
    return [(position, *write(value)) for position, value in enumerate(values)]


def _describe_part(name: str, value: object) -> str:
    """Return the keys of a description that one field of an event comes to: the inside of a JSON object."""
    written = PARTS[name].write(value)
    return write_json({key: written[key] for key in written if key != "claim"})[1:-1]


def _describe_casualties(casualties: object) -> tuple[str, str]:
    """Return the same of casualties: the rows, and the totals, which stand further behind."""
    written = PARTS["casualties"].write(casualties)
    rows = {"casualties": written.pop("casualties")}
    return write_json(rows)[1:-1], write_json(written)[1:-1]


class _Describing:
    """Writes ``describe_event`` as JSON, put together of texts that are remembered: in a quarter of the time."""

    def __init__(self) -> None:
        names = ("when", "actors", "claims", "targets", "weapons")
        parts = [_Remembering(partial(_describe_part, name)) for name in names]
        self._when, self._actors, self._claims, self._targets, self._weapons = parts
        self._casualties = _Remembering(_describe_casualties)

    def describe(self, event: Event, *, status: str, reports: Sequence[str]) -> str:
        """Return the description of an event that is new."""
        place, text = event.place, write_text
        casualties, totals = self._casualties(event.casualties)
        confidence = write_json(dict(event.confidence)) if event.confidence else "{}"
        linked = write_json(sorted(reports, key=int)) if reports else "[]"
        return (
            f'{{{self._actors(event.actors)},"admin1":{text(place.admin1)},{casualties},{self._claims(event.claims)},'
            f'"confidence":{confidence},"country":{text(place.country)},{self._when(event.when)},'
            f'"event_type":{text(event.event_type)},{totals},"latitude":{_write_degrees(place.latitude)},'
            f'"longitude":{_write_degrees(place.longitude)},"main":{"true" if event.main else "false"},'
            f'"place":{text(place.name)},"place_layer":{text(place.layer)},"place_match":{text(place.match)},'
            f'"place_precision":{text(place.precision)},"place_reported":{text(place.reported)},"reports":{linked},'
            f'"stage":{text(event.stage)},"status":{text(status)},"sub_event_type":{text(event.sub_event_type)},'
            f'"summary":{text(event.summary)},{self._targets(event.targets)},{self._weapons(event.weapons)}}}'
        )


def _write_degrees(value: float | None) -> str:
    """Return degrees as JSON; -0.0 and 36 as 0.0 and 36.0, as a database gives them back."""
    return "null" if value is None else repr(value + 0.0)


def _dataset_row(file: File) -> dict[str, Any]:
    terms = file.terms
    return {
        "name": terms.name,
        "label": terms.label,
        "licence": terms.licence,
        "may_be_shared": terms.may_be_shared,
        "citation": terms.citation,
    }


DEFERRED = 250  # events of a first batch for which it pays to put indexes off
_TABLES = ("event", "report", "report_event", "change", *(facet.table for facet in FACETS))
_MADE = (
    "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    f" AND tbl_name IN ({', '.join(map(repr, _TABLES))}) ORDER BY type, name"
)
_CACHE = "PRAGMA cache_size = -32000"  # kilobytes; three times as much gained nothing
_SPELLED = "replace(replace({0}, '\u00df', 'ss'), '\u1e9e', 'ss')"  # as the triggers have it
_SEARCHED = ("summary", "place", "place_reported")
_TOTAL = f"min(coalesce(best, low, high)) FILTER (WHERE harm = '{{0}}' AND casualty_group = '{EVERYONE}') AS {{0}}"


def _set_words(setting: tuple[str, int]) -> str:
    """Return the statement that sets an option of FTS5, which stays with the table."""
    return "INSERT INTO event_words (event_words, rank) VALUES ('{}', {})".format(*setting)


_FILL_SPOTS = (
    "INSERT INTO event_spot (south, north, west, east, latitude, longitude)"
    " SELECT latitude, latitude, longitude, longitude, latitude, longitude FROM event"
    " WHERE latitude IS NOT NULL GROUP BY latitude, longitude ORDER BY min(rowid)"
)
_FILL_TERMS = "INSERT INTO event_term (id, event_id) SELECT rowid, event_id FROM event ORDER BY rowid"
_FASTER_WORDS = ("hashsize", 4 << 20), ("automerge", 0)  # sorted 4 MB at a time and merged once: in half of the time
_USUAL_WORDS = ("hashsize", 1 << 20), ("automerge", 4)
_FILL_WORDS = (
    f"INSERT INTO event_words (rowid, {', '.join(_SEARCHED)})"
    f" SELECT rowid, {', '.join(map(_SPELLED.format, _SEARCHED))} FROM event ORDER BY rowid"
)
_CLEAR_TALLIES = "DELETE FROM event_tally"
_FILL_TALLIES = (
    "INSERT INTO event_tally (country, month, status, events, killed, killed_known, injured, injured_known)"
    " SELECT coalesce(country, ''), coalesce(substr(event_date, 1, 7), ''), status, count(*),"
    " coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured)"
    f" FROM event LEFT JOIN (SELECT event_id, {_TOTAL.format(KILLED)}, {_TOTAL.format(INJURED)} FROM event_casualty"
    " GROUP BY event_id) USING (event_id) GROUP BY 1, 2, 3"
)
_FILL = (
    _FILL_SPOTS,
    _FILL_TERMS,
    *map(_set_words, _FASTER_WORDS),
    _FILL_WORDS,
    *map(_set_words, _USUAL_WORDS),
    _CLEAR_TALLIES,
    _FILL_TALLIES,
)
"""What points, words and counts are searched by, of all events: what the triggers write row by row."""


class DeferredIndexes:
    """The indexes and triggers of the event tables of a SQLite file, dropped until ``build`` makes them again.

    All within the load's transaction: nobody else sees the tables without them.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        made = [(row["type"], row["name"], row["sql"]) for row in connection.fetch(_MADE)]
        self._indexes = [sql for kind, _, sql in made if kind == "index"]
        self._triggers = [sql for kind, _, sql in made if kind == "trigger"]
        for sql in (_CACHE, *(f"DROP {kind} {name}" for kind, name, _ in made)):
            connection.run(sql)

    @classmethod
    def put_off(cls, connection: Connection, rows: int) -> DeferredIndexes | None:
        """Return the indexes, put off, where that pays for a load that begins with so many *rows*."""
        return cls(connection) if connection.dialect.name == "sqlite" and rows >= DEFERRED else None

    def build(self) -> None:
        """Make them again, and what the triggers would have written."""
        for sql in (*self._indexes, *_FILL, *self._triggers):
            self._connection.run(sql)
