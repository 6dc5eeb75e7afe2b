"""Every read: events here, and by its parts articles, the log and places. Imports no SQLAlchemy, to be quick.

Opening never makes or changes a file, and refuses a database of another schema with the command that mends it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from incidents.domain.effort import Effort
from incidents.domain.event import Record
from incidents.domain.moment import Moment
from incidents.domain.selection import EVERYTHING, Selection
from incidents.domain.verdict import Verdict
from incidents.errors import NotFound
from incidents.store.annals import Annals
from incidents.store.as_of import see_as_of
from incidents.store.asked import Asked as Questions
from incidents.store.atlas import Atlas
from incidents.store.bare import Asked, read_bare, select_bare
from incidents.store.database import Database
from incidents.store.efforts import read_efforts
from incidents.store.halves import Half, find_middle, read_mark
from incidents.store.holdings import event_key
from incidents.store.journal import find_removal
from incidents.store.link import Values, open_to_read
from incidents.store.papers import Papers
from incidents.store.records import find_record, read_records
from incidents.store.select import count_events, select_events
from incidents.store.shares import Shares
from incidents.store.state import check
from incidents.store.tallies import Tally, read_tallies
from incidents.store.trays import Trays
from incidents.store.verdicts import read_verdicts


class Reader(Papers, Annals, Atlas, Trays, Shares, Questions):
    """Answers questions about one database. Use ``Reader.open``; each answer is of the moment it is asked.

    The identifier of an event may be written in small letters.
    """

    @classmethod
    @contextmanager
    def open(cls, database: Database, *, as_of: Moment | None = None) -> Iterator[Reader]:
        """A reader while the block lasts, of what the database says now, or said at the moment *as_of*.

        Raises BadDatabase unless the database is there and up to date, BadUsage for a moment that cannot be asked for.
        """
        check(database)
        with open_to_read(database) as link:
            yield cls(link if as_of is None else see_as_of(link, as_of))

    def snapshot(self) -> AbstractContextManager[None]:
        """While the block lasts, every answer is of one moment, that of the first; keep it short: writers wait."""
        return self._link.snapshot()

    def records(self, selection: Selection = EVERYTHING) -> Generator[Record, None, None]:
        """The events that *selection* means, streamed in its order; all are of the moment the first is read."""
        return read_records(self._link, select_events(selection, self._link.dialect))

    def bare(
        self, selection: Selection, asked: Asked, half: Half | None = None
    ) -> Generator[Sequence[Values], None, None]:
        """As ``records``, as batches of bare values: see ``bare.select_bare``."""
        return read_bare(self._link, select_bare(selection, self._link.dialect, asked, half))

    def middle(self) -> str | None:
        """The day by which a SQLite file can be read in halves: see ``halves.find_middle``."""
        return find_middle(self._link)

    def mark(self) -> int:
        """What tells two states of a SQLite file apart: see ``halves.read_mark``."""
        return read_mark(self._link)

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many records ``records`` would give."""
        query = count_events(selection, self._link.dialect)
        (row,) = self._link.rows(query.sql, query.parameters)
        return int(row["events"])

    def tallies(self, selection: Selection, by: Sequence[str]) -> Iterator[Tally]:
        """Counts and sums of the events that *selection* means by the columns *by*, some of ``tallies.GROUPS``."""
        return read_tallies(self._link, selection, by)

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
