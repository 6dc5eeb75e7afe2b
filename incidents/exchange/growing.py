"""A file of JSON Lines that grows by a line at a time, so that work that was broken off can be gone on with.

Every line is whole on the disk before the next is begun. Does not know what the lines hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from incidents.errors import BadOutput
from incidents.exchange.jsonl import to_json

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GrowingFile:
    """A file open for more lines; *done* are the documents that were in it before."""

    done: tuple[Document, ...]
    _out: TextIO

    def add(self, document: Document) -> None:
        """Write one more line, whole."""
        self._out.write(f"{to_json(document)}\n")
        self._out.flush()


@contextmanager
def open_growing(path: Path, *, is_resumed: bool) -> Iterator[GrowingFile]:
    """The file at *path*, new, or with *is_resumed* after what it holds; a last line that is only half there goes.

    Raises BadOutput when it cannot be written, when it is there and not resumed, and when it holds something else.
    """
    if path.exists() and not is_resumed:
        raise BadOutput(f"{path} is there already; nothing was changed", mend="go on with it: add --resume")
    try:
        with path.open("a+", encoding="utf-8", newline="") as out:
            done = _read_done(out, path)
            yield GrowingFile(done, out)
    except OSError as error:
        raise BadOutput(f"cannot write {path}: {error.strerror}") from error


def _read_done(out: TextIO, path: Path) -> tuple[Document, ...]:
    """The documents in the file, whose end is then right behind the last whole line."""
    out.seek(0)
    try:
        text = out.read()
    except UnicodeDecodeError as error:
        raise _not_ours(path, "it is no text") from error
    whole = text[: text.rfind("\n") + 1]
    documents = tuple(_parse(line, number, path) for number, line in enumerate(whole.split("\n")[:-1], start=1))
    out.truncate(len(whole.encode()))
    return documents


def _parse(line: str, number: int, path: Path) -> Document:
    try:
        document = json.loads(line)
    except ValueError as error:
        raise _not_ours(path, f"line {number} is no JSON") from error
    if not isinstance(document, dict):
        raise _not_ours(path, f"line {number} is no object")
    return document


def _not_ours(path: Path, why: str) -> BadOutput:
    return BadOutput(f"cannot go on with {path}: {why}", mend="name another file with -o")
