"""Records as one GeoJSON FeatureCollection (RFC 7946): WGS84, longitude before latitude, one feature per line.

The properties are the flat columns of a profile, place precision among them: a point without it misleads. An event
without a point has a null geometry and is not dropped. Streams; sorts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.domain.where import Place
from incidents.exchange.geometry import coordinates
from incidents.exchange.jsonl import to_json
from incidents.exchange.report import Report
from incidents.exchange.rows import make_rows


def export(records: Iterable[Record], profile: Profile, out: TextIO, *, codebook: Definitions) -> Report:
    """Write the collection to *out*, properties under *profile*, and report which events it cannot say."""
    report = Report()
    names = [column.name for column in profile.columns]
    out.write('{"type": "FeatureCollection", "features": [')
    for record, row in make_rows(records, profile, codebook=codebook, report=report):
        properties = dict(zip(names, row, strict=True))
        feature = {
            "type": "Feature",
            "id": record.event_id,
            "geometry": make_geometry(record.event.place),
            "properties": properties,
        }
        out.write(f"{'' if report.written == 1 else ','}\n{to_json(feature)}")
    out.write("\n]}\n")
    return report


def make_geometry(place: Place) -> dict[str, Any] | None:
    """The point of *place*, None when it has none."""
    point = coordinates(place)
    return None if point is None else {"type": "Point", "coordinates": list(point)}
