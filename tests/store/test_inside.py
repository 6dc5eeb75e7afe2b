"""A point is inside an area exactly where a map says so."""

from __future__ import annotations

import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from incidents.domain.locations import Area
from incidents.store.functions import is_inside, write_area

DEGREES = st.integers(-60, 60).map(float)
CORNERS = st.lists(st.tuples(DEGREES, DEGREES), min_size=3, max_size=8, unique=True)


def text(*rings: list[tuple[float, float]]) -> str:
    return write_area(Area(tuple((*ring, ring[0]) for ring in rings)))


@given(CORNERS, DEGREES, DEGREES)
def test_it_agrees_with_shapely_off_the_outline(corners: list[tuple[float, float]], east: float, north: float) -> None:
    polygon = shapely.Polygon(corners)
    x, y = east + 0.37, north + 0.41
    assume(polygon.is_valid and polygon.boundary.distance(shapely.Point(x, y)) > 1e-6)
    assert is_inside(y, x, text(corners)) is polygon.contains(shapely.Point(x, y))


def test_a_point_in_a_hole_is_outside() -> None:
    square = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)]
    hole = [(3.0, 3.0), (6.0, 3.0), (6.0, 6.0), (3.0, 6.0)]
    assert [is_inside(at, at, text(square, hole)) for at in (1.0, 4.0, 7.0, 10.0)] == [True, False, True, False]


def test_both_sides_of_the_antimeridian_are_inside() -> None:
    fiji = text([(170.0, -20.0), (190.0, -20.0), (190.0, -10.0), (170.0, -10.0)])
    assert [is_inside(-15.0, x, fiji) for x in (175.0, -175.0, 160.0, -160.0)] == [True, True, False, False]


def test_an_unknown_point_is_nowhere() -> None:
    assert not is_inside(None, None, text([(0.0, 0.0), (9.0, 0.0), (9.0, 9.0)]))
