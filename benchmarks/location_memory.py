"""What the places that a project has coded before add to the gazetteer: a country's later years given its earlier.

usage: python benchmarks/location_memory.py [GEO_FOLDER]

Reads ``ged_locations_dev.csv.gz`` from GEO_FOLDER, by default ``../shared/geo`` beside the repository. The events of a
country up to a year are the project; of each later event its place is looked up by the name as GED writes it, country
and unit known. UCDP's own names are left out of the shipped gazetteer, for they hold the question.
"""

from __future__ import annotations

import csv
import gzip
import lzma
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from incidents.domain.locations import CodedPlace
from incidents.geo.distance import distance
from incidents.geo.gazetteer import Gazetteer, LayeredGazetteer
from incidents.geo.index import open_index
from incidents.geo.sources import FOLDER

SHARED = Path(__file__).resolve().parents[2] / "shared" / "geo"
SINCE = (("MX", "MEX", 2018), ("MM", "MMR", 2018), ("MM", "MMR", 2022))
PRECISIONS = {1: "exact", 2: "near", 3: "adm2", 4: "adm1", 5: "feature", 6: "country", 7: "sea_air"}
Row = Mapping[str, str]


def main(folder: Path) -> None:
    """Print, for each country, the shares of later events within 25 km without and with the memory."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["INCIDENTS_CACHE"] = cache
        for country, since, alone, remembered in measure(folder, Path(cache)):
            print(f"{country} from {since}: {alone:.1%} within 25 km, with the memory {remembered:.1%}")


def measure(folder: Path, cache: Path) -> Iterator[tuple[str, int, float, float]]:
    """Country, year, and the shares of events from that year on within 25 km without and with the memory."""
    with gzip.open(folder / "ged_locations_dev.csv.gz", "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    connection = open_bare(cache)
    for code, country, since in SINCE:
        own = [row for row in rows if row["cc"] == code and row["where_coordinates"]]
        earlier = [row for row in own if int(float(row["year"])) < since]
        later = [row for row in own if int(float(row["year"])) >= since]
        shipped = Gazetteer(connection)
        layered = LayeredGazetteer(connection, coded=remember(earlier, country), listed=None)
        yield country, since, near_share(shipped, later, country), near_share(layered, later, country)
    connection.close()


def open_bare(folder: Path) -> sqlite3.Connection:
    """The index of the shipped tables without UCDP's."""
    source = folder / "source"
    shutil.copytree(FOLDER, source, dirs_exist_ok=True)
    (source / "ucdp.tsv.xz").write_bytes(lzma.compress(b""))
    return open_index(lambda _done, _total: None, source=source)


def remember(rows: Iterable[Row], country: str) -> list[CodedPlace]:
    """The places of *rows* as the store gives a project's, the most often coded first."""
    keys = Counter(
        (
            row["where_coordinates"],
            row["adm_1"] or None,
            float(row["latitude"]),
            float(row["longitude"]),
            PRECISIONS[int(float(row["where_prec"]))],
        )
        for row in rows
    )
    return [
        CodedPlace(
            name=name,
            reported=None,
            country=country,
            admin1=admin1,
            latitude=latitude,
            longitude=longitude,
            precision=precision,
            events=events,
        )
        for (name, admin1, latitude, longitude, precision), events in keys.most_common()
    ]


def away(gazetteer: Gazetteer, row: Row, country: str) -> float | None:
    """How many kilometres the best answer lies off, None without an answer in the row's unit."""
    units = gazetteer.units(row["adm_1"], country=country) if row["adm_1"] else frozenset()
    found = gazetteer.search(row["where_coordinates"], country=country, admin1=row["adm_1"] or None)
    agreed = [place for place in found if not units or place.unit is None or place.unit in units]
    point = (float(row["latitude"]), float(row["longitude"]))
    return distance((agreed[0].latitude, agreed[0].longitude), point) if agreed else None


def near_share(gazetteer: Gazetteer, rows: Sequence[Row], country: str) -> float:
    """The share of *rows* that is put within 25 km."""
    found = [away(gazetteer, row, country) for row in rows]
    return sum(km is not None and km <= 25 for km in found) / len(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
