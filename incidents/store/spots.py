"""Where events lie, as SQL: in a box, around a point, inside an area. Composes text only, as ``select`` does.

On SQLite an R*Tree, ``event_spot``, holds each distinct point of an event once and answers which may be meant; triggers
that migration 0004 makes keep it right in every transaction. PostgreSQL searches its index of latitude and longitude.
What an index proposes is checked on the exact coordinates: both say the same as a look at every event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from incidents.domain.area import Area
from incidents.domain.selection import Box, Near, Selection
from incidents.store.dialect import Dialect
from incidents.store.distance import box_around
from incidents.store.inside import TURNS, write_area
from incidents.store.query import Query

_MARGIN = 1e-6  # degrees: a turn of the globe rounds, and the index must not lose a point on the outline


def in_box(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    """The events in the selection's box."""
    if selection.box is not None:
        yield _lying(_halves(selection.box), "1 = 1", {}, name="box", dialect=dialect)


def near_point(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    """The events within the selection's circle."""
    if selection.near is not None:
        yield _near(selection.near, dialect)


def in_area(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    """The events inside the selection's area."""
    if selection.area is not None:
        inside = dialect.is_inside("latitude", "longitude", ":area")
        values = {"area": write_area(selection.area)}
        yield _lying(_boxes_around(selection.area), inside, values, name="area", dialect=dialect)


def _near(near: Near, dialect: Dialect) -> Query:
    distance = dialect.distance_km("latitude", "longitude", ":near_latitude", ":near_longitude")
    values = {"near_latitude": near.latitude, "near_longitude": near.longitude, "near_km": near.km}
    return _lying(_halves(box_around(near)), f"{distance} <= :near_km", values, name="near", dialect=dialect)


def _lying(boxes: Sequence[Box], exact: str, values: Mapping[str, Any], *, name: str, dialect: Dialect) -> Query:
    """Events in any of *boxes*, none of which crosses the antimeridian, that fulfil *exact* as well."""
    parameters = dict(values)
    conditions = []
    for number, box in enumerate(boxes):
        corners = {"south": box.south, "west": box.west, "north": box.north, "east": box.east}
        parameters |= {f"{name}_{side}_{number}": degrees for side, degrees in corners.items()}
        conditions.append(dialect.is_spot_in({side: f":{name}_{side}_{number}" for side in corners}, exact))
    return Query(sql=" OR ".join(conditions) or "1 = 0", parameters=parameters)


def _halves(box: Box) -> tuple[Box, ...]:
    """*box* as it is, or parted at the antimeridian where it crosses that."""
    if box.west <= box.east:
        return (box,)
    return (
        Box(south=box.south, west=box.west, north=box.north, east=180.0),
        Box(south=box.south, west=-180.0, north=box.north, east=box.east),
    )


def _boxes_around(area: Area) -> tuple[Box, ...]:
    """The boxes on the globe that hold *area*, whose rings may run past the antimeridian."""
    (south, north), (west, east) = area.south_north, area.west_east
    turned = ((west - turn - _MARGIN, east - turn + _MARGIN) for turn in TURNS)
    return tuple(
        Box(south=south, west=max(start, -180.0), north=north, east=min(end, 180.0))
        for start, end in turned
        if start <= 180.0 and end >= -180.0
    )
