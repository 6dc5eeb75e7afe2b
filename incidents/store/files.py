"""Database files that appear whole or not at all: build one beside its place, duplicate one while it is in use.

A folder to build in is locked while its maker lives, however that ends: what is left of dead makers is cleared.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from incidents.store import ahead, sqlite
from incidents.store.database import Database

_ENDING = ".part"
_LETTERS = 8


@contextmanager
def drafting(path: Path) -> Iterator[Path]:
    """A new folder beside *path*, empty, and gone at the end with all that is in it then.

    What makers that are gone left there goes first. Raises OSError where no folder can be made.
    """
    clear(path)
    folder, lock = _make(path)
    try:
        yield folder
    finally:
        _remove(folder)
        if lock is not None:
            os.close(lock)


def clear(path: Path) -> None:
    """Delete the folders that makers who are gone have left beside *path*, if they were of this machine."""
    with suppress(OSError):
        left = drafts(path)
        if left and not _is_remote(path):
            for folder in left:
                with suppress(OSError):  # somebody is at work there
                    _clear(folder)


def drafts(path: Path) -> list[Path]:
    """The folders beside *path*, of makers at work and of those who are gone. Raises OSError without a folder there."""
    return sorted(Path(entry) for entry in os.scandir(path.parent) if _is_draft(entry, path.name))


def is_left(folder: Path) -> bool:
    """Whether its maker is gone, as far as anybody can tell: on a network drive they may be of another machine."""
    try:
        lock = _lock(folder)
    except OSError:
        return False
    if lock is None:
        return False
    os.close(lock)
    return True


def _is_draft(entry: os.DirEntry[str], name: str) -> bool:
    start, end = f".{name}.", entry.name.removesuffix(_ENDING)
    return entry.name.startswith(start) and len(end) == len(start) + _LETTERS and entry.is_dir(follow_symlinks=False)


def _is_remote(path: Path) -> bool:
    from incidents.store.drive import is_remote  # noqa: PLC0415 - hardly ever is there anything left

    return is_remote(path)


def _make(path: Path) -> tuple[Path, int | None]:
    """A folder and its lock; None where there are no locks. One that was cleared before it was locked is made again."""
    while True:
        folder = path.with_name(f".{path.name}.{os.urandom(_LETTERS // 2).hex()}{_ENDING}")
        folder.mkdir(mode=0o700)
        try:
            lock = _lock(folder)
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError:  # a file system without locks
            return folder, None
        if folder.exists():
            return folder, lock
        if lock is not None:
            os.close(lock)


def _clear(folder: Path) -> None:
    lock = _lock(folder)
    if lock is not None:
        _remove(folder)
        os.close(lock)


def _lock(folder: Path) -> int | None:
    """The lock of *folder*, until it is closed by this process and all that are forked from it; None on Windows.

    Raises BlockingIOError when another process has it, and OSError where there are no locks.
    """
    if os.name != "posix":
        return None
    import fcntl  # noqa: PLC0415 - Windows has none

    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        raise
    return number


def _remove(folder: Path) -> None:
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                _remove(Path(entry))
            else:
                Path(entry).unlink(missing_ok=True)
        folder.rmdir()


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
    """Duplicate *path* into a new file beside it, named after *word*: ``incidents.db.0001.backup``.

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
