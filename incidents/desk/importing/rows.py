"""Rows of a dataset into the database: each known again by its identifier, new, changed, or as it was.

Works on a batch at a time, within the transaction that it is given. The rows of our own layout are ``named``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from incidents.desk.importing.outcome import Outcome
from incidents.domain.imported import NewRow, StoredRow
from incidents.domain.problem import Problem
from incidents.exchange.reading.reader import Row
from incidents.exchange.reading.revision import revise
from incidents.exchange.reading.sheet import Cells

NO_COUNTRY = "ZZZ"


class DatasetRows:
    """Stores rows through *bulk* (``store.bulk.Bulk``), counting them in *outcome*."""

    def __init__(
        self,
        bulk: Any,  # noqa: ANN401 - only writing pays for SQLAlchemy
        outcome: Outcome,
        header: Cells,
    ) -> None:
        self._bulk = bulk
        self._header = header
        self._outcome = outcome
        self._seen: dict[bytes, int] = {}

    def store(self, rows: Sequence[Row]) -> list[Row]:
        """Store a batch of good rows; those that cannot be are returned with their problem."""
        refused: list[Row] = []
        chosen: list[NewRow] = []
        for row in rows:
            identifier = row.identifier or name_by_content(row)
            line = self._seen.setdefault(_short(identifier), row.line.number)
            if line != row.line.number:
                refused.append(_repeated(row, line))
            elif row.event is not None:
                cells = row.line.cells
                chosen.append(NewRow(identifier=identifier, line=row.line.number, cells=cells, event=row.event))
        known: Mapping[str, StoredRow] = self._bulk.find([row.identifier for row in chosen])
        new = [row for row in chosen if row.identifier not in known]
        self._bulk.add(new, prefix=NO_COUNTRY)
        self._outcome.added += len(new)
        for chosen_row in chosen:
            if chosen_row.identifier in known:
                self._renew(chosen_row, known[chosen_row.identifier])
        return refused

    def _renew(self, row: NewRow, stored: StoredRow) -> None:
        if stored.says(row.cells, self._header):
            self._outcome.unchanged += 1
            return
        event = None
        if stored.event_id is not None:
            current = self._bulk.records([stored.event_id])[stored.event_id]
            event, kept = revise(current.event, stored.account, row.event)
            self._outcome.keep(stored.event_id, kept, row.line)
        self._bulk.renew(row, event_id=stored.event_id, event=event, report=stored.report)
        self._outcome.changed += 1


def name_by_content(row: Row) -> str:
    """An identifier for a row of a table that has none: the same cells give the same."""
    cells = json.dumps(row.line.cells, ensure_ascii=False).encode()
    return hashlib.sha256(cells).hexdigest()[:16]


def _short(identifier: str) -> bytes:
    """A few bytes in place of an identifier: a file may have millions."""
    return hashlib.blake2b(identifier.encode(), digest_size=8).digest()


def _repeated(row: Row, line: int) -> Row:
    message = f"stands in line {line} already"
    problem = Problem(field="identifier", message=message, value=row.identifier or None, line=row.line.number)
    return replace(row, event=None, problems=(problem,))
