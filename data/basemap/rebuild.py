"""Derives ``countries.json.xz``, the outlines of countries under ``incidents map``, from the gazetteer's polygons.

usage: python data/basemap/rebuild.py

The admin1 units of a country are made one; slivers between them and specks of land go; shared borders are simplified
together, so that neighbours stay neighbours. Writes beside itself, always the same bytes for the same input.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import shapely

HERE = Path(__file__).resolve().parent
UNITS = HERE.parent / "gazetteer" / "units.tsv.xz"
GRID = 0.001  # degrees: the grid on which the units' corners meet
SMALLEST_HOLE, SMALLEST_LAND = 0.004, 0.003  # square degrees, some 40 square kilometres; a country keeps one piece
TOLERANCE = 0.05  # degrees: the side of the smallest bend that stays
STEPS = 100  # to the degree

Shape = Any  # shapely gives polygons and multipolygons without telling which


def main() -> None:
    """Write the outlines of every country, by ISO code."""
    countries = dict(sorted(read_countries()))
    outlines = shapely.coverage_simplify([without_slivers(shape) for shape in countries.values()], TOLERANCE)
    rows = [draw(iso3, shape) for iso3, shape in zip(countries, outlines, strict=True)]
    text = "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]\n"
    packed = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / "countries.json.xz").write_bytes(packed)
    sys.stdout.write(f"countries.json.xz: {len(rows)} countries, {len(text):,} bytes, packed {len(packed):,}\n")


def read_countries() -> Iterator[tuple[str, Shape]]:
    """Each country's code and its units made one."""
    units = defaultdict(list)
    with lzma.open(UNITS, "rt", encoding="utf-8") as lines:
        for line in lines:
            _code, iso3, _name, _box, geometry = line.rstrip("\n").split("\t")
            units[iso3].append(shapely.from_geojson(geometry))
    for iso3, shapes in units.items():
        yield iso3, shapely.unary_union(shapely.set_precision(shapes, GRID))


def without_slivers(shape: Shape) -> Shape:
    """*shape* without the cracks that the units leave between them, and without specks."""
    solid = [
        shapely.Polygon(each.exterior, [hole for hole in each.interiors if shapely.Polygon(hole).area >= SMALLEST_HOLE])
        for each in pieces(shape)
    ]
    largest = max(each.area for each in solid)
    return shapely.MultiPolygon([each for each in solid if each.area >= min(SMALLEST_LAND, largest)])


def pieces(shape: Shape) -> Sequence[Shape]:
    """The polygons of *shape*, the largest first."""
    return sorted(getattr(shape, "geoms", [shape]), key=lambda each: (-each.area, each.bounds))


def draw(iso3: str, shape: Shape) -> list[Any]:
    """The code, a point within for its name, and the rings, the one around the largest piece first."""
    polygons = pieces(shape)
    middle = polygons[0].point_on_surface()
    rings = [steps(ring.coords) for each in polygons for ring in (each.exterior, *each.interiors)]
    return [iso3, round(middle.x, 2), round(middle.y, 2), rings]


def steps(points: Sequence[Sequence[float]]) -> list[int]:
    """The first corner, then the way from each to the next, in hundredths of a degree: short numbers."""
    corners = [(round(x * STEPS), round(y * STEPS)) for x, y in points]
    ways = ((x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(corners))
    return list(chain(corners[0], chain.from_iterable(way for way in ways if way != (0, 0))))


if __name__ == "__main__":
    main()
