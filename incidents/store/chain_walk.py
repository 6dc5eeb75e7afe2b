"""Walk the chain of hashes from the first revision to the last. Looks at the log only, not at what it tells of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.store.chain import Chain
from incidents.store.link import Link, Row
from incidents.store.verdict import Fault

_ALL_CHANGES = "SELECT * FROM change ORDER BY revision_id, id"
_REVISIONS = "SELECT * FROM revision ORDER BY id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far the chain is whole: *revisions*, *changes*, and *head*, its last hash; *fault* is where it breaks."""

    revisions: int
    changes: int
    head: str
    is_expected_there: bool
    fault: Fault | None = None


class _Walker:
    """Two streams side by side: the revisions, and the changes of each."""

    def __init__(self, link: Link, expected: str | None) -> None:
        self._changes = link.rows(_ALL_CHANGES, {})
        self._waiting: Row | None = None
        self._expected = expected
        self.revisions, self.changes, self.head = 0, 0, ""
        self.is_expected_there = expected is None

    def walk(self, rows: Iterator[Row]) -> Fault | None:
        """Where the chain breaks, None when it does not."""
        self._waiting = next(self._changes, None)
        for row in rows:
            fault = self._step(row)
            if fault is not None:
                return fault
        if self._waiting is not None:
            return Fault(where=f"change {self._waiting['id']}", what="belongs to a revision that is not there")
        return None

    def _step(self, row: Row) -> Fault | None:
        chain = Chain(self.head, row)
        count = 0
        while self._waiting is not None and self._waiting["revision_id"] == row["id"]:
            chain.add(self._waiting)
            self._waiting = next(self._changes, None)
            count += 1
        if chain.seal() != row["hash"]:
            who = f"{row['made_at']}, {row['made_by']}, {row['command']}"
            what = f"its hash does not fit: it, one of its changes, or the revision before was altered ({who})"
            return Fault(where=f"revision {row['id']}", what=what)
        self.revisions, self.changes, self.head = self.revisions + 1, self.changes + count, row["hash"]
        self.is_expected_there = self.is_expected_there or self.head == self._expected
        return None


def walk_chain(link: Link, expected: str | None = None) -> Walk:
    """The chain up to its end or its first break; whether *expected*, a hash noted earlier, is in it."""
    walker = _Walker(link, expected)
    try:
        fault = walker.walk(link.rows(_REVISIONS, {}))
    except sqlite3.OperationalError as error:  # text that is no text any more
        fault = Fault(where=f"the log, after revision {walker.revisions}", what=f"cannot be read: {error}")
    return Walk(
        revisions=walker.revisions,
        changes=walker.changes,
        head=walker.head,
        is_expected_there=walker.is_expected_there,
        fault=fault,
    )
