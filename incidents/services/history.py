"""History: the log of revisions, undo and redo, what differs between two moments, verification.

Moments are in UTC, as people type them: a day (which counts whole), an instant, a revision, a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from incidents.domain.documents import WITHDRAWN
from incidents.domain.events import Record, to_document
from incidents.domain.filters import Moment
from incidents.errors import BadUsage, NotFound
from incidents.services.context import Context
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.revisions import Change, Entry, LogFilter
from incidents.store.verify import Verdict


@dataclass(frozen=True, slots=True)
class History:
    """The history of a project. ``project.history``; reading an earlier state is ``project.at``."""

    context: Context

    def moment(self, words: str) -> Moment:
        """Return the moment that *words* name: a day, an instant, a revision or a release. Raises BadUsage."""
        return find_moment(words, self.context.database, self.context.now)

    def of(self, event_id: str) -> tuple[Change, ...]:
        """Return the changes of one event, oldest first, also of one that is gone.

        Raises NotFound if there never was one.
        """
        with Reader.open(self.context.database) as reader:
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
        """Yield the changes of every revision that fits, the newest first.

        *since* and *until* are as people type them.
        """
        wanted = LogFilter(
            since=None if since is None else read_start(since, self.context.now),
            until=None if until is None else read_end(until, self.context.now),
            by=by,
            command=command,
            limit=limit,
        )
        with Reader.open(self.context.database) as reader:
            yield from reader.log(wanted)

    def undo(self, count: int = 1, *, reason: str | None = None) -> tuple[Entry, ...]:
        """Undo the latest *count* revisions, all or none; return them, the newest first.

        Raises Conflict if something else was built on one of them, BadUsage if there are fewer.

        >>> project.history.undo()
        """
        with self.context.open_archive("undo", reason=reason) as archive:
            undone: tuple[Entry, ...] = archive.undo(count)
        return undone

    def redo(self, count: int = 1, *, reason: str | None = None) -> tuple[Entry, ...]:
        """Redo what the latest *count* undo revisions took back, all or none; return them, the newest first."""
        with self.context.open_archive("redo", reason=reason) as archive:
            redone: tuple[Entry, ...] = archive.redo(count)
        return redone

    def take_back(self, revision: int) -> None:
        """Undo that revision if it is the latest one. Raises Conflict if something was done since."""
        with self.context.open_archive("undo", reason=None) as archive:
            archive.undo(latest=revision)

    def last_revision(self, event_id: str, *, by: str) -> int | None:
        """Return the last revision in which *by* changed the event; None if they never did."""
        return max((change.revision for change in self.of(event_id) if change.by == by), default=None)

    def compare(self, before: str, after: str) -> Iterator[Difference]:
        """Yield what differs between two moments, event by event.

        >>> list(project.history.compare("2021-11-30", "today"))
        """
        earlier, later = self.moment(before), self.moment(after)
        with (
            Reader.open(self.context.database, as_of=earlier) as old,
            Reader.open(self.context.database, as_of=later) as new,
        ):
            yield from find_differences(old, new)

    def verify(self, expected: str | None = None) -> Verdict:
        """Recompute every digest and the hash chain; *expected* is a hash that must be in the chain."""
        from incidents.store.verify import verify

        return verify(self.context.database, expected=expected)


_REVISION = re.compile(r"r(\d{1,18})", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEND = "type YYYY-MM-DD, YYYY-MM-DDTHH:MM (UTC), yesterday, a revision (r17), or the name of a release"
_NAMED = {"today": 0, "yesterday": 1}


def find_moment(words: str, database: Database, now: datetime) -> Moment:
    """Return the state of the release called *words*, else the moment that ``read_moment`` reads.

    Raises BadUsage for what cannot be read, and for a moment in the future.
    """
    with Reader.open(database) as reader:
        released = next((each.facts["revision"] for each in reader.releases() if each.name == words.strip()), None)
    return read_moment(words, now) if released is None else Moment(revision=released)


def read_moment(words: str, now: datetime) -> Moment:
    """Return the moment that *words* name: the end of a day, an instant, or a revision (r17). Raises BadUsage."""
    typed = words.strip()
    named = _REVISION.fullmatch(typed)
    if named is not None:
        return Moment(revision=int(named[1]))
    start, end = _read_instants(typed, now)
    if start > now:
        raise BadUsage(f"{words!r} is still to come", mend="give a day, an instant or a revision that is past")
    return Moment(instant=_write(end))


def read_start(words: str, now: datetime) -> str:
    """Return the first instant of a day, or an instant, as the log writes it. Raises BadUsage."""
    return _write(_read_instants(words.strip(), now)[0])


def read_end(words: str, now: datetime) -> str:
    """Return the last instant of a day, or an instant, as the log writes it. Raises BadUsage."""
    return _write(_read_instants(words.strip(), now)[1])


def _read_instants(typed: str, now: datetime) -> tuple[datetime, datetime]:
    try:
        if typed.lower() in _NAMED:
            return _span(now.date() - timedelta(days=_NAMED[typed.lower()]))
        if _DAY.fullmatch(typed):
            return _span(date.fromisoformat(typed))
        instant = datetime.fromisoformat(typed)
        instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadUsage(f"{typed!r} is no moment", mend=_MEND) from error
    return instant, instant


def _span(day: date) -> tuple[datetime, datetime]:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return start, start.replace(hour=23, minute=59, second=59)


def _write(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


ADDED, CHANGED, MERGED, REMOVED, STANDING_AGAIN = "added", "changed", "merged", "removed", "standing again"
_NOT_COMPARED = frozenset({"evidence", "claim"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """One *field* of the event's document, its two values as JSON, and who changed it in between and why."""

    field: str
    old: Any
    new: Any
    by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One event that changed. *what* says in a word what happened to it; *into* is the event it was merged into."""

    event_id: str
    what: str
    fields: tuple[FieldDifference, ...] = ()
    into: str | None = None
    reasons: tuple[str, ...] = ()


def find_differences(before: Reader, after: Reader) -> Iterator[Difference]:
    """Yield the differences between two readers of one database, by event, in the order of identifiers.

    Only events that changed in between are read.
    """
    changes = sorted(after.changes_between(before.last_revision(), after.last_revision()), key=_order)
    for event_id, group in groupby(changes, lambda change: change.key):
        difference = _compare(event_id, _find(before, event_id), _find(after, event_id), list(group))
        if difference is not None:
            yield difference


def _order(change: Change) -> tuple[str, int, int]:
    prefix = change.key.rstrip("0123456789")
    return prefix, int(change.key[len(prefix) :] or 0), change.number


def _find(reader: Reader, event_id: str) -> Record | None:
    try:
        return reader.own_record(event_id)
    except NotFound:
        return None


def _compare(event_id: str, old: Record | None, new: Record | None, changes: Sequence[Change]) -> Difference | None:
    reasons = tuple(dict.fromkeys(change.reason for change in changes if change.reason is not None))
    was, stands = _stands(old), _stands(new)
    if new is None or not stands:
        into = None if new is None else new.merged_into
        what = REMOVED if new is None else WITHDRAWN if into is None else MERGED
        return Difference(event_id=event_id, what=what, into=into, reasons=reasons) if was else None
    if not was:
        what = ADDED if old is None else STANDING_AGAIN
        return Difference(event_id=event_id, what=what, reasons=reasons)
    fields = tuple(_compare_fields(_describe(old), _describe(new), changes))
    return Difference(event_id=event_id, what=CHANGED, fields=fields, reasons=reasons) if fields else None


def _stands(record: Record | None) -> bool:
    return record is not None and record.status != WITHDRAWN


def _describe(record: Record | None) -> Mapping[str, Any]:
    if record is None:
        return {}
    return {**to_document(record.event), "status": record.status, "reports": list(record.reports)}


def _compare_fields(
    old: Mapping[str, Any], new: Mapping[str, Any], changes: Sequence[Change]
) -> Iterator[FieldDifference]:
    for field in new:
        if field not in _NOT_COMPARED and old.get(field) != new[field]:
            those = [change for change in changes if change.field == field]
            yield FieldDifference(
                field=field,
                old=old.get(field),
                new=new[field],
                by=tuple(dict.fromkeys(change.by for change in those)),
                reasons=tuple(dict.fromkeys(change.reason for change in those if change.reason is not None)),
            )
