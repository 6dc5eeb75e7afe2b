"""How quick the gazetteer is and how many places of UCDP GED it puts right.

usage: python benchmarks/gazetteer.py [GEO_FOLDER]

Reads ``ged_locations_dev.csv.gz`` from GEO_FOLDER, by default ``../shared/geo`` beside the repository: each distinct
name of its global sample once, the country known, the unit given where GED gives one. Measured with and without UCDP's
own names, for they hold the question.
"""

from __future__ import annotations

import csv
import gzip
import lzma
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from incidents.geo.cache import open_index
from incidents.geo.candidate import FUZZY, Candidate, distance
from incidents.geo.gazetteer import Gazetteer, open_gazetteer
from incidents.geo.rows import rows
from incidents.geo.tables import FOLDER

SHARED = Path(__file__).resolve().parents[2] / "shared" / "geo"
NAMES = (
    "Baghdad",
    "Bannu",
    "al-Fallujah",
    "Mandera County",
    "San Jose",
    "Springfield",
    "Kyiv",
    "Goma",
    "Darfur",
    "Rabak",
)


def main(folder: Path) -> None:
    """Print every measurement."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["INCIDENTS_CACHE"] = cache
        seconds = clock(lambda: open_gazetteer().close())
        size = sum(path.stat().st_size for path in Path(cache).glob("*.sqlite"))
        print(f"built in {seconds:.1f} s, {size / 1e6:.0f} MB")
        gazetteer = open_gazetteer()
        measure_speed(gazetteer)
        print("with UCDP's names:")
        measure_ged(gazetteer, folder)
        gazetteer.close()
        print("without UCDP's names:")
        bare = without_ucdp(Path(cache))
        measure_ged(bare, folder)
        bare.close()


def without_ucdp(folder: Path) -> Gazetteer:
    """A gazetteer of the shipped tables but UCDP's."""
    source = folder / "source"
    shutil.copytree(FOLDER, source)
    (source / "ucdp.tsv.xz").write_bytes(lzma.compress(b""))
    return Gazetteer(open_index(lambda _done, _total: None, source=source))


def clock(work: Callable[[], object]) -> float:
    """Seconds that *work* takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure_speed(gazetteer: Gazetteer) -> None:
    """Print searches and reverse look-ups per second; names new to the memory, then names seen before."""
    names = [row[1] for row in rows(FOLDER / "places.tsv.xz")][::40][:5000]
    first = clock(lambda: [gazetteer.search(name, limit=1) for name in names])
    again = clock(lambda: [gazetteer.search(name, limit=1) for name in names])
    common = clock(lambda: [gazetteer.search(name) for _ in range(100) for name in NAMES])
    print(f"search: {len(names) / first:,.0f} new names a second, {len(names) / again:,.0f} seen before")
    print(f"search of ambiguous names: {100 * len(NAMES) / common:,.0f} a second")
    points = [(30.0 + step / 100, 35.0 + step / 50) for step in range(500)]
    near = clock(lambda: [gazetteer.nearest(*point) for point in points])
    print(f"nearest: {1000 * near / len(points):.2f} ms")


def measure_ged(gazetteer: Gazetteer, folder: Path) -> None:
    """Print how many names of GED are put within 25 and 50 km, and how many of the accepted answers are right."""
    countries = {row[0]: row[1] for row in rows(FOLDER / "countries.tsv.xz")}
    answers = [
        (locate(gazetteer, row, countries), (float(row["latitude"]), float(row["longitude"])))
        for row in distinct(folder / "ged_locations_dev.csv.gz")
    ]
    away = [None if found is None else distance((found.latitude, found.longitude), point) for found, point in answers]
    sure = [km for (found, _), km in zip(answers, away, strict=True) if found is not None and is_sure(found)]
    print(f"GED names: {len(away):,}; within 25 km {share(away, 25):.1%}, within 50 km {share(away, 50):.1%}")
    print(f"accepted as points: {len(sure) / len(away):.1%}, of these within 25 km {share(sure, 25):.1%}")


def is_sure(found: Candidate) -> bool:
    """Whether the answer is taken without a person: the place itself, and not a town in place of its unit."""
    return found.precision in {"exact", "near"} and found.match != FUZZY


def distinct(path: Path) -> Iterator[Mapping[str, str]]:
    """One row for each country, unit and name of the global sample."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            key = (row["cc"], row["adm_1"], row["where_coordinates"])
            if row["src"] == "ucdpged" and key not in seen:
                seen.add(key)
                yield row


def locate(gazetteer: Gazetteer, row: Mapping[str, str], countries: Mapping[str, str]) -> Candidate | None:
    """The best answer for one name: the place itself in its unit, else, as a guess, the units that hold it."""
    country, unit = countries.get(row["cc"]), row["adm_1"] or None
    units = frozenset() if unit is None else gazetteer.units(unit, country=country)
    for name, is_unit in ((row["where_coordinates"], False), (row["adm_2"], True), (row["adm_1"], True)):
        if not name:
            continue
        found = gazetteer.search(name, country=country, admin1=unit)
        agreed = [place for place in found if not units or place.unit in units or place.kind == "region"]
        named = [place for place in agreed if place.kind in {"adm1", "adm2"}] or agreed if is_unit else agreed
        if named:
            return replace(named[0], match=FUZZY) if is_unit else named[0]
    return None


def share(distances: Sequence[float | None], limit: float) -> float:
    """The part of *distances* that is known and at most *limit*."""
    return sum(km is not None and km <= limit for km in distances) / len(distances)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
