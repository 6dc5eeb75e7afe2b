"""Write events: what they say, their actors, the reports they rest on, and how they were judged and merged.

Identifiers are never given out twice, and no event is deleted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from incidents.domain.documents import DRAFT, PUBLISHED, REVIEWED, WITHDRAWN
from incidents.domain.events import Event, Record
from incidents.domain.evidence import Judgement
from incidents.errors import BadUsage, Conflict, NotFound
from incidents.store.connection import Connection
from incidents.store.facets import FACETS, Facet
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.records import find_record, write_event, write_facet
from incidents.store.versions import describe_event, describe_own, keep_version
from incidents.store.writing import add_rows, change_rows, find_or_add, remove_rows


def add_alias(session: Session, actor: str, alias: str) -> None:
    """Let searches find *actor* by *alias*; makes the actor when there is none. A second time changes nothing."""
    number = find_or_add(session.connection, "actor", "name", actor)
    before = _aliases(session, number)
    sql = "INSERT INTO actor_alias (actor_id, alias) VALUES (:actor, :alias) ON CONFLICT DO NOTHING"
    session.connection.run(sql, {"actor": number, "alias": alias})
    session.log.changed("actor", str(number), {"aliases": before}, {"aliases": _aliases(session, number)})


def set_aliases(session: Session, number: int, aliases: Sequence[str]) -> None:
    """Let the actor of that *number* have just these other names."""
    before = _aliases(session, number)
    remove_rows(session.connection, "actor_alias", {"actor_id": number})
    add_rows(session.connection, "actor_alias", [{"actor_id": number, "alias": alias} for alias in aliases])
    session.log.changed("actor", str(number), {"aliases": before}, {"aliases": _aliases(session, number)})


def _aliases(session: Session, number: int) -> list[str]:
    sql = "SELECT alias FROM actor_alias WHERE actor_id = :actor ORDER BY alias"
    return list(map(str, session.connection.values(sql, {"actor": number})))


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


def attach(session: Session, event_id: str, report: str) -> None:
    """Link, and note nothing: part of making the event. Raises NotFound for an unknown report."""
    if session.connection.value("SELECT id FROM report WHERE id = :id", {"id": number_of(report)}) is None:
        raise NotFound(f"there is no report {report!r}", mend="see the reports of an event: incidents why EVENT")
    signature = session.signature
    row = {"event_id": event_id, "report_id": number_of(report)}
    add_rows(session.connection, "report_event", [row | {"linked_at": signature.at, "linked_by": signature.by}])


def link(session: Session, event_id: str, report: str) -> int:
    """Let the event rest on one more report, and return the event's version; a second time changes nothing.

    Raises NotFound for an unknown event or report.
    """
    record, before = current_record(session, event_id), linked(session, event_id)
    if str(number_of(report)) in before:
        return record.version
    keep_version(session, "event", event_id)
    attach(session, event_id, report)
    _note(session, event_id, before=before)
    return touch(session, record, {})


def unlink(session: Session, event_id: str, report: str) -> int:
    """Let the event rest on one report less, and return the event's version; the report itself stays.

    Raises NotFound for an unknown event, or a report that is not linked to it.
    """
    record, before = current_record(session, event_id), linked(session, event_id)
    if str(number_of(report)) not in before:
        raise NotFound(
            f"{event_id} does not rest on a report {report!r}", mend=f"see its reports: incidents why {event_id}"
        )
    keep_version(session, "event", event_id)
    remove_rows(session.connection, "report_event", {"event_id": event_id, "report_id": number_of(report)})
    _note(session, event_id, before=before)
    return touch(session, record, {})


def replace(session: Session, event_id: str, old: str, new: str) -> int:
    """Let the event rest on a newer edition of a report instead of the *old* one, and return the event's version."""
    record, before = current_record(session, event_id), linked(session, event_id)
    keep_version(session, "event", event_id)
    attach(session, event_id, new)
    remove_rows(session.connection, "report_event", {"event_id": event_id, "report_id": number_of(old)})
    _note(session, event_id, before=before)
    return touch(session, record, {})


def linked(session: Session, event_id: str) -> list[str]:
    """The identifiers of the reports that the event rests on, in order."""
    sql = "SELECT report_id FROM report_event WHERE event_id = :id ORDER BY report_id"
    return list(map(str, session.connection.values(sql, {"id": event_id})))


def _note(session: Session, event_id: str, *, before: list[str]) -> None:
    session.log.changed("event", event_id, {"reports": before}, {"reports": linked(session, event_id)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What a merged event was: its *status*, its *reports*, and those of them that were new to the event *into*."""

    into: str
    status: str
    reports: tuple[str, ...]
    moved: tuple[str, ...]


def judge(session: Session, event_id: str, judgements: tuple[Judgement, ...]) -> int:
    """Note by which rules the event was judged, and return its version; nothing is written when nothing differs."""
    record = current_record(session, event_id)
    old, new = _write(record.judgements), _write(judgements)
    if not session.log.changed("event", event_id, {"judgements": old}, {"judgements": new}):
        return record.version
    keep_version(session, "event", event_id)
    return touch(session, record, {"judgements": json.dumps(new, ensure_ascii=False) if new else None})


def tell_apart(session: Session, one: str, other: str) -> None:
    """Note with both events that they are two; a second time changes nothing."""
    for event_id, another in ((one, other), (other, one)):
        record = current_record(session, event_id)
        old, new = list(record.apart), sorted({*record.apart, another})
        if session.log.changed("event", event_id, {"apart": old}, {"apart": new}):
            keep_version(session, "event", event_id)
            touch(session, record, {"apart": json.dumps(new)})


def bury(session: Session, event_id: str, *, into: str, moved: tuple[str, ...]) -> None:
    """Withdraw the event in favour of *into*, to which those of its reports that are *moved* are linked by now."""
    record, reports = current_record(session, event_id), linked(session, event_id)
    before = {"reports": reports, "status": record.status, "merged_into": None}
    session.log.changed("event", event_id, before, {"reports": [], "status": WITHDRAWN, "merged_into": into})
    keep_version(session, "event", event_id)
    remove_rows(session.connection, "report_event", {"event_id": event_id})
    memory = {"status": record.status, "reports": reports, "moved": list(moved)}
    touch(session, record, {"status": WITHDRAWN, "merged_into": into, "tombstone": json.dumps(memory)})


def raise_again(session: Session, event_id: str) -> Tombstone:
    """Give a merged event its state back, and return what it was; its reports are left to the caller.

    Raises NotFound for an event that is not merged into another.
    """
    record, tombstone = current_record(session, event_id), _tombstone(session, event_id)
    before = {"status": record.status, "merged_into": tombstone.into}
    session.log.changed("event", event_id, before, {"status": tombstone.status, "merged_into": None})
    keep_version(session, "event", event_id)
    touch(session, record, {"status": tombstone.status, "merged_into": None, "tombstone": None})
    return tombstone


def _tombstone(session: Session, event_id: str) -> Tombstone:
    sql = "SELECT merged_into, tombstone FROM event WHERE event_id = :id"
    (row,) = session.connection.fetch(sql, {"id": event_id})
    if row["merged_into"] is None:
        raise NotFound(
            f"{event_id} is not merged into another event", mend=f"see what it is: incidents show {event_id}"
        )
    memory: dict[str, Any] = json.loads(row["tombstone"])
    return Tombstone(
        into=row["merged_into"],
        status=memory["status"],
        reports=tuple(memory["reports"]),
        moved=tuple(memory["moved"]),
    )


def _write(judgements: tuple[Judgement, ...]) -> list[dict[str, Any]]:
    return [asdict(each) for each in judgements]
