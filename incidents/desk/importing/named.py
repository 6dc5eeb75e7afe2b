"""Rows of our own layout into the database: events under the identifiers that they had when they were exported.

An event that is there already takes over what the file says otherwise, if the file was made from it as it is now
(``clashes``). What the layout cannot say stays as it is. Articles that a new event cites are not here: they are kept as
citations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.codebook.model import Profile
from incidents.desk.importing.clashes import find_clash
from incidents.desk.importing.outcome import Outcome
from incidents.desk.importing.parcels import Parcel
from incidents.domain.columns import pick_batch
from incidents.domain.datasets import NamedEvents
from incidents.domain.events import Record
from incidents.domain.problems import Problem
from incidents.exchange.documents import write_record
from incidents.exchange.guard import unguard
from incidents.exchange.reading.batch import Line
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.revision import revise
from incidents.exchange.rows import compile_cells
from incidents.exchange.writers.csv import show_cell

if TYPE_CHECKING:
    from incidents.store.bulk import Bulk

Export = Callable[[Record], Line]


class NamedRows:
    """Stores rows through *bulk* (``store.bulk.Bulk``), counting them in *outcome*.

    *export* writes a record as a line of the file would say it now. With *overwrites* no clash is looked for.
    """

    def __init__(
        self,
        bulk: Bulk,
        outcome: Outcome,
        *,
        reader: Reader,
        export: Export,
        overwrites: bool,
    ) -> None:
        self._bulk = bulk
        self._outcome = outcome
        self._reader = reader
        self._export = export
        self._overwrites = overwrites

    def store(self, parcel: Parcel) -> Sequence[Row]:
        """Store a parcel of good rows; those that cannot be, each with why."""
        known = self._bulk.records(parcel.identifiers)
        self._add(parcel, [place for place, each in enumerate(parcel.identifiers) if each not in known])
        refused = []
        for place, identifier in enumerate(parcel.identifiers if known else ()):
            if identifier in known:
                clash = self._renew(parcel.row(place, self._reader), known[identifier])
                if clash is not None:
                    refused.append(parcel.refuse(place, self._problem(clash, identifier, parcel.lines[place])))
        self._outcome.clashes += len(refused)
        return refused

    def finish(self) -> None:
        """Nothing is told of events that are not in the file: an export may be of a selection."""

    def _add(self, parcel: Parcel, places: Sequence[int]) -> None:
        states = [parcel.states[place] for place in places]
        self._bulk.add_named(
            NamedEvents(keys=parcel.keys.pick(places), states=states, events=pick_batch(parcel.events, places))
        )
        self._outcome.added += len(places)

    def _problem(self, message: str, identifier: str, line: int) -> Problem:
        return Problem(field=self._reader.reading.identifier, message=message, value=identifier, line=line)

    def _renew(self, row: Row, record: Record) -> str | None:
        """Let the event say what the row does; why that cannot be, if it cannot."""
        before = self._reader.read(self._export(record)).event
        status = row.record.get("status", record.status)
        if row.event is None or before is None or (before == row.event and status == record.status):
            self._outcome.unchanged += 1
            return None
        clash = None if self._overwrites else find_clash(record, before, row, versions=self._bulk.versions)
        if clash is None:
            event, _ = revise(record.event, before, row.event, is_final=True)
            self._bulk.change(record.event_id, event, status=status)
            self._outcome.changed += 1
        return clash


def compile_line(reader: Reader, profile: Profile, codebook: Codebook) -> Export:
    """The function that writes a record as a line of the file would say it now."""
    make_cells = compile_cells(profile.columns, profile, codebook)
    names = [fold(column.name) for column in profile.columns]

    def write(record: Record) -> Line:
        cells = dict(zip(names, (unguard(show_cell(cell)) for cell in make_cells(write_record(record))), strict=True))
        return Line(0, tuple(cells.get(fold(name), "") for name in reader.header))

    return write
