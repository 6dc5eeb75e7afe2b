"""Read the log: revisions and their changes, which revisions stand, and the releases that the log knows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.store.connection import Link, Row
from incidents.store.keys import event_key
from incidents.store.things import KINDS

_ENTRIES = (
    "SELECT change.*, revision.made_at, revision.made_by, revision.command, revision.reason, revision.undoes"
    " FROM {revisions} JOIN change ON change.revision_id = revision.id WHERE {where} ORDER BY {order}"
)
_OLDEST_FIRST = "change.id"
_NEWEST_FIRST = "revision.id DESC, change.id"
_SINCE = (
    "change.kind = 'event' AND change.key = :key AND change.field IS NOT NULL AND change.revision_id >="
    " (SELECT min(until_revision) FROM past_event WHERE event_id = :key AND version >= :version)"
)

_VERSIONS = "SELECT version, updated_at FROM past_event WHERE event_id = :id"
_CODERS = (
    "SELECT revision.made_by AS name FROM change JOIN revision ON revision.id = change.revision_id"
    " WHERE change.kind = 'event' AND change.key = :id AND (change.field IS NULL OR change.field <> 'status')"
    " UNION SELECT report.accepted_by FROM report JOIN report_event ON report_event.report_id = report.id"
    " WHERE report_event.event_id = :id"
)
_REMOVAL = (
    "SELECT revision.id, command, made_by, made_at FROM past_event JOIN revision ON revision.id = until_revision"
    " WHERE event_id = :id ORDER BY revision.id DESC LIMIT 1"
)

_MOST = 2**63 - 1  # as far as a database counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the log: a thing *added* or *removed*, or one *field* of it *changed* (*action*).

    *old* and *new* are JSON values. What a thing was when it was added stands in its tables, not here; *is_erased* says
    that the values were here and were erased. *undoes* is the revision that this one took back.
    """

    number: int
    revision: int
    at: str
    by: str
    command: str
    reason: str | None
    action: str
    kind: str
    key: str
    field: str | None
    old: Any
    new: Any
    undoes: int | None = None
    is_erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which revisions: *since* and *until* are instants as stored, inclusive; the last *limit* of those that fit."""

    since: str | None = None
    until: str | None = None
    by: str | None = None
    command: str | None = None
    limit: int | None = None


def read_history(link: Link, event_id: str) -> Iterator[Change]:
    """What happened to the event, oldest first."""
    where = "change.kind = 'event' AND change.key = :key"
    sql = _ENTRIES.format(revisions="revision", where=where, order=_OLDEST_FIRST)
    return map(_read_change, link.rows(sql, {"key": event_id}))


def read_changes_since(link: Link, event_id: str, version: int) -> Iterator[Change]:
    """What changed in the fields of the event after it was at *version*, oldest first."""
    sql = _ENTRIES.format(revisions="revision", where=_SINCE, order=_OLDEST_FIRST)
    return map(_read_change, link.rows(sql, {"key": event_id, "version": version}))


def read_versions(link: Link, event_id: str) -> list[tuple[int, str]]:
    """The versions that the event had before this one, each with the instant that made it."""
    return [(row["version"], row["updated_at"]) for row in link.rows(_VERSIONS, {"id": event_id})]


def read_changes_between(link: Link, after: int, until: int) -> Iterator[Change]:
    """What happened to events after one revision and up to another, oldest first."""
    where = "change.kind = 'event' AND revision.id > :after AND revision.id <= :until"
    sql = _ENTRIES.format(revisions="revision", where=where, order=_OLDEST_FIRST)
    return map(_read_change, link.rows(sql, {"after": after, "until": until}))


def read_log(link: Link, wanted: LogFilter) -> Iterator[Change]:
    """The changes of the revisions that are *wanted*, the newest revision first, the changes of each in order."""
    conditions = {
        "made_at >= :since": wanted.since,
        "made_at <= :until": wanted.until,
        "made_by = :by": wanted.by,
        "command = :command": wanted.command,
    }
    asked = " AND ".join(sql for sql, value in conditions.items() if value is not None) or "1 = 1"
    limit = "" if wanted.limit is None else " LIMIT :limit"
    revisions = f"(SELECT * FROM revision WHERE {asked} ORDER BY id DESC{limit}) AS revision"
    sql = _ENTRIES.format(revisions=revisions, where="1 = 1", order=_NEWEST_FIRST)
    values = {"since": wanted.since, "until": wanted.until, "by": wanted.by, "command": wanted.command}
    given = {name: value for name, value in values.items() if value is not None}
    return map(
        _read_change, link.rows(sql, given | ({} if wanted.limit is None else {"limit": min(wanted.limit, _MOST)}))
    )


def read_coders(link: Link, event_id: str) -> frozenset[str]:
    """Who coded the event or changed what it says; moving it from state to state is neither."""
    return frozenset(row["name"] for row in link.rows(_CODERS, {"id": event_id}))


def find_removal(link: Link, event_id: str) -> str | None:
    """How an event went that was there and is not: by which command, whose, when. None when it never was."""
    return next((_name_removal(row) for row in link.rows(_REMOVAL, {"id": event_id})), None)


def _name_removal(row: Row) -> str:
    return f"{row['command']} by {row['made_by']}, {row['made_at']}, revision {row['id']}"


def _read_change(row: Row) -> Change:
    return Change(
        number=row["id"],
        revision=row["revision_id"],
        at=row["made_at"],
        by=row["made_by"],
        command=row["command"],
        reason=row["reason"],
        action=row["action"],
        kind=row["kind"],
        key=row["key"],
        field=row["field"],
        old=_parsed(row["old"]),
        new=_parsed(row["new"]),
        undoes=row["undoes"],
        is_erased=row["salt"] is None,
    )


def _parsed(value: str | None) -> Any:  # noqa: ANN401 - a JSON value
    return None if value is None else json.loads(value)


KIND, FACTS = "release", "facts"
_SEALED = "SELECT key, new FROM change WHERE kind = :kind AND new IS NOT NULL ORDER BY id"
_REVISION = "SELECT made_at, hash FROM revision WHERE id = :id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A release by its *name*, and the *facts* it was made by, as JSON types."""

    name: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A revision by its *number*: when it was made (ISO 8601, UTC), and the hash of the log up to it."""

    number: int
    at: str
    hash: str


def read_releases(link: Link) -> tuple[Sealed, ...]:
    """Every release, the oldest first, but for those whose facts held a name that was erased."""
    rows = link.rows(_SEALED, {"kind": KIND})
    return tuple(Sealed(name=row["key"], facts=json.loads(row["new"])) for row in rows)


def read_revision(link: Link, number: int) -> Revised | None:
    """The revision of that number, None when there is none."""
    rows = link.rows(_REVISION, {"id": number})
    return next((Revised(number=number, at=row["made_at"], hash=row["hash"]) for row in rows), None)


_TAKEN_BACK = "SELECT id, undoes FROM revision WHERE undoes IS NOT NULL ORDER BY id"
_REVERSIBLE = ", ".join(f"'{kind}'" for kind in (*KINDS, "actor"))
_REVISIONS = (
    "SELECT id, undoes, made_at, made_by, command, (SELECT count(*) FROM change WHERE revision_id = revision.id"
    f" AND kind NOT IN ({_REVERSIBLE})) AS others FROM revision ORDER BY id DESC"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One revision in a line: *is_undo* when it took another back; *original* is what was done or undone first.

    *passed* are later ones that nothing takes back, as far as the next that is taken back with it.
    """

    number: int
    at: str
    by: str
    command: str
    original: int
    is_undo: bool
    can_be_undone: bool
    passed: tuple[Entry, ...] = ()


