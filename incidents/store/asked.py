"""Read questions on the codebook, events that were looked at again, and how suggestions were taken."""

from __future__ import annotations

import json
from typing import Any

from incidents.domain.inquiry import Query, Recheck
from incidents.domain.trial import Trial
from incidents.store.link import Link

_ASKED = ("term", "text", "event_id", "asked_by", "asked_at", "answer", "answered_by", "answered_at")
_CODED = (
    "SELECT event.event_id, event.codebook_version FROM event WHERE event.codebook_version IS NOT NULL"
    " AND event.status <> 'withdrawn' ORDER BY event.prefix, event.number"
)


class Asked:
    """Questions, rechecks and trials. A part of ``Reader``."""

    _link: Link

    def queries(self) -> tuple[Query, ...]:
        """Every question on the codebook, oldest first."""
        found = []
        for row in self._link.rows("SELECT * FROM query ORDER BY id", {}):
            told: dict[str, Any] = {name: row[name] for name in _ASKED}
            found.append(Query(id=str(row["id"]), **told))
        return tuple(found)

    def rechecks(self) -> tuple[Recheck, ...]:
        """Every event that was held against a changed definition, oldest first."""
        rows = self._link.rows("SELECT event_id, term, codebook_version FROM recheck ORDER BY id", {})
        return tuple(Recheck(**dict(row)) for row in rows)

    def coded_under(self) -> dict[str, str]:
        """The version of the codebook under which each event that stands was coded, by identifier."""
        return {row["event_id"]: row["codebook_version"] for row in self._link.rows(_CODED, {})}

    def trials(self) -> tuple[Trial, ...]:
        """How suggestions were taken, oldest first."""
        return tuple(
            Trial(
                article=row["article"],
                arm=row["arm"],
                told=tuple(json.loads(row["told"])),
                kept=tuple(json.loads(row["kept"])),
                planted=row["planted"],
                is_caught=None if row["caught"] is None else bool(row["caught"]),
                seconds=row["seconds"],
            )
            for row in self._link.rows("SELECT * FROM trial ORDER BY id", {})
        )
