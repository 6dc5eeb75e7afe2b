"""Distances agree with published ones, and the box around a circle never cuts it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from incidents.domain.filters import Near
from incidents.store.functions import box_around, distance_km

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def test_paris_to_new_york() -> None:
    assert distance_km(48.8566, 2.3522, 40.7128, -74.0060) == pytest.approx(5837, abs=1)


def test_half_way_around_the_equator() -> None:
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015.1, abs=0.1)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.floats(0.001, 20_000))
def test_what_is_within_the_circle_is_within_the_box(a: float, b: float, c: float, d: float, km: float) -> None:
    assume(distance_km(a, b, c, d) <= km)
    box = box_around(Near(latitude=a, longitude=b, km=km))
    assert box.south <= c <= box.north
    if box.west <= box.east:
        assert box.west <= d <= box.east
    else:
        assert d >= box.west or d <= box.east
