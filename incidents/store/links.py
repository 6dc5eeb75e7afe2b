"""Which reports an event rests on. Linking and unlinking leave the reports as they are, and each undoes the other."""

from __future__ import annotations

from incidents.errors import NotFound
from incidents.store.past import keep_version
from incidents.store.events import current_record, touch
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.writing import add_rows, remove_rows


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
