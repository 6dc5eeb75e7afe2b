"""The history of a database: its log, taking back what was done, what differs between two days, whether it is whole.

Composes the store's rooms; reading what a day said is ``Desk.at``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from incidents.desk.differing import Difference, find_differences
from incidents.desk.following import Open
from incidents.desk.moments import find_moment, read_end, read_start
from incidents.domain.moment import Moment
from incidents.store.database import Database
from incidents.store.holdings import Change
from incidents.store.journal import LogFilter
from incidents.store.reading import Reader
from incidents.store.standing import Entry
from incidents.store.verdict import Verdict


@dataclass(frozen=True, slots=True)
class History:
    """The history of *database* as it is looked at *now*; *open_archive* opens one transaction, signed."""

    database: Database
    open_archive: Open
    now: datetime

    def moment(self, words: str) -> Moment:
        """The moment that *words* name: a day, an instant, a revision or a release."""
        return find_moment(words, self.database, self.now)

    def of(self, event_id: str) -> tuple[Change, ...]:
        """What happened to one event, oldest first; of one that is gone as well. NotFound when there never was one."""
        with Reader.open(self.database) as reader:
            changes = reader.history(event_id)
            if not changes:
                reader.own_record(event_id)
            return changes

    def log(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        by: str | None = None,
        command: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Change]:
        """The changes of every revision that fits, the newest revision first; days and instants as people type them."""
        wanted = LogFilter(
            since=None if since is None else read_start(since, self.now),
            until=None if until is None else read_end(until, self.now),
            by=by,
            command=command,
            limit=limit,
        )
        with Reader.open(self.database) as reader:
            yield from reader.log(wanted)

    def undo(self, count: int = 1, *, reason: str | None = None) -> tuple[Entry, ...]:
        """Take back the latest *count* revisions that stand, all or none; which they were, the newest first."""
        with self.open_archive("undo", reason=reason) as archive:
            undone: tuple[Entry, ...] = archive.undo(count)
        return undone

    def redo(self, count: int = 1, *, reason: str | None = None) -> tuple[Entry, ...]:
        """Do again what the latest *count* undoings took back, all or none; which they were, the newest first."""
        with self.open_archive("redo", reason=reason) as archive:
            redone: tuple[Entry, ...] = archive.redo(count)
        return redone

    def take_back(self, revision: int) -> None:
        """Take that revision back if it is the latest one that stands; Conflict when something was done since."""
        with self.open_archive("undo", reason=None) as archive:
            archive.undo(latest=revision)

    def last_revision(self, event_id: str, *, by: str) -> int | None:
        """The last revision in which *by* did something to the event; None when they never did."""
        return max((change.revision for change in self.of(event_id) if change.by == by), default=None)

    def compare(self, before: str, after: str) -> Iterator[Difference]:
        """What differs between two moments, event by event."""
        earlier, later = self.moment(before), self.moment(after)
        with Reader.open(self.database, as_of=earlier) as old, Reader.open(self.database, as_of=later) as new:
            yield from find_differences(old, new)

    def verify(self, expected: str | None = None) -> Verdict:
        """Whether the log is whole and everything else what it says; *expected* is a hash that must be in its chain."""
        from incidents.store.verification import verify  # noqa: PLC0415 - hashing loads OpenSSL

        return verify(self.database, expected=expected)
