"""What one release shows: the events of a selection, as of a revision, as its audience may see them. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.domain.event import Record
from incidents.domain.moment import Moment
from incidents.domain.selection import Selection
from incidents.exchange.release.audience import Audience
from incidents.exchange.release.redaction import redact
from incidents.store.database import Database
from incidents.store.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A release's events: those of *selection* as of *revision*, for *audience*."""

    database: Database
    revision: int
    selection: Selection
    audience: Audience

    def records(self) -> Iterator[Record]:
        """Every event of the release, in the order of the selection."""
        return self.audience.show(self._read(self.selection))

    def find(self, event_ids: Sequence[str]) -> dict[str, Record]:
        """Those of the events that the selection means, by identifier."""
        found = self._read(self.selection._replace(event_ids=tuple(event_ids))) if event_ids else ()
        return {record.event_id: redact(record, self.audience.redaction) for record in found}

    def _read(self, selection: Selection) -> Iterator[Record]:
        with Reader.open(self.database, as_of=Moment(revision=self.revision)) as reader:
            yield from reader.records(selection)
