"""Write questions on the codebook with their answers, events looked at again, and how suggestions were taken."""

from __future__ import annotations

import json

from incidents.domain.inquiry import Query, Recheck
from incidents.domain.trial import Trial
from incidents.store.log import Session
from incidents.store.sheets import add_sheet, change_sheet
from incidents.store.writing import add_rows


def add_query(session: Session, query: Query) -> str:
    """Store a question, asked by whoever signs; its identifier."""
    asked = {"asked_by": session.signature.by, "asked_at": session.signature.at}
    return add_sheet(session, "query", {"term": query.term, "text": query.text, "event_id": query.event_id, **asked})


def answer_query(session: Session, query_id: str, answer: str) -> bool:
    """Store the answer to a question, in place of an earlier one; whether anything differs. Raises NotFound."""
    signed = {"answered_by": session.signature.by, "answered_at": session.signature.at}
    return change_sheet(session, "query", query_id, {"answer": answer, **signed})


def add_recheck(session: Session, recheck: Recheck) -> str:
    """Note that whoever signs held an event against a definition; its identifier."""
    row = {"event_id": recheck.event_id, "term": recheck.term, "codebook_version": recheck.codebook_version}
    return add_sheet(session, "recheck", {**row, "checked_by": session.signature.by})


def keep_trial(session: Session, trial: Trial) -> None:
    """Keep how a suggestion was taken, with who and when; it is not in the log, as no event changes by it."""
    row = {
        "article": trial.article,
        "arm": trial.arm,
        "told": json.dumps(trial.told),
        "kept": json.dumps(trial.kept),
        "planted": trial.planted,
        "caught": trial.is_caught,
        "seconds": trial.seconds,
        "decided_at": session.signature.at,
        "decided_by": session.signature.by,
    }
    add_rows(session.connection, "trial", [row])
