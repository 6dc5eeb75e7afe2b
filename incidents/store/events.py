"""Write the upper layer: events with their facets. Identifiers are never given out twice, and no event is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from incidents.domain.codes import DRAFT, PUBLISHED, REVIEWED
from incidents.domain.event import Event, Record
from incidents.errors import BadUsage, Conflict, NotFound
from incidents.store.past import keep_version
from incidents.store.connection import Connection
from incidents.store.description import describe_event, describe_own
from incidents.store.facets import FACETS, Facet
from incidents.store.log import Session
from incidents.store.records import find_record
from incidents.store.rows import write_event, write_facet
from incidents.store.writing import add_rows, change_rows, find_or_add, remove_rows


def add_event(session: Session, event: Event, *, prefix: str, status: str, reports: Sequence[str]) -> str:
    """Store a new event under the next identifier of *prefix*, and return it; ``links`` attaches the *reports*."""
    number = _next_number(session.connection, prefix)
    event_id = f"{prefix}{number}"
    row = {
        "event_id": event_id,
        "prefix": prefix,
        "number": number,
        "status": status,
        "version": 1,
        "codebook_version": session.signature.codebook_version,
        "created_at": session.signature.at,
        "updated_at": session.signature.at,
        "revision_id": session.log.revision,
    }
    add_rows(session.connection, "event", [row | write_event(event)])
    for facet in FACETS:
        _add_facet(session.connection, facet, event_id, event)
    session.log.added("event", event_id, describe_event(event, status=status, reports=reports))
    return event_id


def change_event(session: Session, event_id: str, event: Event, *, version: int | None) -> int:
    """Make the event say what *event* says, and return its version; nothing is written when nothing differs.

    A reviewed event is a draft again by it.

    Raises NotFound, and Conflict when the event is no longer at *version* (None does not look).
    """
    record = current_record(session, event_id)
    if version is not None and version != record.version:
        raise _conflict(record, version)
    if not session.log.changed("event", event_id, describe_own(record.event), describe_own(event)):
        return record.version
    state = {"status": DRAFT if record.status == REVIEWED else record.status}  # what was reviewed was something else
    session.log.changed("event", event_id, {"status": record.status}, state)
    keep_version(session, "event", event_id)
    for facet in FACETS:
        if getattr(event, facet.field) != getattr(record.event, facet.field):
            remove_rows(session.connection, facet.table, {"event_id": event_id})
            _add_facet(session.connection, facet, event_id, event)
    used = session.signature.codebook_version
    return touch(session, record, write_event(event) | state | ({} if used is None else {"codebook_version": used}))


def set_status(session: Session, event_id: str, status: str) -> int:
    """Put the event into another state, and return its version. Raises NotFound."""
    record = current_record(session, event_id)
    if not session.log.changed("event", event_id, {"status": record.status}, {"status": status}):
        return record.version
    keep_version(session, "event", event_id)
    return touch(session, record, {"status": status})


def current_record(session: Session, event_id: str) -> Record:
    """The event as it is now, kept from other writers until the transaction ends. Raises NotFound."""
    if session.connection.dialect.name == "postgresql":  # SQLite's writer is alone from its BEGIN IMMEDIATE on
        session.connection.run("SELECT 1 FROM event WHERE event_id = :id FOR UPDATE", {"id": event_id})
    record = find_record(session.connection, event_id)
    if record is None:
        raise NotFound(f"there is no event {event_id!r}", mend="see what is there: incidents query")
    return record


def require_reason(session: Session, event_id: str, *statuses: str) -> None:
    """Raise BadUsage when an event that is published is to be changed and nobody says why."""
    if PUBLISHED in statuses and not (session.signature.reason or "").strip():
        raise BadUsage(f"{event_id} is published; nothing was changed", mend='say why: --reason "..."')


def touch(session: Session, record: Record, values: dict[str, Any]) -> int:
    """Write columns of the event's own row; ``keep_version`` comes before. The version rises by one in each revision.

    Raises BadUsage for a published event and no reason.
    """
    require_reason(session, record.event_id, record.status)
    sql = "SELECT revision_id FROM event WHERE event_id = :id"
    last = session.connection.value(sql, {"id": record.event_id})
    version = record.version + int(last != session.log.revision)
    stamp = {
        "version": version,
        "updated_at": session.signature.at,
        "revision_id": session.log.revision,
    }
    change_rows(session.connection, "event", {"event_id": record.event_id}, values | stamp)
    return version


def _next_number(connection: Connection, prefix: str) -> int:
    # The counter's row is locked until the transaction ends; if that fails, the number was never given out.
    sql = (
        "INSERT INTO counter (prefix, last_number) VALUES (:prefix, 1)"
        " ON CONFLICT (prefix) DO UPDATE SET last_number = counter.last_number + 1 RETURNING last_number"
    )
    return int(connection.value(sql, {"prefix": prefix}))


def _add_facet(connection: Connection, facet: Facet, event_id: str, event: Event) -> None:
    rows = [{"event_id": event_id, **row} for row in write_facet(facet, event)]
    if facet.names_actor:
        rows = [_with_actor_number(connection, row) for row in rows]
    add_rows(connection, facet.table, rows)


def _with_actor_number(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    name = row.pop("actor")
    return row | {"actor_id": None if name is None else find_or_add(connection, "actor", "name", name)}


def _conflict(record: Record, version: int) -> Conflict:
    return Conflict(
        f"{record.event_id} was changed in the meantime: you started from version {version},"
        f" it is now at version {record.version} ({record.updated_at}); your change was not written",
        mend=f"look at it and repeat your change: incidents show {record.event_id}",
    )
