"""In which country and unit a point lies, by the shipped polygons."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.errors import IncidentsError
from incidents.geo.rows import rows
from incidents.geo.tables import FOLDER
from incidents.geo.territories import Territories, open_territories


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
    countries = {iso2: iso3 for iso2, iso3, *_ in rows(FOLDER / "countries.tsv.xz")}
    towns = [row for number, row in enumerate(rows(FOLDER / "places.tsv.xz")) if number % 20 == 0]
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
