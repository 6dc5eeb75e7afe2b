"""What one release shows: the events of a selection, as of a revision, as its audience may see them. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from incidents.codebook.redactions import Redaction
from incidents.domain.event import Record
from incidents.domain.moment import Moment
from incidents.domain.selection import Selection
from incidents.exchange.release.redaction import Leak, find_leaks, is_held_back, redact, removed
from incidents.store.database import Database
from incidents.store.reading import Reader


@dataclass(slots=True, kw_only=True)
class View:
    """A release's events. *held_back* counts those too new for the audience, *leaks* what gives away what is left out.

    Both are of the last time that all records were read.
    """

    database: Database
    revision: int
    selection: Selection
    redaction: Redaction
    today: date
    held_back: int = 0
    leaks: list[Leak] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Every event of the release, in the order of the selection."""
        self.held_back, self.leaks = 0, []
        for record in self._read(self.selection):
            if is_held_back(record, self.redaction, today=self.today):
                self.held_back += 1
                continue
            shown = redact(record, self.redaction)
            self.leaks.extend(find_leaks(shown, removed(record, self.redaction)))
            yield shown

    def find(self, event_ids: Sequence[str]) -> dict[str, Record]:
        """Those of the events that the selection means, by identifier."""
        found = self._read(replace(self.selection, event_ids=tuple(event_ids))) if event_ids else ()
        return {record.event_id: redact(record, self.redaction) for record in found}

    def _read(self, selection: Selection) -> Iterator[Record]:
        with Reader.open(self.database, as_of=Moment(revision=self.revision)) as reader:
            yield from reader.records(selection)
