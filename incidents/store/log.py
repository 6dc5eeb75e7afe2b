"""The log: one revision for a transaction, one change for each field that differs. Decides nothing, only writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from incidents.store.writing import add_row, add_rows

ABSENT = object()


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


class Log:
    """Writes changes under one revision, which is made with the first of them: no change, no revision."""

    def __init__(self, connection: Connection, signature: Signature) -> None:
        self._connection = connection
        self._signature = signature
        self._revision: int | None = None

    def added(self, kind: str, key: str, what: Mapping[str, Any]) -> None:
        """Note a whole new thing."""
        self._write([{"kind": kind, "key": key, "field": None, "old": None, "new": _json(what)}])

    def changed(self, kind: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
        """Note each field of *new* that differs from *old*, and return their names in order."""
        fields = tuple(field for field in new if old.get(field, ABSENT) != new[field])
        self._write(
            [
                {"kind": kind, "key": key, "field": field, "old": _json(old.get(field)), "new": _json(new[field])}
                for field in fields
            ]
        )
        return fields

    def _write(self, changes: list[dict[str, Any]]) -> None:
        if not changes:
            return
        if self._revision is None:
            self._revision = self._begin()
        add_rows(self._connection, "change", [{"revision_id": self._revision, **change} for change in changes])

    def _begin(self) -> int:
        it = self._signature
        row = {"made_at": it.at, "made_by": it.by, "command": it.command, "reason": it.reason}
        return add_row(self._connection, "revision", row)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
