"""Rows of our own layout into the database: events under the identifiers that they had when they were exported.

An event that is there already takes over what the file says otherwise, if it has not moved on since the export. What
the layout cannot say stays as it is. Articles that a new event cites are not here: they are kept as citations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.codebook.model import Profile
from incidents.desk.importing.outcome import Outcome
from incidents.desk.importing.parcels import Parcel
from incidents.desk.importing.seen import Seen
from incidents.domain.columns import pick
from incidents.domain.event import DRAFT, Record
from incidents.domain.imported import Cited, NamedEvents, State
from incidents.domain.problem import Problem
from incidents.exchange.conversions import SEPARATOR
from incidents.exchange.export import show_cell
from incidents.exchange.guard import unguard
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.revision import revise
from incidents.exchange.reading.sheet import Line
from incidents.exchange.rows import compile_columns
from incidents.store.keys import is_event_key

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
        self._states: list[State | None] = []

    def store(self, parcel: Parcel) -> list[Row]:
        """Store a parcel of good rows; those that cannot be are returned with their problem."""
        self._states[parcel.records.start :] = map(_read_state, parcel.records.new)
        refused: list[Row] = []
        new: list[int] = []
        known = self._bulk.records(parcel.identifiers)
        for place, identifier in enumerate(parcel.identifiers):
            message = self._fault(identifier, self._states[parcel.records.codes[place]])
            if message is None and identifier in known:
                message = self._renew(parcel.row(place, self._reader), known[identifier])
            elif message is None:
                new.append(place)
            if message is not None:
                refused.append(parcel.refuse(place, self._problem(message, identifier, parcel.lines[place])))
        self._add(parcel, new)
        return refused

    def finish(self) -> None:
        """Nothing is told of events that are not in the file: an export may be of a selection."""

    def _add(self, parcel: Parcel, places: Sequence[int]) -> None:
        states = (self._states[parcel.records.codes[place]] for place in places)
        named = NamedEvents(
            event_ids=[parcel.identifiers[place] for place in places],
            states=[state for state in states if state is not None],
            events=pick(parcel.events, places),
        )
        self._bulk.add_named(named)
        self._outcome.added += len(places)

    def _problem(self, message: str, identifier: str, line: int) -> Problem:
        return Problem(field=self._reader.reading.identifier, message=message, value=identifier, line=line)

    def _fault(self, identifier: str, state: State | None) -> str | None:
        if not self._seen.add(identifier):
            return "stands in this file twice"
        if not is_event_key(identifier):
            return "is not an event's identifier, a prefix and a number as in IRQ12"
        return "updated_at is not an instant as in 2026-11-23T18:04:11Z" if state is None else None

    def _renew(self, row: Row, record: Record) -> str | None:
        """Let the event say what the row does; why that cannot be, if it cannot."""
        before = self._reader.read(self._export(record)).event
        version = int(row.record.get("version", "0"))
        if version and version != record.version and before != row.event:
            return f"the event has moved on: it is at version {record.version}, the file has version {version}"
        status = row.record.get("status", record.status)
        if row.event is None or before is None or (before == row.event and status == record.status):
            self._outcome.unchanged += 1
            return None
        event, _ = revise(record.event, before, row.event, is_final=True)
        self._bulk.change(record.event_id, event, status=status)
        self._outcome.changed += 1
        return None


def _compile_line(reader: Reader, profile: Profile, codebook: Codebook) -> Callable[[Record], Line]:
    """The function that writes a record as a line of the file would say it now."""
    make_cells = compile_columns(profile, codebook)
    names = [fold(column.name) for column in profile.columns]

    def write(record: Record) -> Line:
        cells = dict(zip(names, (unguard(show_cell(cell)) for cell in make_cells(record)), strict=True))
        return Line(0, tuple(cells.get(fold(name), "") for name in reader.header))

    return write


def _read_state(record: Mapping[str, str]) -> State | None:
    """What rows say of the event's place in a database; None where they say what no event can be."""
    if not _is_instant(record.get("updated_at")):
        return None
    return State(
        status=record.get("status", DRAFT),
        version=int(record.get("version", "1")),
        updated_at=record.get("updated_at"),
        citations=_read_citations(record),
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


def _is_instant(text: str | None) -> bool:
    try:
        return text is None or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
