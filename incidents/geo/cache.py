"""Where the gazetteer's index is kept, and how it comes there whole or not at all.

The file's name holds a stamp of the shipped tables, so new data or a new layout is built anew. Several processes may
ask at once, and any may be killed: one builds under a lock that the system releases, into a file that is renamed when
it is complete. Where nothing can be written the index is built in memory. Does not know what is in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from incidents.errors import IncidentsError
from incidents.geo.index import LAYOUT, Progress, write_index
from incidents.geo.tables import FILES, FOLDER, read_entries

_TAIL = 256  # bytes at the end of an .xz file that hold its checks
_KEPT = 3  # indexes, of 70 MB each
_PATIENCE = 300.0  # seconds to wait while another process builds


def open_index(progress: Progress, *, source: Path = FOLDER) -> sqlite3.Connection:
    """A read-only connection to the index of the tables in *source*, built first if need be.

    Raises IncidentsError when the tables are missing or another process does not finish building them.
    """
    stamp = _stamp(source)
    path = cache_folder() / f"gazetteer-{stamp}.sqlite"
    if not path.is_file():
        try:
            _build(path, source, stamp, progress)
        except OSError:
            return _in_memory(source, stamp, progress)
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def cache_folder() -> Path:
    """``INCIDENTS_CACHE``, or this user's cache folder."""
    chosen = os.environ.get("INCIDENTS_CACHE")
    return Path(chosen).resolve() if chosen else platformdirs.user_cache_path("incidents")


def _stamp(source: Path) -> str:
    """What tells one state of the tables from another: a compressed file ends with checks of all that is in it."""
    digest = hashlib.blake2b(LAYOUT.encode(), digest_size=6)
    for name in FILES:
        try:
            with (source / name).open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _TAIL) if name.endswith(".xz") else 0)
                digest.update(f"{name} {size} ".encode() + file.read())
        except FileNotFoundError:
            raise IncidentsError(
                f"the gazetteer is incomplete: {source / name} is missing", mend="Install incidents again."
            ) from None
    return digest.hexdigest()


def _build(path: Path, source: Path, stamp: str, progress: Progress) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path.parent / "gazetteer.lock"):
        if path.is_file():  # another process built it while this one waited
            return
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(partial)) as connection:
            write_index(connection, read_entries(source), stamp=stamp, progress=progress)
        partial.replace(path)
        _remove_old(path)


def _remove_old(path: Path) -> None:
    """Delete all indexes but the last that were built: two versions of the program may be used side by side."""
    with contextlib.suppress(OSError):  # in use, on systems that forbid it, or gone already
        others = [(other.stat().st_mtime, other) for other in path.parent.glob("gazetteer-*.sqlite") if other != path]
        for _, other in sorted(others)[: 1 - _KEPT]:
            other.unlink()


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock that *path* stands for; SQLite's own, which dies with its process on every system."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise IncidentsError(
                f"another process has been building the gazetteer for {_PATIENCE:.0f} seconds",
                mend=f"Wait for it, or end it and delete {path}.",
            ) from None
        raise OSError(str(error)) from error  # a folder or disk that takes no file


def _in_memory(source: Path, stamp: str, progress: Progress) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    write_index(connection, read_entries(source), stamp=stamp, progress=progress)
    return connection
