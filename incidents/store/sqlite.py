"""SQLite connections as this package wants them. Knows no table.

Journal: the rollback journal, SQLite's default, not a write-ahead log. A database is then one file that can be copied,
mailed, put on a read-only medium or a network drive, and reading it leaves nothing beside it. Writers queue up for
``BUSY_SECONDS``. Whoever changes this to WAL must open read-only folders with ``immutable=1``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from incidents.errors import BadDatabase
from incidents.store.database import Database
from incidents.store.distance import distance_km
from incidents.store.folding import fold
from incidents.store.inside import is_inside

BUSY_SECONDS = 30.0
Mode = Literal["ro", "rw", "rwc"]


def connect(path: Path, *, mode: Mode) -> sqlite3.Connection:
    """A connection that never begins a transaction by itself; only the mode ``rwc`` creates a file.

    The SQL functions ``fold``, ``distance_km`` and ``is_inside`` are there for searching.
    """
    connection = sqlite3.connect(f"{_address(path)}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("distance_km", 4, distance_km, deterministic=True)
    connection.create_function("is_inside", 3, is_inside, deterministic=True)
    return connection


def _address(path: Path) -> str:
    # The three characters that SQLite asks to escape; urllib.parse would do it, and take longer to import than a query.
    escaped = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:///{escaped.removeprefix('/')}"


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; what a crash left half-written is first taken back by SQLite."""
    connection = connect(path, mode="ro")
    try:
        _touch(connection)
    except sqlite3.DatabaseError:
        connection.close()
        # A reader may not roll a crashed writer's journal back; whoever may write does so at the first look.
        with closing(connect(path, mode="rw")) as writer:
            _touch(writer)
        connection = connect(path, mode="ro")
    return connection


def _touch(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


@contextmanager
def explained(database: Database) -> Iterator[None]:
    """Turn what SQLite says about files and locks into a sentence; other errors of SQLite are bugs and pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        raise BadDatabase(f"{database} {sentence[0]}", mend=sentence[1]) from error


def _sentence(error: BaseException) -> tuple[str, str] | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    return next((sentence for start, sentence in _SENTENCES.items() if name.startswith(start)), None)


_SENTENCES = {
    "SQLITE_BUSY": ("is in use by another command; nothing was changed", "wait until it is done, then try again"),
    "SQLITE_READONLY": (
        "cannot be written to; nothing was changed",
        "make the file and its folder writable, or copy the file to a folder of your own",
    ),
    "SQLITE_FULL": ("could not grow: the disk is full; nothing was changed", "make room, then try again"),
    "SQLITE_CANTOPEN": ("cannot be opened", "check that you may read the file and write to its folder"),
    "SQLITE_PERM": ("cannot be opened", "check that you may read the file"),
    "SQLITE_IOERR": (
        "could not be read or written: the disk reports an error",
        "check the disk; restore a backup: incidents restore FILE",
    ),
    "SQLITE_CORRUPT": ("is damaged", "restore a backup: incidents restore FILE"),
    "SQLITE_NOTADB": (
        "is damaged, or not a database of incidents",
        "restore a backup (incidents restore FILE), or name another file",
    ),
}
