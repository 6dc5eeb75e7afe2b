from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.geo.distance import boxes_around, distance, geodesic_km

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def is_boxed(here: tuple[float, float], other: tuple[float, float], km: float) -> bool:
    boxes = boxes_around(*here, km)
    return any(south <= other[0] <= north and west <= other[1] <= east for south, north, west, east in boxes)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_the_same_both_ways_and_within_the_globe(
    south: float, west: float, north: float, east: float
) -> None:
    there, back = distance((south, west), (north, east)), distance((north, east), (south, west))
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_016


def test_distance_across_the_antimeridian_is_short() -> None:
    assert distance((0, 179.9), (0, -179.9)) == pytest.approx(22.2, abs=0.1)


def test_the_distance_on_the_ellipsoid_is_close_to_the_one_on_the_sphere() -> None:
    baghdad, mosul = (33.34, 44.39), (36.34, 43.13)
    assert geodesic_km(baghdad, mosul) == pytest.approx(distance(baghdad, mosul), rel=0.005)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.sampled_from([5.0, 50.0, 1000.0, 3000.0, 30_000.0]))
def test_whatever_is_near_enough_is_in_the_boxes(
    latitude: float, longitude: float, north: float, east: float, km: float
) -> None:
    here, other = (latitude, longitude), (north, east)
    assert is_boxed(here, other, km) or distance(here, other) > km


@given(LATITUDES, LONGITUDES, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_a_neighbour_is_found_across_the_antimeridian_and_at_the_poles(
    latitude: float, longitude: float, up: float, across: float
) -> None:
    north = min(90.0, max(-90.0, latitude + up))
    east = (longitude + across + 540.0) % 360.0 - 180.0
    assert is_boxed((latitude, longitude), (north, east), 55.0)


@given(LATITUDES, LONGITUDES, st.sampled_from([1.0, 300.0, 5000.0]))
def test_boxes_do_not_overlap(latitude: float, longitude: float, km: float) -> None:
    boxes = sorted(boxes_around(latitude, longitude, km), key=lambda box: box[2])
    assert all(one[3] < other[2] for one, other in pairwise(boxes))
