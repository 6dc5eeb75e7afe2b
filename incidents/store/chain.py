"""The hash chain over the log: what the hash of a revision covers. Hashes only; knows no database.

The hash of a revision is SHA-256 over the hash before it, the revision's own words and its changes in order. Words that
the law may ask to erase (values, reasons) are in it only by a *digest*: SHA-256 over a random salt and the words.
Whoever erases them keeps the digest and drops the salt, so that nobody can guess the words and compare.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from json.encoder import encode_basestring
from typing import Any

_SALT_BYTES, _SALT = 12, 16  # random bytes, and the characters that they make
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


def make_salts(count: int) -> list[str]:
    """As many salts, made at once."""
    text = secrets.token_urlsafe(_SALT_BYTES * count)
    return [text[start : start + _SALT] for start in range(0, _SALT * count, _SALT)]


def digest_told(salt: str, told: str) -> str:
    """The digest of a thing that was added, *told* being the inside of its description as a JSON text."""
    words = f'["{salt}",null,"{told}"]\n'
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def digest_all(salts: Iterable[str], told: Iterable[str]) -> list[str]:
    """The same of many things, of which *told* is only what stands between the braces of each text."""
    made = zip(salts, told, strict=True)
    words = (f'["{salt}",null,"{{{text}}}"]\n'.encode("utf-8", "surrogatepass") for salt, text in made)
    return [hashed.hexdigest() for hashed in map(hashlib.sha256, words)]


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
