"""The gazetteer's index: one SQLite file in the user's cache folder, built from the shipped tables on first use.

The file's name holds a stamp of the tables, so new data or a new layout is built again. Several processes may ask at
once, and any may be killed: one builds under a lock that the system releases, into a file that is renamed when it is
complete. If nothing can be written, the index is built in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import platformdirs

from incidents.errors import IncidentsError
from incidents.geo.candidate import CURATED, MATCHES, PLACES, UCDP, prior
from incidents.geo.sources import FILES, FOLDER, Entry, folded_names, read_entries

Progress = Callable[[int, int], None]

_LAYOUT = "16"  # rises when the tables below change, so that old files are built again
# The alias table is clustered by (name, rank): the first row of a name is its likeliest place, and reading one row is
# all that the best answer costs. A place's own folded names, joined by bars, are for comparing similarities.
_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, admin1 TEXT, unit TEXT, within TEXT,
    latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL,
    layer TEXT NOT NULL, kind TEXT NOT NULL, is_point INTEGER NOT NULL, names TEXT NOT NULL
);
CREATE TABLE alias (
    name TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, match TEXT NOT NULL,
    PRIMARY KEY (name, rank, place)
) WITHOUT ROWID;
CREATE TABLE stamp (value TEXT NOT NULL);
CREATE TEMP TABLE unsorted (name TEXT, rank INTEGER, place INTEGER, match TEXT);
"""
# Sorting once and writing in order is several times quicker than inserting into the clustered table as names come.
_FINISH = """
BEGIN;
INSERT INTO alias SELECT name, rank, place, match FROM unsorted ORDER BY name, rank, place;
DROP TABLE unsorted;
CREATE INDEX seat ON place (country, kind) WHERE kind IN ('capital', 'country');
CREATE INDEX country ON place (country);
CREATE INDEX point ON place (latitude, longitude) WHERE is_point;
COMMIT;
"""
_POINT_LAYERS = frozenset({PLACES, UCDP, CURATED})
_WIDE = frozenset({"continent", "sea", "strait", "region", "adm1", "adm2"})
_BATCH = 5000
_RANKS = 1_000_000
_EXPECTED = 281_000  # entries, for the progress bar alone
_TAIL = 256  # bytes at the end of an .xz file that hold its checksums
_KEPT = 3  # indexes, of 70 MB each
_PATIENCE = 300.0  # seconds to wait while another process builds


def open_index(progress: Progress | None = None, *, source: Path = FOLDER) -> sqlite3.Connection:
    """Return a read-only connection to the index of the tables in *source*, which is built first if needed.

    *progress* is called with (done, total). Raises IncidentsError if the tables are missing or another process does not
    finish building.
    """
    stamp = _stamp(source)
    path = cache_folder() / f"gazetteer-{stamp}.sqlite"
    if not path.is_file():
        try:
            _build(path, source, stamp, progress)
        except OSError:
            connection = sqlite3.connect(":memory:", check_same_thread=False)
            write_index(connection, read_entries(source), stamp=stamp, progress=progress)
            return connection
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def cache_folder() -> Path:
    """Return ``INCIDENTS_CACHE``, or this user's cache folder."""
    chosen = os.environ.get("INCIDENTS_CACHE")
    return Path(chosen).resolve() if chosen else platformdirs.user_cache_path("incidents")


def write_index(
    connection: sqlite3.Connection, entries: Iterable[Entry], *, stamp: str, progress: Progress | None = None
) -> None:
    """Fill an empty database with *entries* and mark it with *stamp*."""
    connection.executescript(_TABLES)
    done = 0
    rest = iter(entries)
    while batch := list(islice(rest, _BATCH)):
        _insert(connection, list(enumerate(batch, start=done + 1)))
        done += len(batch)
        if progress is not None:
            progress(min(done, _EXPECTED), _EXPECTED)
    connection.executescript(_FINISH)
    connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
    connection.commit()
    if progress is not None:
        progress(_EXPECTED, _EXPECTED)


def _insert(connection: sqlite3.Connection, numbered: Iterable[tuple[int, Entry]]) -> None:
    named = [(number, entry, folded_names(entry)) for number, entry in numbered]
    places = ((number, *_cells(entry), "|".join(names)) for number, entry, names in named)
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", places)
    aliases = (
        (name, _rank(entry, match), number, match) for number, entry, names in named for name, match in names.items()
    )
    connection.executemany("INSERT INTO unsorted VALUES (?,?,?,?)", aliases)


def _rank(entry: Entry, match: str) -> int:
    """Return the rank of *entry* under a name; a likelier place has a lower one."""
    return int(_RANKS * (1.0 - prior(entry.population, layer=entry.layer, kind=entry.kind) * MATCHES[match]))


def _cells(entry: Entry) -> tuple[object, ...]:
    where = (entry.country, entry.admin1, entry.unit, entry.within, *entry.point)
    is_point = entry.layer in _POINT_LAYERS and entry.kind not in _WIDE  # something can be near it
    return entry.name, *where, entry.population, entry.layer, entry.kind, is_point


def _stamp(source: Path) -> str:
    """Return what tells one state of the tables from another: a compressed file ends with checksums of its content."""
    digest = hashlib.blake2b(_LAYOUT.encode(), digest_size=6)
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


def _build(path: Path, source: Path, stamp: str, progress: Progress | None) -> None:
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
    """Hold the lock of the file *path*; it is SQLite's own, which ends with its process on every system."""
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
