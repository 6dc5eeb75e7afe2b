"""Rows of a dataset into the database: each known again by its identifier, new, changed, or as it was.

Works on a parcel at a time, within the transaction that it is given. The rows of our own layout are ``named``.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from incidents.desk.importing.outcome import Outcome
from incidents.desk.importing.parcels import Parcel
from incidents.domain.columns import pick, tell
from incidents.domain.imported import NewRows, StoredRow
from incidents.domain.problem import Problem
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.revision import revise
from incidents.exchange.reading.sheet import Cells
from incidents.store.shapes import shape

NO_COUNTRY = "ZZZ"


class DatasetRows:
    """Stores rows through *bulk* (``store.bulk.Bulk``), counting them in *outcome*."""

    def __init__(
        self,
        bulk: Any,  # noqa: ANN401 - only writing pays for SQLAlchemy
        outcome: Outcome,
        reader: Reader,
        header: Cells,
    ) -> None:
        self._bulk = bulk
        self._header = header
        self._reader = reader
        self._outcome = outcome
        self._seen: dict[bytes, int] = {}
        self._bad: set[str] = set()

    def store(self, parcel: Parcel) -> list[Row]:
        """Store a parcel of good rows; those that cannot be are returned with their problem."""
        self._bad.update(row.identifier for row in parcel.bad)
        refused: list[Row] = []
        chosen: list[int] = []
        for place, (identifier, line) in enumerate(zip(parcel.identifiers, parcel.lines, strict=True)):
            first = self._seen.setdefault(_short(identifier), line)
            if first == line:
                chosen.append(place)
            else:
                refused.append(self._repeated(parcel, place, first))
        known = self._bulk.find([parcel.identifiers[place] for place in chosen])
        self._add(parcel, [place for place in chosen if parcel.identifiers[place] not in known])
        for place in chosen:
            if parcel.identifiers[place] in known:
                self._renew(parcel, place, known[parcel.identifiers[place]])
        return refused

    def finish(self) -> None:
        """Tell which rows of earlier editions are in this one no more; it is none when it has no row of theirs."""
        if self._outcome.changed + self._outcome.unchanged:
            for identifier, event_id in self._bulk.brought_before():
                if _short(identifier) not in self._seen and identifier not in self._bad:
                    self._outcome.drop(event_id)

    def _add(self, parcel: Parcel, places: list[int]) -> None:
        rows = NewRows(
            identifiers=[parcel.identifiers[place] for place in places],
            lines=[parcel.lines[place] for place in places],
            cells=[parcel.cells[place] for place in places],
            events=pick(parcel.events, places),
        )
        self._bulk.add(rows, prefix=NO_COUNTRY)
        self._outcome.added += len(places)

    def _renew(self, parcel: Parcel, place: int, stored: StoredRow) -> None:
        cells = tuple(json.loads(parcel.cells[place]))
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
            cells=[parcel.cells[place]],
            events=shape(tell([row.event]), is_reported=True),
        )
        self._bulk.renew(edition, event_id=stored.event_id, event=event, report=stored.report)
        self._outcome.changed += 1

    def _repeated(self, parcel: Parcel, place: int, first: int) -> Row:
        value = parcel.identifiers[place] if self._reader.is_named else None
        problem = Problem(
            field="identifier", message=f"stands in line {first} already", value=value, line=parcel.lines[place]
        )
        return parcel.refuse(place, problem)


def _short(identifier: str) -> bytes:
    """A few bytes in place of an identifier: a file may have millions."""
    return hashlib.blake2b(identifier.encode(), digest_size=8).digest()
