"""Rows of a dataset into the database: each known again by its identifier, new, changed, or as it was.

Works on a parcel at a time, within the transaction that it is given. The rows of our own layout are ``named``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from incidents.desk.importing.admitting import shorten
from incidents.desk.importing.cells import split_cells, write_cells
from incidents.desk.importing.outcome import Outcome
from incidents.desk.importing.parcels import Parcel
from incidents.desk.importing.span import Span
from incidents.domain.columns import pick_batch
from incidents.domain.datasets import NewRows, StoredRow
from incidents.exchange.reading.batch import Cells
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.revision import revise
from incidents.store.keys import NO_COUNTRY
from incidents.store.shelves import bind_all

if TYPE_CHECKING:
    from incidents.store.bulk import Bulk


class DatasetRows:
    """Stores rows through *bulk* (``store.bulk.Bulk``), counting them in *outcome*."""

    def __init__(
        self,
        bulk: Bulk,
        outcome: Outcome,
        reader: Reader,
        header: Cells,
    ) -> None:
        self._bulk = bulk
        self._header = header
        self._reader = reader
        self._outcome = outcome
        self._seen: set[bytes] = set()
        self._span = Span()
        self._bad: set[str] = set()

    def store(self, parcel: Parcel) -> Sequence[Row]:
        """Store a parcel of good rows; of theirs none is refused."""
        self._bad.update(row.identifier for row in parcel.bad)
        known = self._bulk.find(parcel.identifiers)
        self._add(parcel, [place for place, each in enumerate(parcel.identifiers) if each not in known])
        if self._bulk.has_rows:
            self._seen.update(map(shorten, parcel.identifiers))
            self._span.take(parcel.events)
        for place, identifier in enumerate(parcel.identifiers if known else ()):
            if identifier in known:
                self._renew(parcel, place, known[identifier])
        return ()

    def finish(self) -> None:
        """Tell which rows of earlier editions are in this one no more; it is none when it has no row of theirs.

        Of other countries and other days than its rows tell of the file says nothing: it may be a part of a dataset.
        """
        if self._outcome.changed + self._outcome.unchanged:
            for row in filter(self._span.holds, self._bulk.brought_before()):
                if shorten(row.identifier) not in self._seen and row.identifier not in self._bad:
                    self._outcome.drop(row.event_id)

    def _add(self, parcel: Parcel, places: list[int]) -> None:
        rows = NewRows(
            identifiers=[parcel.identifiers[place] for place in places],
            lines=[parcel.lines[place] for place in places],
            cells=[write_cells(parcel.cells[place]) for place in places],
            events=pick_batch(parcel.events, places),
        )
        self._bulk.add(rows, prefix=NO_COUNTRY)
        self._outcome.added += len(places)

    def _renew(self, parcel: Parcel, place: int, stored: StoredRow) -> None:
        cells = split_cells(parcel.cells[place])
        row = None if stored.says(cells, self._header) else parcel.row(place, self._reader)
        if row is None or row.event is None:
            self._outcome.unchanged += 1
            return
        event = None
        if stored.event_id is not None:
            current = self._bulk.records([stored.event_id])[stored.event_id]
            event, kept = revise(current.event, stored.account, row.event)
            self._outcome.keep(stored.event_id, kept, row.line.number)
        edition = NewRows(
            identifiers=[parcel.identifiers[place]],
            lines=[row.line.number],
            cells=[write_cells(parcel.cells[place])],
            events=bind_all([row.event]),
        )
        self._bulk.renew(edition, event_id=stored.event_id, event=event, report=stored.report)
        self._outcome.changed += 1
