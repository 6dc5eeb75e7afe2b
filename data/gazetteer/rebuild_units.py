"""Derives ``units.tsv.xz``, the polygons of admin1 units, from a folder of raw open data.

usage: python data/gazetteer/rebuild_units.py RAW_FOLDER

Each polygon of Natural Earth comes with the GeoNames code of the unit that it is, by the crosswalk of the raw file. A
polygon that crosses itself is mended. Writes beside itself, always the same bytes for the same input.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

import shapely

from incidents.geo.sources import read_rows

HERE = Path(__file__).resolve().parent
RAW = "ne_10m_admin1_simpl0.005deg.geojsonl.xz"
DISPUTED = {"KAS", "PGA"}  # the Siachen Glacier and the Spratly Islands: no polygon is fairer than one of either side
DIGITS = 3  # 0.001 degrees, about 100 m; the outlines are simplified to 0.005


def main(raw: Path) -> None:
    """Write the polygons of the raw file in *raw*."""
    lines = ["\t".join(row) for row in sorted(units(raw))]
    packed = lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / "units.tsv.xz").write_bytes(packed)
    sys.stdout.write(f"units.tsv.xz: {len(lines):,} read_rows, {len(packed):,} bytes\n")


def units(raw: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Of each polygon: GeoNames code, country (ISO alpha-3), name, box (west, south, east, north), GeoJSON geometry."""
    countries = {iso2: iso3 for iso2, iso3, *_ in read_rows(HERE / "countries.tsv.xz")}
    names = {row[0]: row[3] for row in read_rows(HERE / "subdivisions.tsv.xz")}
    with lzma.open(raw / RAW, "rt", encoding="utf-8") as features:
        for feature in map(json.loads, features):
            facts = feature["properties"]
            if facts["adm0_a3"] in DISPUTED:
                continue
            country, _, number = facts["gn_admin1_crosswalk"].rpartition(".")
            code = f"{country}.{number}" if country and number else ""
            geometry = outline(feature["geometry"])
            box = ",".join(f"{degrees:.{DIGITS}f}" for degrees in shapely.from_geojson(geometry).bounds)
            name = names.get(code) or facts.get("name") or ""
            yield code, countries[country or facts["iso_a2"]], name, box, geometry


def outline(geometry: object) -> str:
    """A polygon that crosses itself nowhere, as short as GeoJSON can be."""
    polygon = shapely.from_geojson(json.dumps(geometry))
    if not shapely.is_valid(polygon):
        polygon = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
    shape = json.loads(shapely.to_geojson(polygon), parse_float=lambda digits: round(float(digits), DIGITS))
    return json.dumps(shape, separators=(",", ":"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
