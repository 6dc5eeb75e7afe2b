"""Each point is told once, in the order in which it came, however many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.store import points
from incidents.store.points import Collecting, read_points

DEGREES = st.sampled_from([-0.0, 0.0, 1.5, 90.0])
PLACES = st.tuples(st.none(), st.none()) | st.tuples(DEGREES, DEGREES)
BLOCKS = st.lists(st.lists(PLACES, min_size=1, max_size=6), max_size=6)
Place = tuple[float | None, float | None]


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.execute("CREATE TABLE event (event_id TEXT PRIMARY KEY, latitude REAL, longitude REAL)")
        yield opened


def collect(connection: sqlite3.Connection, blocks: list[list[Place]]) -> list[tuple[float, ...]]:
    collecting = Collecting(connection)
    for block in blocks:
        collecting.add([y for y, _ in block], [x for _, x in block])
    return list(zip(*collecting.end(), strict=True))


def due(blocks: list[list[Place]]) -> list[Place]:
    return list(dict.fromkeys(place for block in blocks for place in block if place != (None, None)))


@pytest.mark.parametrize("held", [0, 2, 100])
@given(blocks=BLOCKS)
def test_each_comes_once_in_its_order(connection: sqlite3.Connection, held: int, blocks: list[list[Place]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(points, "_HELD", held)
        assert collect(connection, blocks) == due(blocks)


@given(blocks=BLOCKS)
def test_so_do_those_of_events_that_are_stored(connection: sqlite3.Connection, blocks: list[list[Place]]) -> None:
    connection.execute("DELETE FROM event")
    rows = [(str(-number), *place) for number, place in enumerate(place for block in blocks for place in block)]
    connection.executemany("INSERT INTO event VALUES (?, ?, ?)", rows)
    assert list(zip(*read_points(connection), strict=True)) == due(blocks)
