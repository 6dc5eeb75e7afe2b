"""How an event was judged, as JSON in its own row: the rules by which it follows, and where it went when merged.

Applies no rule: ``review.reconciliation`` does. A merged event is withdrawn and rests on nothing; its row stays as it
was and remembers what it rested on, so that the merging can be taken back.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from incidents.domain.codes import WITHDRAWN
from incidents.domain.judgement import Judgement
from incidents.errors import NotFound
from incidents.store.past import keep_version
from incidents.store.events import current_record, touch
from incidents.store.links import linked
from incidents.store.log import Session
from incidents.store.writing import remove_rows


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
