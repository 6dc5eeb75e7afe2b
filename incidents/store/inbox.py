"""The inbox: articles that wait, what was decided of each, the pages behind them, and the sources that were read.

Pages and visits are not in the log: a page follows from its hash, which an intake names, and a visit only saves work.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from incidents.domain.articles import Intake, Page, Visit
from incidents.store.connection import Link, Row
from incidents.store.filters import is_in
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.versions import add_sheet, change_sheet
from incidents.store.writing import add_rows, change_rows, remove_rows

_UNCODED = "NOT EXISTS (SELECT 1 FROM report WHERE report.article_id = intake.article_id)"
_TWINS = (
    "SELECT article_id, other_id, overlap FROM article_twin WHERE article_id IN (SELECT article_id FROM intake"
    " WHERE {0}) OR other_id IN (SELECT article_id FROM intake WHERE {0}) ORDER BY article_id, other_id"
)


class InboxReader:
    """Read the inbox. A part of ``Reader``."""

    _link: Link

    def intake(self, article_id: str) -> Intake | None:
        """How an article came in and what was made of it; None for one that somebody coded at once."""
        sql = "SELECT * FROM intake WHERE article_id = :id"
        return next(map(_read, self._link.rows(sql, {"id": number_of(article_id)})), None)

    def waiting(self, states: Sequence[str]) -> tuple[Intake, ...]:
        """The articles in one of *states* that nobody coded, in the order in which they came."""
        where = is_in("state", states, name="state")
        sql = f"SELECT * FROM intake WHERE {where.sql} AND {_UNCODED} ORDER BY article_id"
        return tuple(map(_read, self._link.rows(sql, where.parameters)))

    def twins_of_waiting(self, states: Sequence[str]) -> tuple[tuple[str, str, float], ...]:
        """Every two articles that share their words, one of which is in one of *states*, and how much they share."""
        where = is_in("state", states, name="state")
        rows = self._link.rows(_TWINS.format(where.sql), where.parameters)
        return tuple((str(row["article_id"]), str(row["other_id"]), row["overlap"]) for row in rows)

    def count_intakes(self) -> dict[str, int]:
        """How many articles that nobody coded are in each state that has any."""
        sql = f"SELECT state, count(*) AS articles FROM intake WHERE {_UNCODED} GROUP BY state ORDER BY state"
        return {row["state"]: int(row["articles"]) for row in self._link.rows(sql, {})}

    def page(self, sha256: str) -> Page | None:
        """The page of that hash; None when it was never kept or was erased."""
        rows = self._link.rows("SELECT kind, data FROM page WHERE sha256 = :id AND data IS NOT NULL", {"id": sha256})
        return next((Page(data=zlib.decompress(row["data"]), kind=row["kind"]) for row in rows), None)

    def visit(self, source: str) -> Visit | None:
        """What came of *source* when it was read; None when it was not, or when its article is there no more."""
        sql = (
            "SELECT * FROM visit WHERE source = :source AND (article IS NULL"
            " OR article IN (SELECT sha256 FROM article))"
        )
        rows = self._link.rows(sql, {"source": source})
        named = ("source", "outcome", "article", "note")
        return next((Visit(**{name: row[name] for name in named}) for row in rows), None)


def _read(row: Row) -> Intake:
    own = ("state", "reason", "origin", "url", "page", "decided_by")
    return Intake(article_id=str(row["article_id"]), **{name: row[name] for name in own})


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
