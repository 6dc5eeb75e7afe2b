"""The log: one revision for a transaction, one change for each thing or field. Decides nothing, only writes.

Changes are kept back and written many at a time; ``seal`` writes the last of them and the revision's hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import repeat
from typing import Any

from incidents.store.chain import Chain, digest, digest_told, make_salt, make_salts, write_json
from incidents.store.connection import Connection
from incidents.store.permit import EVERYTHING, Permit
from incidents.store.writing import add_row, add_tuples, change_rows

ABSENT = object()
ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_BATCH = 500
_NOTHING = {"field": None, "old": None, "new": None, "digest": None}
_COLUMNS = ("id", "revision_id", "action", "kind", "key", "field", "old", "new", "salt", "digest")
_ADDED = ("id", "revision_id", "action", "kind", "key", "salt", "digest")


def instant(at: datetime) -> str:
    """*at* as it is stored: ISO 8601, UTC, whole seconds. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who writes, when, by which command and why, and the version of the codebook in use."""

    by: str
    at: str
    command: str
    reason: str | None
    codebook_version: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One transaction as the writing modules share it."""

    connection: Connection
    signature: Signature
    log: Log
    permit: Permit = EVERYTHING


class Log:
    """Writes changes under one revision, which is made with the first of them: no change, no revision.

    Only undoing makes several in one transaction.
    Nobody else writes until the transaction ends (``wait_for_writers``), so that numbers are given out here.
    """

    def __init__(self, connection: Connection, signature: Signature) -> None:
        self._connection = connection
        self._signature = signature
        self._revision: int | None = None
        self._undoes: int | None = None
        self._chain: Chain | None = None
        self._last_change = 0
        self._waiting: list[dict[str, Any]] = []

    @property
    def revision(self) -> int:
        """The number of this transaction's revision; makes the revision."""
        if self._revision is None:
            self._revision = self._begin()
        return self._revision

    def added(self, kind: str, key: str, what: Mapping[str, Any]) -> None:
        """Note a whole new thing. Only the digest of *what* is kept: the thing itself stands in its tables."""
        salt = make_salt()
        self._note(ADDED, kind, key, {"salt": salt, "digest": digest(salt, None, write_json(what))})

    def added_many(self, kind: str, keys: Sequence[str], told: Iterable[str]) -> None:
        """The same of many things; *told* is the inside of each description as a JSON text."""
        salts = make_salts(len(keys))
        self.added_digests(kind, keys, salts, list(map(digest_told, salts, told)))

    def added_digests(self, kind: str, keys: Sequence[str], salts: Sequence[str], digests: Sequence[str]) -> None:
        """The same of many things whose digests are made, with those *salts*."""
        self.flush()
        revision, first = self.revision, self._last_change + 1
        numbers = range(first, first + len(keys))
        fixed = map(repeat, (revision, ADDED, kind))
        rows = list(zip(numbers, *fixed, keys, salts, digests, strict=False))
        if self._chain is not None:
            self._chain.add_many(revision, kind, zip(numbers, keys, digests, strict=True))
        add_tuples(self._connection, "change", _ADDED, rows)
        self._last_change += len(keys)

    def changed(self, kind: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
        """Note each field of *new* that differs from *old*, and return their names in order."""
        fields = tuple(field for field in new if old.get(field, ABSENT) != new[field])
        for field in fields:
            values = {"old": write_json(old.get(field)), "new": write_json(new[field])}
            self._note(CHANGED, kind, key, {"field": field, "salt": make_salt(), **values})
        return fields

    def removed(self, kind: str, key: str, what: Mapping[str, Any]) -> None:
        """Note that a thing is gone, with all that it was."""
        self._note(REMOVED, kind, key, {"old": write_json(what), "salt": make_salt()})

    def begin_undoing(self, revision: int) -> None:
        """Seal what was noted so far; what follows is a revision of its own, which takes *revision* back."""
        self.seal()
        self._revision, self._undoes = None, revision

    def flush(self) -> None:
        """Write what was kept back, for whoever reads the log in the same transaction."""
        add_tuples(
            self._connection, "change", _COLUMNS, [tuple(each[name] for name in _COLUMNS) for each in self._waiting]
        )
        self._waiting = []

    def seal(self) -> None:
        """Write the rest and the revision's hash. Nothing can be noted afterwards."""
        self.flush()
        if self._chain is not None:
            change_rows(self._connection, "revision", {"id": self._revision}, {"hash": self._chain.seal()})

    def _note(self, action: str, kind: str, key: str, rest: Mapping[str, Any]) -> None:
        revision = self.revision
        self._last_change += 1
        head = {"id": self._last_change, "revision_id": revision, "action": action, "kind": kind, "key": key}
        change = {**head, **_NOTHING, **rest}
        if self._chain is not None:
            self._chain.add(change)
        self._waiting.append(change)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def _begin(self) -> int:
        last = next(iter(self._connection.fetch("SELECT id, hash FROM revision ORDER BY id DESC LIMIT 1")), None)
        it = self._signature
        row = {
            "id": 1 if last is None else last["id"] + 1,
            "made_at": it.at,
            "made_by": it.by,
            "command": it.command,
            "reason": it.reason,
            "undoes": self._undoes,
            "salt": None if it.reason is None else make_salt(),
            "digest": None,
        }
        self._chain = Chain("" if last is None else last["hash"], row)
        self._last_change = int(self._connection.value("SELECT coalesce(max(id), 0) FROM change"))
        return add_row(self._connection, "revision", row | {"hash": ""})
