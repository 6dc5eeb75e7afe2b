"""Rows of our own layout into the database: events under the identifiers that they had when they were exported.

An event that is there already takes over what the file says otherwise, if it has not moved on since the export. What
the layout cannot say stays as it is. Articles that a new event cites are not here: they are kept as citations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.codebook.model import Profile
from incidents.desk.importing.outcome import Outcome
from incidents.desk.importing.seen import Seen
from incidents.domain.event import DRAFT, Record
from incidents.domain.imported import Cited, NamedEvent
from incidents.domain.problem import Problem
from incidents.exchange.conversions import SEPARATOR
from incidents.exchange.export import show_cell
from incidents.exchange.guard import unguard
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.revision import revise
from incidents.exchange.reading.sheet import Line
from incidents.exchange.rows import compile_columns

_MOST = 2**31  # numbers of a database are smaller


class NamedRows:
    """Stores rows through *bulk* (``store.bulk.Bulk``), counting them in *outcome*."""

    def __init__(
        self,
        bulk: Any,  # noqa: ANN401 - only writing pays for SQLAlchemy
        outcome: Outcome,
        *,
        reader: Reader,
        profile: Profile,
        codebook: Codebook,
    ) -> None:
        self._bulk = bulk
        self._outcome = outcome
        self._reader = reader
        self._export = _compile_line(reader, profile, codebook)
        self._seen = Seen()

    def store(self, rows: Sequence[Row]) -> list[Row]:
        """Store a batch of good rows; those that cannot be are returned with their problem."""
        refused: list[Row] = []
        new: list[NamedEvent] = []
        known = self._bulk.records([row.identifier for row in rows])
        for row in rows:
            problem = self._fault(row, known.get(row.identifier))
            self._seen.add(row.identifier)
            if problem is not None:
                refused.append(replace(row, event=None, problems=(problem,)))
            elif row.identifier in known:
                self._renew(row, known[row.identifier])
            elif row.event is not None:
                new.append(_named(row))
        self._bulk.add_named(new)
        self._outcome.added += len(new)
        return refused

    def _fault(self, row: Row, record: Record | None) -> Problem | None:
        message = self._message(row, record)
        if message is None:
            return None
        return Problem(
            field=self._reader.reading.identifier, message=message, value=row.identifier, line=row.line.number
        )

    def _message(self, row: Row, record: Record | None) -> str | None:
        if row.identifier in self._seen:
            return "stands in this file twice"
        if not _is_key(row.identifier):
            return "is not an event's identifier, a prefix and a number as in IRQ12"
        if not _is_instant(row.record.get("updated_at")):
            return "updated_at is not an instant as in 2026-11-23T18:04:11Z"
        version = int(row.record.get("version", "0"))
        if record is not None and version and version != record.version and not self._says_the_same(row, record):
            return f"the event has moved on: it is at version {record.version}, the file has version {version}"
        return None

    def _says_the_same(self, row: Row, record: Record) -> bool:
        return self._read_current(record).event == row.event

    def _read_current(self, record: Record) -> Row:
        return self._reader.read(self._export(record))

    def _renew(self, row: Row, record: Record) -> None:
        before = self._read_current(record).event
        status = row.record.get("status", record.status)
        if row.event is None or before is None or (before == row.event and status == record.status):
            self._outcome.unchanged += 1
            return
        event, _ = revise(record.event, before, row.event, is_final=True)
        self._bulk.change(record.event_id, event, status=status)
        self._outcome.changed += 1


def _compile_line(reader: Reader, profile: Profile, codebook: Codebook) -> Callable[[Record], Line]:
    """The function that writes a record as a line of the file would say it now."""
    make_cells = compile_columns(profile, codebook)
    names = [fold(column.name) for column in profile.columns]

    def write(record: Record) -> Line:
        cells = dict(zip(names, (unguard(show_cell(cell)) for cell in make_cells(record)), strict=True))
        return Line(0, tuple(cells.get(fold(name), "") for name in reader.header))

    return write


def _named(row: Row) -> NamedEvent:
    if row.event is None:
        raise ValueError("a row with problems is not stored")
    return NamedEvent(
        event_id=row.identifier,
        event=row.event,
        status=row.record.get("status", DRAFT),
        version=int(row.record.get("version", "1")),
        updated_at=row.record.get("updated_at"),
        citations=_read_citations(row.record),
    )


def _read_citations(record: Mapping[str, str]) -> tuple[Cited, ...]:
    """The articles that the row cites; those that are no numbers, by hand or by another program, are not known here."""
    numbers = record.get("reports", "").split(SEPARATOR)
    outlets = record.get("outlet", "").split(SEPARATOR) if record.get("outlet") else []
    if len(outlets) != len(numbers):
        outlets = [""] * len(numbers)
    return tuple(
        Cited(int(number), outlet or None)
        for number, outlet in zip(numbers, outlets, strict=True)
        if number.isascii() and number.isdecimal() and 0 < int(number) < _MOST
    )


def _is_key(identifier: str) -> bool:
    from incidents.store.holdings import split_key  # noqa: PLC0415 - what writing needs, when it is needed

    try:
        split_key(identifier)
    except ValueError:
        return False
    return True


def _is_instant(text: str | None) -> bool:
    try:
        return text is None or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
