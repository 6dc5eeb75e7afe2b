"""Points and boxes as people type them."""

from __future__ import annotations

import pytest

from incidents.domain.filters import Box
from incidents.errors import BadUsage
from incidents.services.filters import near, read_box, read_point


@pytest.mark.parametrize(
    ("words", "point"), [("33.3,44.4", (33.3, 44.4)), (" -12.5 , 0 ", (-12.5, 0.0)), ("Mosul", None), ("1,2,3", None)]
)
def test_two_numbers_are_a_point(words: str, point: tuple[float, float] | None) -> None:
    assert read_point(words) == point


@pytest.mark.parametrize("words", ["91,0", "0,181", "nan,0", "inf,0"])
def test_a_point_lies_on_the_globe(words: str) -> None:
    with pytest.raises(BadUsage, match="is not on the globe"):
        read_point(words)


def test_a_box_is_four_degrees_and_may_cross_the_antimeridian() -> None:
    assert read_box("-20,170,-10,-170") == Box(south=-20.0, west=170.0, north=-10.0, east=-170.0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("1,2,3", "is not a box"),
        ("a,b,c,d", "is not a box"),
        ("9,0,1,5", "south above its north"),
        ("0,0,95,5", "globe"),
    ],
)
def test_what_is_no_box_is_refused(words: str, said: str) -> None:
    with pytest.raises(BadUsage, match=said):
        read_box(words)


@pytest.mark.parametrize("km", [0.0, -1.0, float("nan")])
def test_a_distance_is_above_zero(km: float) -> None:
    with pytest.raises(BadUsage, match="--within"):
        near((33.3, 44.4), km)
