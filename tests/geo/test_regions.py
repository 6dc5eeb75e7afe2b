from __future__ import annotations

import json
from pathlib import Path

import pytest

from incidents.errors import BadUsage, IncidentsError
from incidents.geo.regions import Territories, open_territories, read_area
from incidents.geo.sources import FOLDER, read_rows


@pytest.fixture(scope="module")
def territories() -> Territories:
    return open_territories()


@pytest.mark.parametrize(
    ("point", "country", "name"),
    [
        ((36.335, 43.119), "IRQ", "Nineveh"),
        ((34.4335, 35.8441), "LBN", "Liban-Nord"),
        ((-33.92, 18.42), "ZAF", "Western Cape"),
        ((42.66, 21.16), "XKX", "Pristina"),
        ((-16.9, 179.9), "FJI", "Northern"),
    ],
)
def test_a_point_has_its_country_and_unit(
    territories: Territories, point: tuple[float, float], country: str, name: str
) -> None:
    found = territories.at(*point)
    assert found is not None
    assert (found.country, found.name) == (country, name)


def test_the_open_sea_is_nobodys(territories: Territories) -> None:
    assert territories.at(0.0, 0.0) is None
    assert territories.at(20.0, 38.5) is None  # the middle of the Red Sea


def test_a_harbour_just_off_the_simplified_coast_is_its_towns(territories: Territories) -> None:
    found = territories.at(31.23, 29.88)  # the breakwater of Alexandria
    assert found is not None
    assert found.country == "EGY"


def test_near_a_border_both_sides_are_near_and_ones_own_first(territories: Territories) -> None:
    countries = [each.country for each in territories.near(37.14, 42.55, km=25)]
    assert countries[0] == "IRQ"
    assert {"TUR", "SYR"} <= set(countries)


def test_many_points_are_answered_as_each_is(territories: Territories) -> None:
    points = [(36.335, 43.119), (0.0, 0.0), (48.85, 2.35)]
    assert territories.locate(points) == [territories.at(*point) for point in points]


def test_no_points_no_answers(territories: Territories) -> None:
    assert territories.locate([]) == []


def test_towns_lie_in_the_countries_and_units_that_geonames_gives_them(territories: Territories) -> None:
    countries = {iso2: iso3 for iso2, iso3, *_ in read_rows(FOLDER / "countries.tsv.xz")}
    towns = [row for number, row in enumerate(read_rows(FOLDER / "places.tsv.xz")) if number % 20 == 0]
    found = territories.locate([(float(row[5]), float(row[6])) for row in towns])
    pairs = [(each, row) for each, row in zip(found, towns, strict=True) if each is not None]
    in_country = sum(each.country == countries[row[2]] for each, row in pairs)
    in_unit = sum(each.unit == f"{row[2]}.{row[3]}" for each, row in pairs)
    assert in_country / len(towns) >= 0.995
    assert in_unit / len(towns) >= 0.97


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(IncidentsError, match=r"units\.tsv\.xz is missing"):
        open_territories(tmp_path)


@pytest.mark.parametrize("latitude", [-16.8, 52.0, 66.0, 71.2])
def test_both_sides_of_the_antimeridian_are_near_it(territories: Territories, latitude: float) -> None:
    east, west = (territories.near(latitude, longitude, km=150) for longitude in (180.0, -180.0))
    assert {each.name for each in east} == {each.name for each in west} != set()


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


def test_a_missing_geojson_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="cannot be read"):
        read_area(tmp_path / "missing.geojson")
