"""The log: one revision for a transaction, one change for each thing or field, chained by hashes.

The hash of a revision is SHA-256 over the hash before it, the revision's own words and its changes in order. Words that
the law may ask to erase (values, reasons) are in it only by a *digest*: SHA-256 over a random salt and the words.
Whoever erases them keeps the digest and drops the salt, so that nobody can guess the words and compare.
Changes are kept back and written many at a time; ``Log.seal`` writes the last of them and the revision's hash.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any

from incidents.store.connection import Connection
from incidents.store.permissions import EVERYTHING, Permit
from incidents.store.writing import add_row, add_tuples, change_rows

_SALT_BYTES = 12  # random bytes, which make 16 characters
# Made once: an import asks them four times for each row.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr)  # a forged row may hold bytes


# As the encoders above write them: to begin one anew takes longer than most of what there is to write.
_QUICK: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: int.__repr__,
    type(None): lambda _: "null",
}


def make_salt() -> str:
    """Sixteen random characters."""
    return secrets.token_urlsafe(_SALT_BYTES)


def write_json(value: object) -> str:
    """*value* as JSON with sorted keys and no spaces: the one spelling that is stored and hashed."""
    return _JSON.encode(value)


def write_text(text: str | None) -> str:
    """A text, or nothing, as ``write_json`` writes it, in a tenth of the time."""
    return "null" if text is None else encode_basestring(text)


def digest(salt: str | None, *words: str | None) -> str:
    """What stands for *words* in the chain: 64 hexadecimal digits."""
    return _sha256([salt, *words]).hexdigest()


def _digest_added(salt: str, description: str) -> str:
    """Return ``digest(salt, None, description)`` in less time."""
    words = f'["{salt}",null,{encode_basestring(description)}]\n'
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_change(row: Mapping[str, Any]) -> str:
    """What stands in the chain for the values of a change: as stored, else made of the values in the row."""
    return _stored_or_made(row, "old", "new")


def digest_of_reason(row: Mapping[str, Any]) -> str:
    """The same for the reason of a revision."""
    return _stored_or_made(row, "reason")


def _stored_or_made(row: Mapping[str, Any], *names: str) -> str:
    words = [row[name] for name in names]
    if row["digest"] is None:
        return digest(row["salt"], *words)
    # Nobody writes words beside a digest that stands for them.
    return str(row["digest"]) if words == [None] * len(words) else ""


class Chain:
    """The hash of one revision in the making: the revision first, then each of its changes in order."""

    def __init__(self, previous: str, revision: Mapping[str, Any]) -> None:
        names = ("id", "made_at", "made_by", "command", "undoes")
        self._sum = _sha256([previous, *(revision[name] for name in names), digest_of_reason(revision)])

    def add(self, change: Mapping[str, Any]) -> None:
        """Cover one more change."""
        names = ("id", "revision_id", "action", "kind", "key", "field")
        self._sum.update(_write([*(change[name] for name in names), digest_of_change(change)]))

    def add_many(self, revision: int, kind: str, changes: Iterable[tuple[int, str, str]]) -> None:
        """Cover more things of one *kind* that were added: each change's number, the thing's key and its digest."""
        rest = f'{revision},"added",{write_text(kind)}'
        lines = [f'[{number},{rest},{write_text(key)},null,"{stands}"]\n' for number, key, stands in changes]
        self._sum.update("".join(lines).encode("utf-8", "surrogatepass"))

    def seal(self) -> str:
        """The revision's hash: 64 hexadecimal digits."""
        return self._sum.hexdigest()


def _sha256(values: list[Any]) -> hashlib._Hash:
    return hashlib.sha256(_write(values))


def _write(values: list[Any]) -> bytes:
    texts = [_QUICK[type(value)](value) if type(value) in _QUICK else _LINE.encode(value) for value in values]
    return f"[{','.join(texts)}]\n".encode("utf-8", "surrogatepass")


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

    def added_many(self, kind: str, keys: Sequence[str], described: Iterable[str]) -> None:
        """Note many whole new things, *described* as ``write_json`` writes it."""
        self.flush()
        revision, first = self.revision, self._last_change + 1
        salts = [make_salt() for _ in keys]
        digests = [_digest_added(salt, text) for salt, text in zip(salts, described, strict=True)]
        numbers = range(first, first + len(keys))
        rows = [
            (number, revision, ADDED, kind, key, salt, stands)
            for number, key, salt, stands in zip(numbers, keys, salts, digests, strict=True)
        ]
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
