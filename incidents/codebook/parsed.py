"""TOML files as plain values; those of our own schema are kept beside them as bytecode is: TOML is slow to parse.

What is kept lies in ``__pycache__``, in the way of this version of Python, and begins with the time and size of the
file that it was made of; it is made anew when these differ. Nothing is kept where Python was told not to write
bytecode, where the folder cannot be written to, or of a user's own file: in their folders nobody expects it, and what
others put there would be read unguarded.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from os.path import basename, dirname
from typing import Any

from incidents.root import ROOT

_OURS = (f"{ROOT}/schema/", f"{ROOT}{os.sep}schema{os.sep}")
_FOLDER = "__pycache__"


def parse(path: str) -> dict[str, Any]:
    """What the TOML file at *path* says.

    Raises FileNotFoundError, UnicodeDecodeError or tomllib.TOMLDecodeError.
    """
    if not path.startswith(_OURS):
        return _load(path)
    seen = os.stat(path)
    mark = f"{seen.st_mtime_ns} {seen.st_size}\n".encode()
    kept = f"{dirname(path)}/{_FOLDER}/{basename(path)}.{sys.implementation.cache_tag}"
    found = _read(kept, mark)
    return _make(path, kept, mark) if found is None else found


def _read(kept: str, mark: bytes) -> dict[str, Any] | None:
    """What is *kept* of a file with that *mark*; None when there is nothing, or something else."""
    try:
        with open(kept, "rb") as file:
            content = file.read()
        # Whoever can write here can write bytecode, too.
        values = marshal.loads(content.removeprefix(mark)) if content.startswith(mark) else None  # noqa: S302
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return values if isinstance(values, dict) else None


def _make(path: str, kept: str, mark: bytes) -> dict[str, Any]:
    values = _load(path)
    if not sys.dont_write_bytecode:
        _keep(kept, mark, values)
    return values


def _load(path: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - what is kept needs no parser

    with open(path, "rb") as file:
        return tomllib.load(file)


def _keep(kept: str, mark: bytes, values: dict[str, Any]) -> None:
    """Write *values* to *kept*, whole or not at all."""
    draft = f"{kept}.{os.getpid()}"
    try:
        content = mark + marshal.dumps(values)
        os.makedirs(dirname(kept), exist_ok=True)
        with open(draft, "wb") as file:
            file.write(content)
        os.replace(draft, kept)
    except (OSError, ValueError):  # a date, which has no such form, is in none of ours
        with suppress(OSError):
            os.unlink(draft)
