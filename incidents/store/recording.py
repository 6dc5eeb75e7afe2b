"""Events by a selection as whole records. A query that prints values as they stand in tables does without."""

from __future__ import annotations

from collections.abc import Generator

from incidents.domain.event import Record
from incidents.domain.selection import EVERYTHING, Selection
from incidents.store.querying import Querying
from incidents.store.records import read_records
from incidents.store.select import select_events
from incidents.store.ways import find_way


class Recording(Querying):
    """Reads records, and whatever ``Querying`` does. A part of ``Reader``."""

    def records(self, selection: Selection = EVERYTHING) -> Generator[Record, None, None]:
        """The events that *selection* means, streamed in its order; all are of the moment the first is read."""
        return read_records(self._link, select_events(selection, find_way(self._link, selection)))