class Standing:
    """The revisions that stand, the newest first. A revision that was undone does not, one that was redone does."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._undoes = {row["id"]: row["undoes"] for row in link.rows(_TAKEN_BACK, {})}
        self._undone_by = {undone: number for number, undone in self._undoes.items()}

    def done(self) -> Iterator[Entry]:
        """What undo would take back, one after the other."""
        return (entry for entry in self._entries() if not entry.is_undo)

    def undone(self) -> Iterator[Entry]:
        """The undoings that redo would take back."""
        return (entry for entry in self._entries() if entry.is_undo)

    def _entries(self) -> Iterator[Entry]:
        for row in self._link.rows(_REVISIONS, {}):
            if self._stands(row["id"]):
                yield Entry(
                    number=row["id"],
                    at=row["made_at"],
                    by=row["made_by"],
                    command=row["command"],
                    original=self._original(row["id"]),
                    is_undo=self._is_undo(row["id"]),
                    can_be_undone=row["others"] == 0,
                )

    def _stands(self, number: int) -> bool:
        later = self._undone_by.get(number)
        return later is None or not self._stands(later)

    def _original(self, number: int) -> int:
        undone = self._undoes.get(number)
        return number if undone is None else self._original(undone)

    def _is_undo(self, number: int) -> bool:
        undone = self._undoes.get(number)
        return undone is not None and not self._is_undo(undone)


class RevisionReader:
    """The log of the database behind *link*. A part of ``Reader``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def history(self, event_id: str) -> tuple[Change, ...]:
        """What happened to the event, oldest first."""
        return tuple(read_history(self._link, event_key(event_id)))

    def changes_since(self, event_id: str, version: int) -> tuple[Change, ...]:
        """What changed in the fields of the event after it was at *version*, oldest first."""
        return tuple(read_changes_since(self._link, event_key(event_id), version))

    def coders_of(self, event_id: str) -> frozenset[str]:
        """Who coded the event or changed what it says."""
        return read_coders(self._link, event_key(event_id))

    def log(self, wanted: LogFilter) -> Iterator[Change]:
        """The changes of the revisions that are *wanted*, the newest revision first."""
        return read_log(self._link, wanted)

    def changes_between(self, after: int, until: int) -> tuple[Change, ...]:
        """What happened to events after one revision and up to another, oldest first."""
        return tuple(read_changes_between(self._link, after, until))

    def last_revision(self) -> int:
        """The number of the last revision; 0 when nothing was ever written."""
        (row,) = self._link.rows("SELECT coalesce(max(id), 0) AS last FROM revision", {})
        return int(row["last"])

    def revision(self, number: int) -> Revised | None:
        """The revision of that number, None when there is none."""
        return read_revision(self._link, number)

    def releases(self) -> tuple[Sealed, ...]:
        """Every release that was made, the oldest first."""
        return read_releases(self._link)
