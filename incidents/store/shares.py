"""Read codings that are no events yet, and who is to code what."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from incidents.domain import document
from incidents.domain.coding import Assignment, Coding
from incidents.domain.event import Event
from incidents.store.keys import number_of
from incidents.store.link import Link, Row

_CODINGS = "SELECT * FROM coding WHERE {} ORDER BY article_id, turn, coder, id"
_EVENTS = (
    "SELECT coding_event.* FROM coding_event JOIN coding ON coding.id = coding_event.coding_id WHERE {}"
    " ORDER BY coding_id, position"
)
_ASSIGNMENTS = (
    "SELECT assignment.*, (CASE WHEN EXISTS (SELECT 1 FROM coding WHERE coding.article_id = assignment.article_id"
    " AND coding.coder = assignment.coder AND coding.state = 'done') OR (assignment.mode = 'single' AND EXISTS"
    " (SELECT 1 FROM report WHERE report.article_id = assignment.article_id)) THEN 1 ELSE 0 END) AS is_done"
    " FROM assignment WHERE {} ORDER BY article_id, id"
)


class Shares:
    """Codings and assignments. A part of ``Reader``."""

    _link: Link

    def codings(self, article_id: str | None = None) -> tuple[Coding, ...]:
        """The codings of an article, or of all, by article, turn and coder."""
        where, values = ("1 = 1", {}) if article_id is None else ("article_id = :id", {"id": number_of(article_id)})
        events: dict[str, list[Event]] = defaultdict(list)
        for row in self._link.rows(_EVENTS.format(where), values):
            events[str(row["coding_id"])].append(document.read(json.loads(row["account"])))
        rows = self._link.rows(_CODINGS.format(where), values)
        return tuple(_read_coding(row, tuple(events[str(row["id"])])) for row in rows)

    def assignments(self, article_id: str | None = None) -> tuple[Assignment, ...]:
        """The assignments of an article, or of all, ended ones too, by article and in the order of assigning."""
        where, values = ("1 = 1", {}) if article_id is None else ("article_id = :id", {"id": number_of(article_id)})
        return tuple(map(_read_assignment, self._link.rows(_ASSIGNMENTS.format(where), values)))


def _read_coding(row: Row, events: tuple[Event, ...]) -> Coding:
    own = ("coder", "turn", "state", "coded_at", "codebook_version", "reason")
    told: dict[str, Any] = {name: row[name] for name in own}
    return Coding(id=str(row["id"]), article_id=str(row["article_id"]), **told, events=events)


def _read_assignment(row: Row) -> Assignment:
    own = ("coder", "mode", "due_at", "stratum", "seed")
    told: dict[str, Any] = {name: row[name] for name in own}
    is_done = bool(row["is_done"])
    return Assignment(id=str(row["id"]), article_id=str(row["article_id"]), **told, is_done=is_done)
