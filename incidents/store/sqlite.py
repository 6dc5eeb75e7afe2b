"""SQLite connections as this package wants them. Knows no table.

Writers queue up for ``BUSY_SECONDS``; nobody waits for readers, nor they for anybody (see ``ahead``). Whoever reads
opens the file as a writer would and is held to reading: only so is nothing left beside it. Where nobody may write, on a
read-only medium say, the file is read as one that does not change.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from os import fspath
from os.path import basename, exists, getsize, isabs, join
from typing import Literal

from incidents.errors import BadDatabase
from incidents.store.database import Database, StrPath
from incidents.store.functions import distance_km, fold, is_inside

BUSY_SECONDS = 30.0
_CACHE_KB = 4096  # twice the default: sorting a whole database for an export takes a tenth less of it
Mode = Literal["ro", "rw", "rwc"]


def connect(path: StrPath, *, mode: Mode, is_fixed: bool = False) -> sqlite3.Connection:
    """A connection that never begins a transaction by itself; only the mode ``rwc`` creates a file.

    *is_fixed* says that nobody can change the file meanwhile: no lock is taken. The SQL functions ``fold``,
    ``distance_km`` and ``is_inside`` are there for searching.
    """
    where = f"{address(path, mode=mode)}{'&immutable=1' if is_fixed else ''}"
    connection = sqlite3.connect(where, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("distance_km", 4, distance_km, deterministic=True)
    connection.create_function("is_inside", 3, is_inside, deterministic=True)
    return connection


def address(path: StrPath, *, mode: Mode) -> str:
    """The URI by which SQLite opens the file at *path* in that *mode*, as ``ATTACH`` does on these connections, too."""
    # The three characters that SQLite asks to escape; urllib.parse would do it, and take longer to import than a query.
    whole = fspath(path) if isabs(path) else join(os.getcwd(), path)
    escaped = whole.replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:///{escaped.removeprefix('/')}?mode={mode}"


def connect_to_read(path: StrPath) -> sqlite3.Connection:
    """A connection that cannot write; what a crash left half-written is first taken back by SQLite.

    Raises BadDatabase where that would take writing, and nobody may write.
    """
    try:
        return _held_to_reading(connect(path, mode="rw"))
    except sqlite3.OperationalError as error:
        if is_busy(error):
            raise
        return _held_to_reading(_connect_to_what_stays(path))


def _held_to_reading(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _connect_to_what_stays(path: StrPath) -> sqlite3.Connection:
    left = find_left(path)
    if left is not None:
        raise BadDatabase(
            f"{path} was left in the middle of a change, or is being changed, and you may not write in its folder",
            mend=f"copy it and {basename(left)} to a folder of your own",
        )
    return connect(path, mode="ro", is_fixed=True)


def find_left(path: StrPath) -> str | None:
    """The log or the journal beside *path* that a crash left, or that somebody writes to now; None without one."""
    journals = (f"{path}{ending}" for ending in ("-wal", "-journal"))
    return next((each for each in journals if exists(each) and getsize(each)), None)


@contextmanager
def explained(database: Database, *, only: tuple[str, ...] = ("",)) -> Iterator[None]:
    """Turn what SQLite says about files and locks into a sentence; other errors of SQLite are bugs and pass.

    Where two files are in use, *only* such errors are of this one: the beginnings of SQLite's names for them.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _sentence(error)
        if sentence is None or not _name(error).startswith(only):
            raise
        raise BadDatabase(f"{database} {sentence[0]}", mend=sentence[1]) from error


def _sentence(error: BaseException) -> tuple[str, str] | None:
    name = _name(error)
    return next((sentence for start, sentence in _SENTENCES.items() if name.startswith(start)), None)


def is_busy(error: BaseException | None) -> bool:
    """Whether SQLite says that somebody else has the lock."""
    return _name(error).startswith("SQLITE_BUSY")


def _name(error: BaseException | None) -> str:
    return getattr(error, "sqlite_errorname", "") or ""


OF_WRITING = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC")
"""What SQLite says of a file that is written, never of one that was opened and is only read."""
_FULL = ("could not grow: the disk is full; nothing was changed", "make room, then try again")
_SENTENCES = {
    "SQLITE_BUSY": ("is in use by another command; nothing was changed", "wait until it is done, then try again"),
    "SQLITE_READONLY": (
        "cannot be written to; nothing was changed",
        "make the file and its folder writable, or copy the file to a folder of your own",
    ),
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_SHMSIZE": _FULL,  # no room for the file beside the database that its users share
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
