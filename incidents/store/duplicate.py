"""Duplicate a SQLite file while others read and write it: SQLite's own online backup. Judges nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from incidents.store import ahead, sqlite
from incidents.store.database import Database


def duplicate(source: Path, target: Path) -> None:
    """Let the file *target* hold what *source* holds, in one transaction; what was in it is gone.

    A new file has the rollback journal: it may be taken anywhere.
    """
    is_new = not target.exists() or target.stat().st_size == 0
    with (
        sqlite.explained(Database(path=source)),
        closing(sqlite.connect_to_read(source)) as reading,
        sqlite.explained(Database(path=target), only=sqlite.OF_WRITING),
        closing(sqlite3.connect(target, timeout=sqlite.BUSY_SECONDS)) as writing,
    ):
        reading.backup(writing)
    if is_new:
        keep_whole(target)


def keep_whole(file: Path) -> None:
    """Let *file*, which nobody else has open, be read anywhere without another file beside it."""
    with sqlite.explained(Database(path=file)), closing(sqlite.connect(file, mode="rw")) as connection:
        ahead.turn(connection, ahead.ROLLBACK)


def keep_beside(path: Path, word: str) -> Path:
    """Duplicate *path* into a new file beside it, named after *word*: ``incidents.db.0004.backup``.

    Half a duplicate, as of a full disk, does not stay: it would be taken for a backup.
    """
    names = (path.with_name(f"{path.name}.{word}{suffix}.backup") for suffix in _suffixes())
    kept = next(name for name in names if not name.exists())
    try:
        duplicate(path, kept)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    return kept


def _suffixes() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))
