"""The whole table of issue 3: every figure that the gazetteer and the reading of places are held to, in one command.

usage: python -m benchmarks.places [SHARED_FOLDER]

Reads ``geo/`` and ``gold/`` of SHARED_FOLDER, by default ``../shared`` beside the repository; each row is measured by
the script of its own beside this one. Takes some minutes, most of them for building indexes and coding the gold set.
Times are of the processor, on one core, so that a busy machine changes them less.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import gazetteer, gold_places, location_memory, territories, toponyms
from incidents.geo.gazetteer import open_gazetteer

SHARED = Path(__file__).resolve().parents[2] / "shared"
Row = tuple[str, str, str]


def main(shared: Path) -> None:
    """Print the table, row by row."""
    print("| what | measured | target |\n|---|---|---|")
    for what, measured, target in measure(shared):
        print(f"| {what} | {measured} | {target} |", flush=True)


def measure(shared: Path) -> Iterator[Row]:
    """Each row of the table, as it is measured."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["INCIDENTS_CACHE"] = cache
        yield from _measure_index(shared / "geo", Path(cache))
        yield from _measure_memory(shared / "geo", Path(cache))
    found = toponyms.measure(shared / "geo")
    yield "toponyms of GeoVirus within 161 km", f"{found.right:.1%}", "80 %"
    yield "articles read for places, a second", f"{found.documents_a_second:,.0f}", "500"
    lying = territories.measure()
    yield "points in their country / admin1", f"{lying.in_country:.2%} / {lying.in_unit:.2%}", "99.7 / 97.5 %"
    yield "points a second", f"{lying.a_second:,.0f}", "20,000"
    yield "main events of the gold set within 25 km", f"{gold_places.measure(shared / 'gold'):.1%}", "85 %"


def _measure_index(geo: Path, cache: Path) -> Iterator[Row]:
    seconds = gazetteer.clock(lambda: open_gazetteer().close())
    yield "index built, s", f"{seconds:.1f}", "30"
    opened = open_gazetteer()
    speed = gazetteer.measure_speed(opened)
    yield "exact names a second, each new", f"{speed.names_a_second:,.0f}", "20,000"
    yield (
        "radius of 50 km, ms: anywhere on land / round a town",
        f"{speed.anywhere_ms:.2f} / {speed.town_ms:.2f}",
        "0.23",
    )
    whole = gazetteer.measure_ged(opened, geo)
    opened.close()
    yield "GED names within 25 / 50 km, with UCDP's names", f"{whole.near:.1%} / {whole.nearby:.1%}", "72 / 84 %"
    bare = gazetteer.without_ucdp(cache)
    for half, name in ((None, "all"), (0, "half tuned on"), (1, "other half")):
        found = gazetteer.measure_ged(bare, geo, half=half)
        yield f"the same without them, {name}", f"{found.near:.1%} / {found.nearby:.1%}", "72 / 84 %"
        yield f"of {found.settled:.1%} taken without a person right, {name}", f"{found.right:.1%}", "97.5 %"
    bare.close()


def _measure_memory(geo: Path, cache: Path) -> Iterator[Row]:
    for country, since, alone, remembered in location_memory.measure(geo, cache):
        yield f"location memory, {country} from {since}", f"{alone:.1%} to {remembered:.1%}", "no worse"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
