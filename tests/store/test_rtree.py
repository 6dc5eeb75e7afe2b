"""Nodes are as full as it is good for a tree, and their boxes hold what they must."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.store.rtree import ROOT, Cells, Node, pack

NODE_BYTES = 1228  # 51 cells
DEGREES = st.floats(-180, 180)


def row_tree(points: list[tuple[float, float]]) -> list[Node]:
    latitudes, longitudes = [y for y, _ in points], [x for _, x in points]
    cells = Cells(range(1, len(points) + 1), latitudes, latitudes, longitudes, longitudes)
    return list(pack(cells, NODE_BYTES))


def boxes(node: Node) -> dict[int, tuple[float, ...]]:
    (held,) = struct.unpack_from(">H", node.data, 2)
    cells = [struct.unpack_from(">q4f", node.data, 4 + 24 * number) for number in range(held)]
    return {number: tuple(box) for number, *box in cells}


@pytest.mark.parametrize(("points", "nodes", "depth"), [(0, 1, 0), (1, 1, 0), (51, 1, 0), (52, 3, 1), (2700, 63, 2)])
def test_a_tree_is_no_higher_than_it_must_be(points: int, nodes: int, depth: int) -> None:
    tree = row_tree([(number % 171 - 85, number % 350 - 175) for number in range(points)])
    assert (len(tree), tree[-1].number, struct.unpack_from(">H", tree[-1].data)) == (nodes, ROOT, (depth,))


@pytest.mark.parametrize("points", [52, 100, 2347, 2700])
def test_no_node_is_full_or_nearly_empty(points: int) -> None:
    """Of fewer than a third of its cells SQLite gets rid at the next chance; a full one is split."""
    *others, root = row_tree([(number % 171 - 85, number % 350 - 175) for number in range(points)])
    assert all(17 <= len(node.numbers) < 51 for node in others)
    assert len(root.numbers) > 1


@given(points=st.lists(st.tuples(DEGREES, DEGREES), min_size=60, max_size=120))
def test_a_box_holds_all_below_it(points: list[tuple[float, float]]) -> None:
    *leaves, root = row_tree(points)
    for leaf in leaves:
        low_y, high_y, low_x, high_x = boxes(root)[leaf.number]
        for number, (south, north, west, east) in boxes(leaf).items():
            y, x = points[number - 1]
            assert low_y <= south <= north <= high_y
            assert low_x <= west <= east <= high_x
            assert abs(south - y) < 1e-4 > abs(north - y)
            assert abs(west - x) < 1e-4 > abs(east - x)
