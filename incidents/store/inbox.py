"""Write what comes in: articles that wait, what was made of them, the pages behind them, sources that were read.

Pages and visits are not in the log: a page follows from its hash, which an intake names, and a visit only saves work.
"""

from __future__ import annotations

import zlib

from incidents.domain.intake import Intake, Page, Visit
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.sheets import add_sheet, change_sheet
from incidents.store.writing import add_rows, change_rows, remove_rows


def add_intake(session: Session, intake: Intake) -> None:
    """Let the article of *intake* wait for triage."""
    row = {
        "article_id": number_of(intake.article_id),
        "state": intake.state,
        "reason": intake.reason,
        "origin": intake.origin,
        "url": intake.url,
        "page": intake.page,
        "decided_by": intake.decided_by,
    }
    add_sheet(session, "intake", row)


def decide_intake(session: Session, article_id: str, state: str, *, reason: str | None) -> bool:
    """Put an article that came in into another state; whether anything differs. Raises NotFound."""
    values = {"state": state, "reason": reason, "decided_by": session.signature.by}
    return change_sheet(session, "intake", article_id, values)


def keep_page(session: Session, page: Page) -> None:
    """Keep the bytes of *page*, once."""
    row = {
        "sha256": page.sha256,
        "kind": page.kind,
        "size": len(page.data),
        "data": zlib.compress(page.data),
        "kept_at": session.signature.at,
    }
    remove_rows(session.connection, "page", {"sha256": page.sha256})
    add_rows(session.connection, "page", [row])


def forget_pages(session: Session, article_id: str) -> None:
    """Drop the bytes of the page that an article was read from; their hash stays."""
    sql = "SELECT page FROM intake WHERE article_id = :id AND page IS NOT NULL"
    for page in session.connection.values(sql, {"id": number_of(article_id)}):
        change_rows(session.connection, "page", {"sha256": page}, {"data": None})


def note_visit(session: Session, visit: Visit) -> None:
    """Note what came of reading a source, in place of what was noted before."""
    remove_rows(session.connection, "visit", {"source": visit.source})
    row = {
        "source": visit.source,
        "outcome": visit.outcome,
        "article": visit.article,
        "note": visit.note,
        "visited_at": session.signature.at,
    }
    add_rows(session.connection, "visit", [row])
