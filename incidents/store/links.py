"""Which reports an event rests on. Linking and unlinking leave the reports as they are, and each undoes the other."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text

from incidents.errors import NotFound
from incidents.store.events import current_record, touch
from incidents.store.log import Session
from incidents.store.writing import add_rows, remove_rows


def link_first(session: Session, event_id: str, reports: Sequence[str]) -> None:
    """Link the reports that a new event is made from: part of its making, so its version stays. Raises NotFound."""
    for report in reports:
        _add(session, event_id, report)
    _note(session, event_id, before=[])


def link(session: Session, event_id: str, report: str) -> int:
    """Let the event rest on one more report, and return the event's version; a second time changes nothing.

    Raises NotFound for an unknown event or report.
    """
    record, before = current_record(session, event_id), linked(session, event_id)
    if report in before:
        return record.version
    _add(session, event_id, report)
    _note(session, event_id, before=before)
    return touch(session, record, {})


def unlink(session: Session, event_id: str, report: str) -> int:
    """Let the event rest on one report less, and return the event's version; the report itself stays.

    Raises NotFound for an unknown event, or a report that is not linked to it.
    """
    record, before = current_record(session, event_id), linked(session, event_id)
    if report not in before:
        raise NotFound(f"{event_id} does not rest on a report {report!r}")
    remove_rows(session.connection, "report_event", {"event_id": event_id, "report_id": int(report)})
    _note(session, event_id, before=before)
    return touch(session, record, {})


def linked(session: Session, event_id: str) -> list[str]:
    """The identifiers of the reports that the event rests on, in order."""
    sql = "SELECT report_id FROM report_event WHERE event_id = :id ORDER BY report_id"
    return [str(row.report_id) for row in session.connection.execute(text(sql), {"id": event_id})]


def _add(session: Session, event_id: str, report: str) -> None:
    found = session.connection.execute(text("SELECT id FROM report WHERE id = :id"), {"id": _number(report)})
    if found.scalar_one_or_none() is None:
        raise NotFound(f"there is no report {report!r}")
    signature = session.signature
    row = {"report_id": int(report), "event_id": event_id, "linked_at": signature.at, "linked_by": signature.by}
    add_rows(session.connection, "report_event", [row])


def _note(session: Session, event_id: str, *, before: list[str]) -> None:
    session.log.changed("event", event_id, {"reports": before}, {"reports": linked(session, event_id)})


def _number(identifier: str) -> int:
    return int(identifier) if identifier.isdecimal() else -1
