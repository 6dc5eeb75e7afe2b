from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.geo.candidate import distance
from incidents.geo.grid import cell_of, on_globe
from incidents.geo.spots import pack, unpack

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
METRE = 0.001


@given(st.lists(POINTS, max_size=30), POINTS, st.sampled_from([5.0, 50.0, 3000.0, 30_000.0]))
def test_all_places_within_the_radius_are_found_the_nearest_first(
    points: list[tuple[float, float]], here: tuple[float, float], km: float
) -> None:
    rows = sorted((cell_of(*point), number, *on_globe(*point)) for number, point in enumerate(points))
    found = unpack(*pack(rows)).around(*here, km)
    apart = {number: distance(here, point) for number, point in enumerate(points)}
    assert {number for number, far in apart.items() if far < km - METRE} <= {number for _, number in found}
    assert all(abs(far - apart[number]) < METRE and far < km + METRE for far, number in found)
    assert found == sorted(found)
