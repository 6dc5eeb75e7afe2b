"""The gazetteer's index, one SQLite file: how it is laid out and how entries are written into it.

Does not decide where the file lies (``cache``) and does not search it (``gazetteer``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from incidents.geo.candidate import CURATED, PLACES, UCDP
from incidents.geo.entry import Entry, folded_names
from incidents.geo.grid import cell_of, on_globe
from incidents.geo.ranking import MATCHES, prior

Progress = Callable[[int, int], None]
Spot = tuple[int, int, float, float, float]  # cell, place, and the point on a globe of radius 1
LAYOUT = "15"  # rises when the tables below change, so that old files are built anew

# The alias table is clustered by (name, rank): the first row of a name is its likeliest place, and reading one row is
# all that the best answer costs. A place's own folded names, joined by bars, are for comparing likenesses. What may be
# near a point is packed for numpy, in one row (``spots``).
_TABLES = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, admin1 TEXT, unit TEXT, within TEXT,
    latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL,
    layer TEXT NOT NULL, kind TEXT NOT NULL, names TEXT NOT NULL
);
CREATE TABLE alias (
    name TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, match TEXT NOT NULL,
    PRIMARY KEY (name, rank, place)
) WITHOUT ROWID;
CREATE TABLE spots (cells BLOB NOT NULL, places BLOB NOT NULL, points BLOB NOT NULL);
CREATE TABLE stamp (value TEXT NOT NULL);
CREATE TEMP TABLE loose (name TEXT, rank INTEGER, place INTEGER, match TEXT);
"""
# Sorting once and writing in order is several times quicker than inserting into the clustered table as names come.
_SETTLE = """
INSERT INTO alias SELECT name, rank, place, match FROM loose ORDER BY name, rank, place;
DROP TABLE loose;
CREATE INDEX seat ON place (country, kind) WHERE kind IN ('capital', 'country');
CREATE INDEX land ON place (country);
"""
_SETTLED = frozenset({PLACES, UCDP, CURATED})
_WIDE = frozenset({"continent", "sea", "strait", "region", "adm1", "adm2"})
_BATCH = 5000
_RANKS = 1_000_000
_EXPECTED = 281_000  # entries, for the progress bar alone


def write_index(connection: sqlite3.Connection, entries: Iterable[Entry], *, stamp: str, progress: Progress) -> None:
    """Fill an empty database with *entries* and mark it with *stamp*; *progress* hears (done, of how many)."""
    from incidents.geo.spots import pack  # noqa: PLC0415 - numpy, only for who builds

    connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; {_TABLES}")
    done = 0
    spots: list[Spot] = []
    for batch in _batches(entries):
        numbered = list(enumerate(batch, start=done + 1))
        _insert(connection, numbered)
        spots.extend(_spot(number, entry) for number, entry in numbered if _is_settled(entry))
        done += len(batch)
        progress(min(done, _EXPECTED), _EXPECTED)
    connection.executescript(f"BEGIN; {_SETTLE} COMMIT;")
    connection.execute("INSERT INTO spots VALUES (?, ?, ?)", pack(sorted(spots)))
    connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
    connection.commit()
    progress(_EXPECTED, _EXPECTED)


def _spot(number: int, entry: Entry) -> Spot:
    return cell_of(*entry.point), number, *on_globe(*entry.point)


def _is_settled(entry: Entry) -> bool:
    """Whether the entry has a place of its own, so that something can be near it."""
    return entry.layer in _SETTLED and entry.kind not in _WIDE


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _insert(connection: sqlite3.Connection, numbered: Iterable[tuple[int, Entry]]) -> None:
    named = [(number, entry, folded_names(entry)) for number, entry in numbered]
    connection.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        ((number, *_cells(entry), "|".join(names)) for number, entry, names in named),
    )
    connection.executemany(
        "INSERT INTO loose VALUES (?,?,?,?)",
        ((name, rank, number, match) for number, entry, names in named for name, match, rank in _ranked(entry, names)),
    )


def _ranked(entry: Entry, names: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Each name of *entry* with its match and its rank, which is lower for a likelier place."""
    likely = prior(entry.population, layer=entry.layer, kind=entry.kind)
    for name, match in names.items():
        yield name, match, int(_RANKS * (1.0 - likely * MATCHES[match]))


def _cells(entry: Entry) -> tuple[object, ...]:
    where = (entry.country, entry.admin1, entry.unit, entry.within, *entry.point)
    return (entry.name, *where, entry.population, entry.layer, entry.kind)
