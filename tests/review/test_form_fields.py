from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.review.form_fields import read_point


@pytest.mark.parametrize(
    "text", ["33.3, 44.4", "33.3,44.4", "33.3 44.4", "33.3; 44.4", "33.3 N, 44.4 E", "33.3N 44.4E"]
)
def test_a_point_is_latitude_then_longitude(text: str) -> None:
    assert read_point(text) == (33.3, 44.4)


def test_south_and_west_are_negative() -> None:
    assert read_point("33.3 S, 70.6 W") == (-33.3, -70.6)


@pytest.mark.parametrize("text", ["33,3", "33.3", "", "33.3, 44.4, 1", "north, east", "44.4 E, 33.3 N", "nan, inf"])
def test_what_is_not_surely_a_point_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"33\.3"):
        read_point(text)


@pytest.mark.parametrize(
    ("text", "said"), [("99,200", "latitude 99 is out of range"), ("33.3, 200", "longitude 200 is out of range")]
)
def test_a_point_off_the_globe_is_out_of_range(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_point(text)


@given(st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False))
def test_every_point_is_read_back(latitude: float, longitude: float) -> None:
    assert read_point(f"{latitude!r}, {longitude!r}") == (latitude, longitude)
