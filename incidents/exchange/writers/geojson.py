"""Rows as one GeoJSON FeatureCollection (RFC 7946): WGS84, longitude before latitude, one feature per line.

The properties are the columns of a profile, place precision among them: a point without it misleads. An event without
a point has a null geometry and is not dropped. Streams; sorts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from incidents.codebook.profiles import Profile
from incidents.exchange.rows import Row
from incidents.exchange.writers.json import to_json


def write_geojson(rows: Iterable[Row], profile: Profile, out: TextIO) -> None:
    """Write the collection of *rows* to *out*."""
    names = [column.name for column in profile.columns]
    out.write('{"type": "FeatureCollection", "features": [')
    separator = "\n"
    for row in rows:
        feature = {
            "type": "Feature",
            "id": row.event_id,
            "geometry": _geometry(row.point),
            "properties": dict(zip(names, row.cells, strict=True)),
        }
        out.write(f"{separator}{to_json(feature)}")
        separator = ",\n"
    out.write("\n]}\n")


def _geometry(point: tuple[float, float] | None) -> dict[str, Any] | None:
    """Return a point of (latitude, longitude) as GeoJSON has it."""
    if point is None:
        return None
    latitude, longitude = point
    return {"type": "Point", "coordinates": [longitude, latitude]}
