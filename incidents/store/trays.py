"""Read what came in: which articles wait, in which state, the pages behind them, the sources that were read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from incidents.domain.intake import Intake, Page, Visit
from incidents.domain.member import Member
from incidents.store.keys import number_of
from incidents.store.link import Link, Row
from incidents.store.select import is_in

_UNCODED = "NOT EXISTS (SELECT 1 FROM report WHERE report.article_id = intake.article_id)"
_TWINS = (
    "SELECT article_id, other_id, overlap FROM article_twin WHERE article_id IN (SELECT article_id FROM intake"
    " WHERE {0}) OR other_id IN (SELECT article_id FROM intake WHERE {0}) ORDER BY article_id, other_id"
)


class Trays:
    """The articles that came in. A part of ``Reader``."""

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

    def members(self) -> tuple[Member, ...]:
        """Who belongs to the team, by name; nobody where everybody may do everything."""
        rows = self._link.rows("SELECT name, role FROM member ORDER BY name", {})
        return tuple(Member(name=row["name"], role=row["role"]) for row in rows)

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
