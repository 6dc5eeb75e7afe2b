"""How far from a name something is, and which way."""

from __future__ import annotations

import pytest

from incidents.coder.mentions.places.bearing import Bearing, bearing_before, moved


@pytest.mark.parametrize(
    ("words", "bearing"),
    [
        ("on a road about 50 km west of ", Bearing(50.0, 270)),
        ("in Bako, 110 kilometres north of ", Bearing(110.0, 0)),
        ("some 30 kilometers (19 miles) to the north-east of the city of ", Bearing(30.0, 45)),
        ("155 km south of the country's capital, ", Bearing(155.0, 180)),
        ("a compound ten miles southeast of ", Bearing(16.09, 135)),
        ("two miles from ", None),
        ("north of ", None),
        ("5,000 km south of ", None),
    ],
)
def test_the_words_before_a_name_say_how_far_and_which_way(words: str, bearing: Bearing | None) -> None:
    assert bearing_before(words) == bearing


def test_a_point_moves_along_the_meridian_and_along_the_parallel() -> None:
    assert moved(10.0, 20.0, Bearing(111.2, 0)) == pytest.approx((11.0, 20.0), abs=0.01)
    assert moved(0.0, 179.5, Bearing(111.2, 90)) == pytest.approx((0.0, -179.5), abs=0.01)
