"""Areas out of GeoJSON files: any nesting, across the antimeridian, and never one that crosses itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.errors import BadUsage
from incidents.geo.area_file import read_area

SQUARE = [[40.0, 30.0], [50.0, 30.0], [50.0, 40.0], [40.0, 40.0], [40.0, 30.0]]
HOLE = [[44.0, 34.0], [46.0, 34.0], [46.0, 36.0], [44.0, 36.0], [44.0, 34.0]]
BOW_TIE = [[40.0, 30.0], [50.0, 40.0], [50.0, 30.0], [40.0, 40.0], [40.0, 30.0]]
DATE_LINE = [[170.0, -20.0], [-170.0, -20.0], [-170.0, -10.0], [170.0, -10.0], [170.0, -20.0]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


def write(folder: Path, document: object) -> Path:
    path = folder / "area.geojson"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "document",
    [
        POLYGON,
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "Feature", "properties": {}, "geometry": POLYGON},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": POLYGON}]},
        {"type": "GeometryCollection", "geometries": [POLYGON, POLYGON]},
    ],
)
def test_every_nesting_is_one_area(tmp_path: Path, document: object) -> None:
    area = read_area(write(tmp_path, document))
    assert [sorted(set(ring)) for ring in area.rings] == [[(40, 30), (40, 40), (50, 30), (50, 40)]]
    assert area.south_north == (30, 40)


def test_a_hole_is_a_ring_of_its_own(tmp_path: Path) -> None:
    assert len(read_area(write(tmp_path, {"type": "Polygon", "coordinates": [SQUARE, HOLE]})).rings) == 2


def test_a_ring_across_the_antimeridian_runs_on(tmp_path: Path) -> None:
    (ring,) = read_area(write(tmp_path, {"type": "Polygon", "coordinates": [DATE_LINE]})).rings
    assert {longitude for longitude, _ in ring} == {170.0, 190.0}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"type": "Polygon", "coordinates": [BOW_TIE]}, "the polygon crosses itself at 35,45 "),
        ({"type": "Polygon", "coordinates": [[[30, 140], [40, 140], [40, 150], [30, 140]]]}, "longitude first"),
        ({"type": "Polygon", "coordinates": [SQUARE[:3]]}, "four positions or more"),
        ({"type": "Polygon", "coordinates": [SQUARE[:-1]]}, "its last is its first"),
        ({"type": "Polygon", "coordinates": [["here"]]}, r"a list of \[longitude, latitude\]"),
        ({"type": "Point", "coordinates": [40, 30]}, "Point is not an area"),
        ({"type": "FeatureCollection", "features": []}, "holds no polygon"),
        ([], "this is not an area"),
        ("{", "is not GeoJSON"),
    ],
)
def test_what_is_no_area_is_told(tmp_path: Path, document: object, said: str) -> None:
    with pytest.raises(BadUsage, match=said):
        read_area(write(tmp_path, document))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="cannot be read"):
        read_area(tmp_path / "missing.geojson")
