"""Write the rows of a file to the database: add new events, change existing ones, and refuse what conflicts.

Rows of other datasets are recognised by their identifiers there. Rows of our own layout carry the identifiers of their
events: an existing event takes over what its row changes, if the file was made from the event as it is now. Works
on a batch of rows at a time, within the transaction of a bulk import.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Profile
from incidents.domain.datasets import Brought, Cells, Cited, NamedEvent, NewRow, State, StoredRow, Terms
from incidents.domain.documents import DRAFT, Document
from incidents.domain.events import Event, Record, from_document, to_document
from incidents.domain.problems import Problem
from incidents.errors import IncidentsError
from incidents.exchange.conversions import SEPARATOR
from incidents.exchange.documents import write_record
from incidents.exchange.guard import unguard
from incidents.exchange.readers.reader import Reader, Row
from incidents.exchange.readers.sheets import Line
from incidents.exchange.rows import compile_cells
from incidents.exchange.writers.csv import show_cell
from incidents.store.bulk import Bulk
from incidents.store.keys import parse_key

_LARGEST = 2**31  # numbers of a database are smaller
_TWICE = "stands in this file twice"
_NO_KEY = "is not an event's identifier, a prefix and a number as in IRQ12"
_SHOWN = 20
_SKIP = "--skip-bad REJECTS.csv"
_CLASHED = (
    "take rows of another database in as events of their own, by whose they are: --dataset NAME\n"
    "  let rows have their way, whatever is here: --overwrite\n  else "
)
_KEPT = 1000  # problems and differences that are remembered word by word
Export = Callable[[Record], Line]
Version = tuple[int, str]


class BadImport(IncidentsError):
    """Rows that cannot be imported; nothing of their file was."""


@dataclass(slots=True, kw_only=True)
class ImportResult:
    """The counts of one import; filled while it runs. Every row is in exactly one of the first five.

    *above* counts the lines of a title that stand above the header, *unread* names columns that no rule reads.
    *problems* are those of rejected rows, *differences* cells that others contradict, each the first thousand;
    *dropped* counts events whose rows an earlier edition had and this one has not.
    *clashes* counts rejected rows whose event is another here, or has moved on.
    *kept* are fields that a newer edition changed and that somebody had changed here before: they were left alone.
    """

    name: str
    layout: str
    terms: Terms | None
    above: int = 0
    unread: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    joined: int = 0
    problems: list[Problem] = field(default_factory=list)
    differences: list[Problem] = field(default_factory=list)
    different: Counter[str] = field(default_factory=Counter)
    kept: list[Problem] = field(default_factory=list)
    clashes: int = 0
    dropped: int = 0
    dropped_events: list[str] = field(default_factory=list)
    rejects: Path | None = None

    @property
    def rows(self) -> int:
        """How many rows of the file were accounted for."""
        return self.added + self.changed + self.unchanged + self.rejected + self.joined

    def reject(self, problems: tuple[Problem, ...]) -> None:
        """Count a row that cannot be imported."""
        self.rejected += 1
        self.problems += problems[: max(0, _KEPT - len(self.problems))]

    def join(self) -> None:
        """Count a row that was joined to another."""
        self.joined += 1

    def differ(self, difference: Problem) -> None:
        """Count a cell that others contradict."""
        self.different[difference.field] += 1
        if len(self.differences) < _KEPT:
            self.differences.append(difference)

    def keep(self, event_id: str, keys: tuple[str, ...], line: int) -> None:
        """Remember what a newer edition did not change."""
        message = f"{event_id} was changed here and keeps its own"
        self.kept += [Problem(field=key, message=message, line=line, is_error=False) for key in keys]

    def drop(self, event_id: str) -> None:
        """Count an event whose row is in this edition no more."""
        self.dropped += 1
        if len(self.dropped_events) < _KEPT:
            self.dropped_events.append(event_id)

    def refusal(self) -> BadImport:
        """Return the error that says which rows are bad."""
        told = "".join(f"\n  {problem}" for problem in self.problems[:_SHOWN])
        more = f"\n  and {len(self.problems) - _SHOWN:,} more" if len(self.problems) > _SHOWN else ""
        return BadImport(
            f"{self.name}: {self.rejected:,} of {self.rows:,} rows cannot be imported, and nothing was:{told}{more}",
            mend=f"{_CLASHED if self.clashes else ''}mend them, or leave them out and keep them in a file: {_SKIP}",
        )


class SeenIdentifiers:
    """The identifiers of the rows read so far, each with its line.

    In a temporary SQLite database, which is a file when it grows: so memory does not grow with the file that is read.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE seen (identifier TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def add(self, rows: Sequence[Row]) -> list[int]:
        """Remember the identifiers of *rows*; return for each row the line on which its identifier stood first."""
        lines = [(row.identifier, row.line.number) for row in rows]
        self._database.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", lines)
        sql = "SELECT identifier, line FROM seen WHERE identifier IN (SELECT value FROM json_each(?))"
        first = dict(self._database.execute(sql, (json.dumps([identifier for identifier, _ in lines]),)))
        return [first[identifier] for identifier, _ in lines]

    def __contains__(self, identifier: str) -> bool:
        sql = "SELECT 1 FROM seen WHERE identifier = ?"
        return self._database.execute(sql, (identifier,)).fetchone() is not None

    def close(self) -> None:
        """Delete them."""
        self._database.close()


class DatasetRows:
    """Writes rows of a dataset: each new, changed, or as it was. Their events are new drafts."""

    def __init__(
        self, bulk: Bulk, result: ImportResult, seen: SeenIdentifiers, *, reader: Reader, header: Cells
    ) -> None:
        self._bulk = bulk
        self._result = result
        self._seen = seen
        self._reader = reader
        self._header = header
        self._bad: set[str] = set()
        self._span = _Span()

    def store(self, rows: Sequence[Row], bad: Sequence[Row]) -> list[Row]:
        """Store good rows; return those that are refused. *bad* are the rows beside them that cannot be read."""
        if not self._reader.is_named:
            rows = [row._replace(identifier=name_by_content(row.line.cells)) for row in rows]
        self._bad.update(row.identifier for row in bad)
        kept, refused = [], []
        for row, first in zip(rows, self._seen.add(rows), strict=True):
            if first == row.line.number:
                kept.append(row)
            else:
                refused.append(self._refuse(row, first))
        stored = self._bulk.find([row.identifier for row in kept])
        new = [row for row in kept if row.identifier not in stored]
        self._bulk.add([_new_row(row, row.event) for row in new if row.event is not None])
        self._result.added += len(new)
        for row in kept if stored else ():
            if row.identifier in stored:
                self._renew(row, stored[row.identifier])
        if self._bulk.has_rows:
            self._span.add(row.event for row in kept if row.event is not None)
        return refused

    def finish(self) -> None:
        """Report which rows of earlier editions are in this one no more; it is none when it has no row of theirs.

        Of other countries and other days than its rows the file says nothing: it may be a part of a dataset.
        """
        if self._result.changed + self._result.unchanged:
            for row in filter(self._span.holds, self._bulk.brought_before()):
                if row.identifier not in self._seen and row.identifier not in self._bad:
                    self._result.drop(row.event_id)

    def _refuse(self, row: Row, first: int) -> Row:
        value = row.identifier if self._reader.is_named else None
        message = f"stands in line {first} already"
        return refuse(row, Problem(field="identifier", message=message, value=value, line=row.line.number))

    def _renew(self, row: Row, stored: StoredRow) -> None:
        if row.event is None or stored.says(row.line.cells, self._header):
            self._result.unchanged += 1
            return
        event = None
        if stored.event_id is not None:
            current = self._bulk.records([stored.event_id])[stored.event_id]
            event, kept = revise(current.event, stored.account, row.event)
            self._result.keep(stored.event_id, kept, row.line.number)
        self._bulk.renew(_new_row(row, row.event), event_id=stored.event_id, event=event, report=stored.report)
        self._result.changed += 1


class NamedRows:
    """Writes rows of our own layout, whose events bring their identifiers and states along.

    *export* writes a record as a line of the file would say it now. With *overwrites* a row changes its event
    whatever it was made from. What the layout cannot say stays as it is; articles that a new event cites are kept as
    citations.
    """

    def __init__(  # noqa: PLR0913 - as above
        self,
        bulk: Bulk,
        result: ImportResult,
        seen: SeenIdentifiers,
        *,
        reader: Reader,
        export: Export,
        overwrites: bool,
    ) -> None:
        self._bulk = bulk
        self._result = result
        self._seen = seen
        self._reader = reader
        self._export = export
        self._overwrites = overwrites
        self._record: Mapping[str, str] | None = None
        self._state: State | Problem = State()

    def store(self, rows: Sequence[Row], bad: Sequence[Row]) -> list[Row]:  # noqa: ARG002 - as DatasetRows has it
        """Store good rows; return those that are refused."""
        kept: list[Row] = []
        named: list[NamedEvent] = []
        refused = []
        records = self._bulk.records([row.identifier for row in rows])
        for row, first in zip(rows, self._seen.add(rows), strict=True):
            fault = self._add(row, first, named, is_new=row.identifier not in records)
            if fault is not None:
                refused.append(refuse(row, fault))
            elif row.identifier in records:
                kept.append(row)
        self._bulk.add_named(named)
        self._result.added += len(named)
        for row in kept:
            clash = self._renew(row, records[row.identifier])
            if clash is not None:
                self._result.clashes += 1
                refused.append(refuse(row, self._problem(row, clash)))
        return refused

    def finish(self) -> None:
        """Report nothing of events that are not in the file: an export may be of a selection."""

    def _add(self, row: Row, first: int, named: list[NamedEvent], *, is_new: bool) -> Problem | None:
        """Append the event of a new row to *named*; return what is wrong with the row, if anything is."""
        key = parse_key(row.identifier)
        if first != row.line.number:
            return self._problem(row, _TWICE)
        if key is None:
            return self._problem(row, _NO_KEY)
        if row.record is not self._record:  # that of most rows is the one before's
            self._record, self._state = row.record, read_state(row)
        if isinstance(self._state, Problem):
            return replace(self._state, line=row.line.number)
        if is_new and row.event is not None:
            named.append(NamedEvent(key, self._state, row.event))
        return None

    def _problem(self, row: Row, message: str) -> Problem:
        field = self._reader.reading.identifier
        return Problem(field=field, message=message, value=row.identifier, line=row.line.number)

    def _renew(self, row: Row, record: Record) -> str | None:
        """Change the event to what the row says; return why that is refused, if it is."""
        before = self._reader.read(self._export(record)).event
        status = row.record.get("status", record.status)
        if row.event is None or before is None or (before == row.event and status == record.status):
            self._result.unchanged += 1
            return None
        clash = None if self._overwrites else find_clash(record, before, row, versions=self._bulk.versions)
        if clash is None:
            event, _ = revise(record.event, before, row.event, is_final=True)
            self._bulk.change(record.event_id, event, status=status)
            self._result.changed += 1
        return clash


def refuse(row: Row, problem: Problem) -> Row:
    """Return *row* with what is wrong with it."""
    return row._replace(event=None, problems=(problem,))


def name_by_content(cells: Cells) -> str:
    """Return an identifier for a row of a table that has none: the same cells give the same."""
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()[:16]


def _new_row(row: Row, event: Event) -> NewRow:
    return NewRow(row.identifier, row.line.number, row.line.cells, event)


class _Span:
    """The countries and the days, from the first to the last, of the events of a file."""

    def __init__(self) -> None:
        self._countries: set[str | None] = set()
        self._days: set[str | None] = set()  # the first and the last; None for an event of no known day

    def add(self, events: Iterable[Event]) -> None:
        """Extend the span to *events*."""
        for event in events:
            self._countries.add(event.place.country)
            self._days.add(None if event.when is None else event.when.start.isoformat())
        known = [day for day in self._days if day is not None]
        self._days = ({None} & self._days) | ({min(known), max(known)} if known else set())

    def holds(self, row: Brought) -> bool:
        """Return whether the event of *row* lies in it."""
        if row.country not in self._countries or row.day is None:
            return row.country in self._countries and None in self._days
        known = [day for day in self._days if day is not None]
        return bool(known) and min(known) <= row.day <= max(known)


def read_state(row: Row) -> State | Problem:
    """Return what a row says of the event's place in a database, or what is wrong with that."""
    record, line = row.record, row.line.number
    version, updated_at = record.get("version", "1"), record.get("updated_at")
    if int(version) < 1:
        return Problem(field="version", message="is not a whole number from 1 on", value=version, line=line)
    if not _is_instant(updated_at):
        message = "is not an instant as in 2026-11-23T18:04:11Z"
        return Problem(field="updated_at", message=message, value=updated_at, line=line)
    return State(record.get("status", DRAFT), int(version), updated_at, _read_citations(record))


def _read_citations(record: Mapping[str, str]) -> tuple[Cited, ...]:
    """Return the articles that the row cites; those that are no numbers are left out."""
    if "reports" not in record:
        return ()
    numbers = record["reports"].split(SEPARATOR)
    outlets = record.get("outlet", "").split(SEPARATOR) if record.get("outlet") else []
    if len(outlets) != len(numbers):
        outlets = [""] * len(numbers)
    return tuple(
        Cited(int(number), outlet or None)
        for number, outlet in zip(numbers, outlets, strict=True)
        if number.isascii() and number.isdecimal() and 0 < int(number) < _LARGEST
    )


def _is_instant(text: str | None) -> bool:
    try:
        return text is None or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def find_clash(record: Record, before: Event, row: Row, *, versions: Callable[[str], Iterable[Version]]) -> str | None:
    """Return why *row* cannot change the event of *record*, None if it can; *before* is the event in the file's words.

    Every database begins with IRQ1. A file tells by version and instant from which state of an event each row was made:
    what this database never had is another event. A row that changes nothing is no clash.

    *versions* tells which ones an event had before, each with its instant; it is asked only where it matters.
    """
    version, at = row.record.get("version"), row.record.get("updated_at")
    if not _is_of(record.version, record.updated_at, version, at):
        if any(_is_of(*each, version, at) for each in versions(record.event_id)):
            return f"the event has moved on: it is at version {record.version}, the file has version {version or at}"
        told = " of ".join(filter(None, (version and f"version {version}", at)))
        return f"is another event here, or was changed in another database: this one never had {told}"
    if row.event is not None and _is_another(before, row.event):
        return f"is another event here, {_describe(before)}: date, place and type all differ"
    return None


def _is_of(number: int, instant: str | None, version: str | None, at: str | None) -> bool:
    """Return whether a row may have been made from that version; what the row does not say fits any."""
    return (version is None or int(version) == number) and (at is None or instant is None or _same(at, instant))


def _same(instant: str, other: str) -> bool:
    return instant == other or datetime.fromisoformat(instant) == datetime.fromisoformat(other)


def _is_another(event: Event, other: Event) -> bool:
    """Return whether date, place and type all differ; what was blank and is filled in is no difference."""
    pairs = (
        (event.when, other.when),
        (event.place.name, other.place.name),
        (event.sub_event_type, other.sub_event_type),
    )
    return all(one is not None and another is not None and one != another for one, another in pairs)


def _describe(event: Event) -> str:
    day = "" if event.when is None else event.when.start.isoformat()
    return ", ".join(filter(None, (day, event.place.name, event.sub_event_type)))


# Neither is changed by a row: the words are a report's, and "claim" sums up "claims".
_NOT_OWN = frozenset({"evidence", "confidence", "claim"})
# Keys that make sense only together.
_BUNDLES = (
    frozenset({"event_date", "end_date", "date_precision"}),
    frozenset({"latitude", "longitude", "place_precision"}),
)


def revise(current: Event, before: Event, after: Event, *, is_final: bool = False) -> tuple[Event, tuple[str, ...]]:
    """Return *current* with all changes from the row *before* to the row *after*, and the keys that were left alone.

    What somebody has changed in the database since is left alone, unless *is_final*: then the row is that work.
    """
    now, was, says = (to_document(event) for event in (current, before, after))
    changed = [key for key in says if key not in _NOT_OWN and says[key] != was[key]]
    kept = set() if is_final else {key for key in changed if now[key] not in (was[key], says[key])}
    kept |= {key for bundle in _BUNDLES if bundle & kept for key in bundle}
    updates: Document = {key: says[key] for key in changed if key not in kept}
    return from_document({**now, **updates}), tuple(key for key in changed if key in kept)


def compile_line(reader: Reader, profile: Profile, codebook: Codebook) -> Export:
    """Return the function that writes a record as the line that the file would have for it now."""
    make_cells = compile_cells(profile.columns, profile, codebook)
    names = [fold(column.name) for column in profile.columns]

    def write(record: Record) -> Line:
        cells = dict(zip(names, (unguard(show_cell(cell)) for cell in make_cells(write_record(record))), strict=True))
        return Line(0, tuple(cells.get(fold(name), "") for name in reader.header))

    return write
