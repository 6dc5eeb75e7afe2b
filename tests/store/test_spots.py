"""The index of points finds what a look at every event finds, and follows every write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.events import Event
from incidents.domain.filters import Box, Near, Selection
from incidents.domain.locations import Area, Place
from incidents.store import sqlite
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.dialect import SQLITE
from incidents.store.filters import select_events
from incidents.store.functions import distance_km, is_inside, write_area
from incidents.store.migrate import create
from tests.builders import make_event
from tests.store.conftest import Writing

Point = tuple[float, float]
INSERT = (
    "INSERT INTO event (event_id, prefix, number, main, latitude, longitude, status, version, created_at, updated_at)"
    " VALUES ('ZZZ' || :number, 'ZZZ', :number, 1, :latitude, :longitude, 'draft', 1, 'then', 'then')"
)
# Near the antimeridian, the poles and the zero meridian much more often than chance would have it.
LATITUDES = st.sampled_from([-90.0, -89.9, -0.0, 0.0, 36.335, 89.9, 90.0]) | st.floats(-90, 90)
LONGITUDES = st.sampled_from([-180.0, -179.9, -0.0, 0.0, 43.11889, 179.9, 180.0]) | st.floats(-180, 180)
POINTS = st.lists(st.tuples(LATITUDES, LONGITUDES), max_size=30)
KILOMETRES = st.sampled_from([0.001, 50.0, 20_000.0]) | st.floats(0.001, 20_037)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("spots") / "incidents.db"
    create(Database(path=path))
    with closing(sqlite.connect(path, mode="rw")) as opened:
        yield opened


def find(connection: sqlite3.Connection, points: Sequence[Point], selection: Selection) -> list[Point]:
    """The points of the events that *selection* finds, when there is one event at each of *points*."""
    connection.execute("BEGIN")
    connection.executemany(
        INSERT, [{"number": number, "latitude": at[0], "longitude": at[1]} for number, at in enumerate(points)]
    )
    query = select_events(selection, SQLITE)
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    found = [(row["latitude"], row["longitude"]) for row in cursor.execute(query.sql, query.parameters)]
    connection.execute("ROLLBACK")
    return sorted(found)


@given(points=POINTS, latitude=LATITUDES, longitude=LONGITUDES, km=KILOMETRES)
def test_a_circle_holds_whatever_is_no_farther(
    connection: sqlite3.Connection, points: list[Point], latitude: float, longitude: float, km: float
) -> None:
    near = [point for point in points if distance_km(*point, latitude, longitude) <= km]
    assert find(connection, points, Selection(near=Near(latitude=latitude, longitude=longitude, km=km))) == sorted(near)


@given(points=POINTS, corners=st.tuples(LATITUDES, LATITUDES), west=LONGITUDES, east=LONGITUDES)
def test_a_box_holds_whatever_lies_between_its_sides(
    connection: sqlite3.Connection, points: list[Point], corners: tuple[float, float], west: float, east: float
) -> None:
    south, north = sorted(corners)
    box = Box(south=south, west=west, north=north, east=east)

    def is_between(longitude: float) -> bool:
        return west <= longitude <= east if west <= east else longitude >= west or longitude <= east

    inside = [(y, x) for y, x in points if south <= y <= north and is_between(x)]
    assert find(connection, points, Selection(box=box)) == sorted(inside)


@given(points=POINTS, corner=st.tuples(st.floats(-359, 180), st.floats(-90, 89)), size=st.floats(0.1, 179))
def test_an_area_holds_whatever_lies_in_it(
    connection: sqlite3.Connection, points: list[Point], corner: Point, size: float
) -> None:
    west, south = corner
    triangle = ((west, south), (west + size, south), (west, min(90.0, south + size)), (west, south))
    area = Area((triangle,))
    inside = [point for point in points if is_inside(*point, write_area(area))]
    assert find(connection, points, Selection(area=area)) == sorted(inside)


def indexed(database: Database) -> list[Point]:
    assert database.path is not None
    with closing(sqlite.connect(database.path, mode="ro")) as opened:
        return sorted(opened.execute("SELECT latitude, longitude FROM event_spot"))


def at(latitude: float | None, longitude: float | None) -> Event:
    return make_event(place=Place(country="IRQ", latitude=latitude, longitude=longitude))


def test_the_index_follows_every_write(database: Database, write: Writing) -> None:
    with write() as archive:
        for point in ((1.0, 2.0), (1.0, 2.0), (None, None), (3.0, 4.0)):
            archive.add_event(at(*point))
    assert indexed(database) == [(1.0, 2.0), (3.0, 4.0)]
    with write() as archive:
        archive.change_event("IRQ1", at(5.0, 6.0))
        archive.change_event("IRQ4", at(None, None))
    assert indexed(database) == [(1.0, 2.0), (5.0, 6.0)]
    with write() as archive:
        archive.change_event("IRQ2", replace(at(1.0, 2.0), summary="The point stays."))
        archive.withdraw("IRQ1")
    assert indexed(database) == [(1.0, 2.0), (5.0, 6.0)]


def test_an_event_moves_to_where_another_is(database: Database, write: Writing) -> None:
    with write() as archive:
        archive.add_event(at(1.0, 2.0))
        archive.add_event(at(0.0, 0.0))
        archive.change_event("IRQ1", at(-0.0, 0.0))
    assert indexed(database) == [(0.0, 0.0)]


def test_a_write_that_fails_leaves_the_index_as_it_was(database: Database, write: Writing) -> None:
    def fail(archive: Archive) -> None:
        archive.add_event(at(1.0, 2.0))
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"), write() as archive:
        fail(archive)
    assert indexed(database) == []


def test_a_query_by_radius_searches_the_index(connection: sqlite3.Connection) -> None:
    query = select_events(Selection(near=Near(latitude=1, longitude=2, km=3)), SQLITE)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query.sql}", query.parameters)]
    assert any(step.startswith("SEARCH event USING INDEX ix_event_latitude_longitude") for step in plan)
    assert any(step.startswith("SCAN event_spot VIRTUAL TABLE INDEX 2:") for step in plan)
