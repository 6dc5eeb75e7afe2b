"""How quick the gazetteer is and how many places of UCDP GED it puts right.

usage: python benchmarks/gazetteer.py [GEO_FOLDER]

Reads ``ged_locations_dev.csv.gz`` from GEO_FOLDER, by default ``../shared/geo`` beside the repository: each distinct
name of its global sample once, with its country and the names of its units. Measured with and without UCDP's own
names, for they hold the question; the rules were tuned on one half of the names, by a hash of the name. Times are of
the processor, on one core.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import lzma
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from incidents.geo.candidate import Candidate
from incidents.geo.distance import distance
from incidents.geo.gazetteer import Gazetteer, open_gazetteer
from incidents.geo.index import open_index
from incidents.geo.resolution import Asked, find_answers, is_settled
from incidents.geo.sources import FOLDER, read_rows

SHARED = Path(__file__).resolve().parents[2] / "shared" / "geo"
RADIUS_KM = 50.0
_RIVALS = 6  # answers that are looked at for another as likely


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Exact names searched a second, each new to the memory; milliseconds to find all within 50 km of a point."""

    names_a_second: float
    anywhere_ms: float
    town_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Shares of *names* names: *near* within 25 km, *nearby* within 50, *settled* taken without a person.

    *right* is the share of the settled ones that lie within 25 km.
    """

    names: int
    near: float
    nearby: float
    settled: float
    right: float


def main(folder: Path) -> None:
    """Print every measurement."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["INCIDENTS_CACHE"] = cache
        seconds = clock(lambda: open_gazetteer().close())
        size = sum(path.stat().st_size for path in Path(cache).glob("*.sqlite"))
        print(f"built in {seconds:.1f} s, {size / 1e6:.0f} MB")
        gazetteer = open_gazetteer()
        print(measure_speed(gazetteer))
        print("with UCDP's names:", measure_ged(gazetteer, folder))
        gazetteer.close()
        bare = without_ucdp(Path(cache))
        for half in (None, 0, 1):
            print(f"without UCDP's names, half {half}:", measure_ged(bare, folder, half=half))
        bare.close()


def without_ucdp(folder: Path) -> Gazetteer:
    """A gazetteer of the shipped tables but UCDP's."""
    source = folder / "source"
    shutil.copytree(FOLDER, source, dirs_exist_ok=True)
    (source / "ucdp.tsv.xz").write_bytes(lzma.compress(b""))
    return Gazetteer(open_index(lambda _done, _total: None, source=source))


def clock(work: Callable[[], object]) -> float:
    """Seconds of the processor that *work* takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure_speed(gazetteer: Gazetteer) -> Speed:
    """How quick names and radii are: the radius round towns as they lie, and round points anywhere on the globe."""
    names, around, anywhere = _questions()
    gazetteer.distances(0.0, 0.0, km=RADIUS_KM)  # the first one reads the points
    searched = clock(lambda: [gazetteer.search(name, limit=1) for name in names])
    return Speed(
        names_a_second=len(names) / searched,
        anywhere_ms=_radius_ms(gazetteer, anywhere),
        town_ms=_radius_ms(gazetteer, around),
    )


def _questions() -> tuple[list[str], list[tuple[float, float]], list[tuple[float, float]]]:
    """Names of towns, points of towns, points anywhere; the whole list is let go, or Python would go on counting it."""
    towns = list(read_rows(FOLDER / "places.tsv.xz"))
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    around = [(float(row[5]), float(row[6])) for row in chance.sample(towns, 300)]
    anywhere = [(chance.uniform(-60, 75), chance.uniform(-180, 180)) for _ in range(300)]
    return [row[1] for row in towns[::40]][:5000], around, anywhere


def _radius_ms(gazetteer: Gazetteer, points: list[tuple[float, float]]) -> float:
    return 1000.0 * clock(lambda: [gazetteer.distances(*point, km=RADIUS_KM) for point in points]) / len(points)


def measure_ged(gazetteer: Gazetteer, folder: Path, *, half: int | None = None) -> Placed:
    """How well the names of GED are placed; of one *half*, the one tuned on (0) or the other (1), or of all."""
    countries = {row[0]: row[1] for row in read_rows(FOLDER / "countries.tsv.xz")}
    found = [
        answer(gazetteer, row, countries)
        for row in distinct(folder / "ged_locations_dev.csv.gz")
        if half is None or half_of(row["where_coordinates"]) == half
    ]
    settled = [km for _, km, is_sure in found if is_sure]
    return Placed(
        names=len(found),
        near=sum(km <= 25 for _, km, _ in found) / len(found),
        nearby=sum(km <= 50 for _, km, _ in found) / len(found),
        settled=len(settled) / len(found),
        right=sum(km <= 25 for km in settled) / max(1, len(settled)),
    )


def half_of(name: str) -> int:
    """0 or 1, by a hash of the name."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def distinct(path: Path) -> Iterator[Mapping[str, str]]:
    """One row for each country, unit and name of the global sample."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            key = (row["cc"], row["adm_1"], row["where_coordinates"])
            if row["src"] == "ucdpged" and key not in seen:
                seen.add(key)
                yield row


def answer(
    gazetteer: Gazetteer, row: Mapping[str, str], countries: Mapping[str, str]
) -> tuple[Candidate | None, float, bool]:
    """The best answer for one name, how many kilometres it lies off, and whether it is taken without a person."""
    asked = Asked(
        name=row["where_coordinates"],
        country=countries.get(row["cc"]),
        admin1=row["adm_1"] or None,
        admin2=row["adm_2"] or None,
    )
    found = list(islice(find_answers(gazetteer, asked), _RIVALS))
    if not found:
        return None, float("inf"), False
    here = (found[0].latitude, found[0].longitude)
    km = distance(here, (float(row["latitude"]), float(row["longitude"])))
    return found[0], km, is_settled(found[0], found[1:])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
