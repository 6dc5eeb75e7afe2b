"""A tree of points that is made at once answers as one that SQLite made point by point, and lives on as that does."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.store import packing
from incidents.store.database import Database
from incidents.store.packing import fill_spots
from incidents.store.points import Points
from incidents.store.rtree import Cells, Node, pack
from tests.store.conftest import Writing
from tests.store.test_bulk import FILE
from tests.store.test_loading import make_events, named
from tests.store.test_spots import LATITUDES, LONGITUDES, Point

TREE = "CREATE VIRTUAL TABLE event_spot USING rtree(id, south, north, west, east, +latitude, +longitude)"
USUAL = TREE.replace("event_spot", "usual")
ADD = "INSERT INTO {} (south, north, west, east, latitude, longitude) VALUES (?1, ?1, ?2, ?2, ?1, ?2)"
FIND = "SELECT * FROM {} WHERE south <= ? AND north >= ? AND west <= ? AND east >= ? ORDER BY id"
ALL = "SELECT * FROM {} ORDER BY id"
CHECK = "SELECT rtreecheck('event_spot')"
# Few latitudes and longitudes make many points, most of which share one of the two with others.
GRIDS = st.tuples(st.lists(LATITUDES, unique=True, max_size=16), st.lists(LONGITUDES, unique=True, max_size=16))
SETS = st.lists(st.tuples(LATITUDES, LONGITUDES), unique=True, max_size=120) | GRIDS.map(lambda grid: [*product(*grid)])


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(empty()) as opened:
        yield opened


def empty(kind: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:", isolation_level=None, factory=kind)
    opened.execute(TREE)
    opened.execute(USUAL)
    opened.execute("BEGIN")
    return opened


def columns(points: list[Point]) -> Points:
    return Points([y for y, _ in points], [x for _, x in points])


def fill(connection: sqlite3.Connection, points: list[Point]) -> None:
    """Both trees with *points*: one at once, one point by point."""
    fill_spots(connection, columns(points))
    connection.executemany(ADD.format("usual"), points)


def both(connection: sqlite3.Connection, sql: str, values: tuple[float, ...] = ()) -> list[list[tuple[float, ...]]]:
    return [connection.execute(sql.format(tree), values).fetchall() for tree in ("event_spot", "usual")]


def scattered(number: int) -> list[Point]:
    chance = random.Random(number)  # noqa: S311 - no secret
    return [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(number)]


@given(points=SETS, sides=st.tuples(LATITUDES, LATITUDES, LONGITUDES, LONGITUDES))
def test_a_box_finds_the_same(points: list[Point], sides: tuple[float, float, float, float]) -> None:
    south, north, west, east = sides
    with closing(empty()) as connection:
        fill(connection, points)
        packed, usual = both(connection, FIND, (north, south, east, west))
        assert packed == usual


@given(points=SETS)
def test_it_is_in_order_and_holds_the_same(points: list[Point]) -> None:
    with closing(empty()) as connection:
        fill(connection, points)
        packed, usual = both(connection, ALL)
        assert packed == usual
        assert connection.execute(CHECK).fetchone() == ("ok",)


@pytest.mark.parametrize("number", [0, 1, 51, 52, 2700])
def test_points_come_and_go_afterwards(connection: sqlite3.Connection, number: int) -> None:
    points = scattered(number)
    fill(connection, points)
    more = scattered(number + 200)[:-1]
    for tree in ("event_spot", "usual"):
        connection.executemany(ADD.format(tree), more)
        connection.executemany(f"DELETE FROM {tree} WHERE id = ?", [(each,) for each in range(1, number, 2)])
    packed, usual = both(connection, ALL)
    assert packed == usual
    assert connection.execute(CHECK).fetchone() == ("ok",)
    connection.execute("DELETE FROM event_spot")
    assert connection.execute(CHECK).fetchone() == ("ok",)


def test_what_was_in_the_tree_is_gone(connection: sqlite3.Connection) -> None:
    fill_spots(connection, columns(scattered(300)))
    fill(connection, [(1.5, 2.5)])
    packed, usual = both(connection, ALL)
    assert packed == usual
    assert connection.execute(CHECK).fetchone() == ("ok",)


def test_nothing_is_left_of_what_was_tried(connection: sqlite3.Connection) -> None:
    fill_spots(connection, columns(scattered(60)))
    assert connection.execute("SELECT name FROM sqlite_temp_schema").fetchall() == []


def turned(cells: Cells, node_bytes: int) -> Iterator[Node]:
    return pack(Cells(cells.numbers, cells.west, cells.east, cells.south, cells.north), node_bytes)


def lost(cells: Cells, node_bytes: int) -> Iterator[Node]:
    return (node for node in pack(cells, node_bytes) if not node.is_leaf)


def deeper(cells: Cells, node_bytes: int) -> Iterator[Node]:
    for node in pack(cells, node_bytes):
        yield node._replace(data=b"\0\7" + node.data[2:])


@pytest.mark.parametrize("other", [turned, lost, deeper])
def test_a_sqlite_that_would_not_read_it_makes_the_tree_itself(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, other: Callable[[Cells, int], Iterator[Node]]
) -> None:
    monkeypatch.setattr(packing, "pack", other)
    assert_usual(connection)


class Defensive(sqlite3.Connection):
    """As with SQLITE_DBCONFIG_DEFENSIVE: nobody but the tree itself writes to what is behind it."""

    def execute(self, sql: str, values: tuple[float, ...] = ()) -> sqlite3.Cursor:  # type: ignore[override]
        if sql.startswith("DELETE FROM packed_spot_"):
            self.refuse()
        return super().execute(sql, values)

    def refuse(self) -> None:
        raise sqlite3.OperationalError("table packed_spot_node may not be modified")


class Full(Defensive):
    """With no room left on the disk, where SQLite rolls all back."""

    def refuse(self) -> None:
        self.rollback()
        raise sqlite3.OperationalError("database or disk is full")


def test_so_does_one_that_lets_nobody_write_behind_a_tree() -> None:
    with closing(empty(Defensive)) as connection:
        assert_usual(connection)


def test_where_the_transaction_is_lost_nothing_is_written_outside_of_it() -> None:
    with closing(empty(Full)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="full"):
            fill_spots(connection, columns(scattered(300)))
        assert connection.execute("SELECT count(*) FROM event_spot").fetchone() == (0,)


def assert_usual(connection: sqlite3.Connection) -> None:
    """The tree holds the points, and is what SQLite makes of them, to the byte."""
    fill(connection, scattered(300))
    packed, usual = both(connection, "SELECT * FROM {}_node ORDER BY 1")
    assert packed == usual
    assert connection.execute(CHECK).fetchone() == ("ok",)


def test_events_come_and_go_after_a_load(database: Database, write: Writing) -> None:
    with write() as archive:
        archive.bulk(FILE).add_named(named(make_events()))
    with write() as archive:
        archive.add_event(make_events()[7])
        for number in range(1, 500, 3):
            archive.withdraw(f"IRQ{number}")
        archive.undo(1)
    with closing(sqlite3.connect(str(database.path))) as connection:
        assert connection.execute(CHECK).fetchone() == ("ok",)
        (stored,) = connection.execute("SELECT count(*) FROM event_spot").fetchone()
        (due,) = connection.execute("SELECT count(*) FROM (SELECT DISTINCT latitude, longitude FROM event)").fetchone()
        assert stored == due
