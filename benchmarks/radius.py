"""Events within 50 km of a place: the index of points against a look at every event, in the same run.

usage: python benchmarks/radius.py [EVENTS]

Makes a SQLite database of EVENTS drafts (200,000 unless told otherwise) at a tenth as many places, from a fixed seed,
in a temporary folder. Half of the places crowd into 500 km around Baghdad, as events do; the others lie anywhere.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from incidents.domain.filters import Near, Selection
from incidents.store import sqlite
from incidents.store.database import Database
from incidents.store.dialect import SQLITE
from incidents.store.filters import Query, select_events
from incidents.store.migrate import migrate

EVENTS = 200_000
BAGHDAD = Near(latitude=33.34, longitude=44.4, km=50)
RUNS = 7
BEFORE = "0003"  # the last revision without the index
INSERT = """INSERT INTO event (event_id, prefix, number, main, country, event_date, end_date, latitude, longitude,
summary, status, version, created_at, updated_at)
VALUES ('IRQ' || ?1, 'IRQ', ?1, 1, 'IRQ', ?2, ?2, ?3, ?4, ?5, 'draft', 1, '', '')"""
SCAN = """SELECT event.* FROM event NOT INDEXED WHERE status <> 'withdrawn'
AND distance_km(latitude, longitude, :latitude, :longitude) <= :km ORDER BY event_date, event_id"""
BOXED_SCAN = SCAN.replace(
    "AND distance", "AND latitude BETWEEN 32.89 AND 33.79 AND longitude BETWEEN 43.86 AND 44.94 AND distance"
)


def main(events: int) -> None:
    """Print how long each way takes, their ratio, and what the index costs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "radius.db"
        migrate(Database(path=path), BEFORE)
        with closing(sqlite.connect(path, mode="rw")) as connection:
            fill(connection, events)
        bare = path.stat().st_size
        begun = time.perf_counter()
        migrate(Database(path=path))
        print(f"{events:,} events; migrated in {time.perf_counter() - begun:.1f} s")
        print(f"  the file grows from {bare:,} to {path.stat().st_size:,} bytes, {path.stat().st_size / bare - 1:.1%}")
        with closing(sqlite.connect(path, mode="ro")) as connection:
            compare(connection)


def fill(connection: sqlite3.Connection, events: int) -> None:
    """Write *events* rows at a tenth as many points."""
    chance = random.Random(20211107)  # noqa: S311 - a benchmark keeps no secret
    places = list(scatter(chance, events // 10))
    days = [f"20{year:02}-{month:02}-15" for year in range(10, 24) for month in range(1, 13)]
    connection.execute("BEGIN")
    connection.executemany(
        INSERT, ((number, chance.choice(days), *chance.choice(places), "A report." * 15) for number in range(events))
    )
    connection.execute("COMMIT")


def scatter(chance: random.Random, count: int) -> Iterator[tuple[float, float]]:
    """*count* points, as the module says."""
    for number in range(count):
        if number % 2:
            yield round(chance.uniform(-55, 70), 4), round(chance.uniform(-180, 180), 4)
        else:
            yield round(33.34 + chance.uniform(-4.5, 4.5), 4), round(44.4 + chance.uniform(-5.4, 5.4), 4)


def compare(connection: sqlite3.Connection) -> None:
    """Print the times of the indexed query and of the scans; all must find the same events."""
    point = {"latitude": BAGHDAD.latitude, "longitude": BAGHDAD.longitude, "km": BAGHDAD.km}
    indexed, found = measure(connection, select_events(Selection(near=BAGHDAD), SQLITE))
    print(f"  index: {indexed * 1e3:.2f} ms for {len(found):,} events within {BAGHDAD.km} km")
    for name, sql in (("every event", SCAN), ("every event, a box first", BOXED_SCAN)):
        scanned, same = measure(connection, Query(sql=sql, parameters=point))
        if same != found:
            raise SystemExit(f"{name} finds {len(same)} events, the index {len(found)}")
        print(f"  {name}: {scanned * 1e3:.1f} ms, {scanned / indexed:.0f} times as long")


def measure(connection: sqlite3.Connection, query: Query) -> tuple[float, list[str]]:
    """The best of some runs in seconds, and the identifiers that are found."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        rows = connection.execute(query.sql, query.parameters).fetchall()
        times.append(time.perf_counter() - begun)
    return min(times), sorted(row[0] for row in rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
