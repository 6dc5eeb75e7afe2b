"""Tiles hold every point once, nearly as many each, and neighbours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.store.tiling import tile

POINTS = st.lists(st.tuples(st.integers(-3, 3) | st.floats(-90, 90), st.floats(-180, 180)), max_size=200)


@given(points=POINTS, size=st.integers(2, 20))
def test_every_point_is_in_one_of_the_fewest_tiles(points: list[tuple[float, float]], size: int) -> None:
    tiles = list(tile([y for y, _ in points], [x for _, x in points], size))
    assert sorted(position for each in tiles for position in each) == list(range(len(points)))
    assert len(tiles) == -(-len(points) // size)
    sizes = [len(each) for each in tiles]
    assert max(sizes, default=0) - min(sizes, default=0) <= 1


def test_tiles_of_a_grid_lie_beside_each_other() -> None:
    grid = [(y, x) for x in range(20) for y in range(20)]
    for each in tile([y for y, _ in grid], [x for _, x in grid], 20):
        rows, columns = {grid[position][0] for position in each}, {grid[position][1] for position in each}
        assert (len(rows), len(columns)) == (5, 4)
        assert max(rows) - min(rows) == 4
        assert max(columns) - min(columns) == 3
