"""TOML files as plain values, kept as JSON beside them, as Python keeps its bytecode: TOML is slow to parse.

What is kept lies in ``__pycache__`` with the time and size of the file that it was made of, and is made anew when these
differ. Nothing is kept where Python was told not to write bytecode, or where the folder cannot be written to.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_FOLDER = "__pycache__"
Mark = list[int]


def parse(path: Path) -> dict[str, Any]:
    """What the TOML file at *path* says.

    Raises FileNotFoundError, UnicodeDecodeError or tomllib.TOMLDecodeError.
    """
    seen = path.stat()
    mark = [seen.st_mtime_ns, seen.st_size]
    kept = path.parent / _FOLDER / f"{path.name}.json"
    found = _read(kept, mark)
    return _make(path, kept, mark) if found is None else found


def _read(kept: Path, mark: Mark) -> dict[str, Any] | None:
    """What is *kept* of a file with that *mark*; None when there is nothing, or something else."""
    try:
        of, values = json.loads(kept.read_bytes())
    except (OSError, ValueError, TypeError):
        return None
    return values if of == mark and isinstance(values, dict) else None


def _make(path: Path, kept: Path, mark: Mark) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - what is kept needs no parser

    values = tomllib.loads(path.read_text(encoding="utf-8"))
    if not sys.dont_write_bytecode:
        _keep(kept, mark, values)
    return values


def _keep(kept: Path, mark: Mark, values: dict[str, Any]) -> None:
    """Write *values* to *kept*, whole or not at all."""
    draft = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        text = json.dumps([mark, values], ensure_ascii=False)
        kept.parent.mkdir(exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(kept)
    except (OSError, TypeError):  # a date, which JSON has not, is in none of ours
        with suppress(OSError):
            draft.unlink(missing_ok=True)
