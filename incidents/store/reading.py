"""Every read: single events here, and by its parts whole selections, articles, the log and places."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace

from incidents.domain.events import Record
from incidents.domain.filters import EVERYTHING, Selection
from incidents.domain.suggestions import Effort, Verdict
from incidents.errors import NotFound
from incidents.store.articles import ArticleReader
from incidents.store.decisions import read_efforts, read_verdicts
from incidents.store.filters import find_way, select_events
from incidents.store.inbox import InboxReader
from incidents.store.keys import event_key
from incidents.store.places import PlaceReader
from incidents.store.querying import Querying
from incidents.store.records import find_record, read_records
from incidents.store.revisions import RevisionReader, find_removal
from incidents.store.team import TeamReader


class Reader(Querying, ArticleReader, RevisionReader, PlaceReader, InboxReader, TeamReader):
    """Answers questions about one database. Use ``Reader.open``; each answer is of the moment it is asked.

    The identifier of an event may be written in small letters.
    """

    def record(self, event_id: str) -> Record:
        """The event of that identifier, withdrawn or not; of a merged one the event that it is part of now.

        ``asked_as`` is then the identifier asked for. Raises NotFound.
        """
        asked = event_key(event_id)
        record = self.own_record(asked)
        while record.merged_into is not None:
            record = self.own_record(record.merged_into)
        return record if record.event_id == asked else replace(record, asked_as=asked)

    def own_record(self, event_id: str) -> Record:
        """The event of that identifier itself, a merged one as it stood. Raises NotFound."""
        record = find_record(self._link, event_key(event_id))
        if record is None:
            raise self._missing(event_id)
        return record

    def records(self, selection: Selection = EVERYTHING) -> Generator[Record, None, None]:
        """The events that *selection* means, streamed in its order; all are of the moment the first is read."""
        return read_records(self._link, select_events(selection, find_way(self._link, selection)))

    def verdicts(self) -> Iterator[Verdict]:
        """What people made of suggestions, oldest first."""
        return read_verdicts(self._link)

    def efforts(self) -> Iterator[Effort]:
        """What items cost people, oldest first."""
        return read_efforts(self._link)

    def _missing(self, event_id: str) -> NotFound:
        removal = find_removal(self._link, event_key(event_id))
        if removal is None:
            return NotFound(f"there is no event {event_id!r}", mend="see what is there: incidents query")
        return NotFound(
            f"{event_key(event_id)} is there no more: {removal}; its identifier is not given again",
            mend=f"see what it was: incidents history {event_key(event_id)}",
        )
