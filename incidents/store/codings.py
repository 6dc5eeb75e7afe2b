"""Write codings that are no events yet, event by event as a person accepts them, and who is to code what."""

from __future__ import annotations

import json
from typing import Any

from incidents.domain import document
from incidents.domain.coding import Assignment, Coding
from incidents.domain.event import Event
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.sheets import add_below, add_sheet, change_sheet

EVENTS = "coding_event"


def add_coding(session: Session, coding: Coding) -> str:
    """Store a coding with its events; its identifier. When and by which codebook is what the transaction says."""
    row = {
        "article_id": number_of(coding.article_id),
        "coder": coding.coder,
        "turn": coding.turn,
        "state": coding.state,
        "coded_at": session.signature.at,
        "codebook_version": session.signature.codebook_version,
        "reason": coding.reason,
    }
    return add_sheet(session, "coding", row, {EVENTS: [_write(event) for event in coding.events]})


def add_to_coding(session: Session, coding_id: str, event: Event) -> None:
    """Store one more event of a coding. Raises NotFound."""
    add_below(session, "coding", coding_id, EVENTS, _write(event))


def end_coding(session: Session, coding_id: str, state: str) -> None:
    """Put a coding into another state. Raises NotFound."""
    change_sheet(session, "coding", coding_id, {"state": state})


def add_assignment(session: Session, assignment: Assignment) -> str:
    """Store who has an article until when; the assignment's identifier."""
    row = {
        "article_id": number_of(assignment.article_id),
        "coder": assignment.coder,
        "mode": assignment.mode,
        "stratum": assignment.stratum,
        "seed": assignment.seed,
        "due_at": assignment.due_at,
    }
    return add_sheet(session, "assignment", row)


def end_assignment(session: Session, assignment_id: str) -> None:
    """Let an assignment end now. Raises NotFound."""
    change_sheet(session, "assignment", assignment_id, {"due_at": session.signature.at})


def _write(event: Event) -> dict[str, Any]:
    return {"account": json.dumps(document.write(event), ensure_ascii=False)}
