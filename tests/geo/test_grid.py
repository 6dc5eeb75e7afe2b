from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.geo.candidate import distance
from incidents.geo.grid import cell_of, ranges_around

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.sampled_from([0.25, 1.0, 10.0]))
def test_whatever_is_near_enough_is_in_the_ranges(
    latitude: float, longitude: float, north: float, east: float, degrees: float
) -> None:
    is_near = distance((latitude, longitude), (north, east)) <= degrees * 111.0
    cell = cell_of(north, east)
    is_found = any(first <= cell <= last for first, last in ranges_around(latitude, longitude, degrees))
    assert is_found or not is_near


@given(LATITUDES, LONGITUDES, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_a_neighbour_is_found_across_the_antimeridian_and_at_the_poles(
    latitude: float, longitude: float, up: float, across: float
) -> None:
    north = min(90.0, max(-90.0, latitude + up))
    east = (longitude + across + 540.0) % 360.0 - 180.0
    cell = cell_of(north, east)
    assert any(first <= cell <= last for first, last in ranges_around(latitude, longitude, 0.5))
