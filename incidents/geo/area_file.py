"""An area out of a GeoJSON file: polygons of any nesting, checked before they are used.

A polygon that crosses itself has no inside that anybody could mean: it is refused with the place where it does.
Shapely is imported with this module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.validation import explain_validity

from incidents.domain.locations import Area, Ring
from incidents.errors import BadUsage

_WHERE = re.compile(r"\[(\S+) (\S+?)(?: \S+)?\]")


def read_area(path: Path) -> Area:
    """The area of a Polygon, MultiPolygon, Feature or FeatureCollection; of several polygons all of them together.

    Raises BadUsage, with the likeliest reason, for a file that is none, and for a polygon that crosses itself.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadUsage(f"{path} cannot be read: {error.strerror}", mend="name a GeoJSON file") from error
    except (ValueError, RecursionError) as error:
        raise BadUsage(f"{path} is not GeoJSON: {error}", mend="name a GeoJSON file") from error
    try:
        polygons = [[_read_ring(ring) for ring in polygon] for polygon in _polygons(document)]
        if not polygons or not all(polygons):
            raise BadUsage(f"{path} holds no polygon", mend="draw one and save it as GeoJSON")
        shape = shapely.unary_union([_check(polygon) for polygon in polygons])
    except ValueError as error:
        raise BadUsage(f"{path}: {error}", mend="mend the polygon and try again") from error
    return Area(tuple(_rings(shape)))


def _polygons(document: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - whatever JSON holds
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection":
        for feature in document.get("features") or ():
            yield from _polygons(feature)
    elif kind == "GeometryCollection":
        for geometry in document.get("geometries") or ():
            yield from _polygons(geometry)
    elif kind == "Feature":
        yield from _polygons(document.get("geometry"))
    elif kind == "Polygon":
        yield document.get("coordinates") or []
    elif kind == "MultiPolygon":
        yield from document.get("coordinates") or ()
    else:
        raise ValueError(f"{kind or 'this'} is not an area: a Polygon or MultiPolygon is needed")


def _read_ring(positions: Any) -> Ring:  # noqa: ANN401 - whatever JSON holds
    try:
        ring = [(float(longitude), float(latitude)) for longitude, latitude, *_ in positions]
    except (TypeError, ValueError):
        raise ValueError("a ring is a list of [longitude, latitude]") from None
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("a ring has four positions or more, and its last is its first")
    for longitude, latitude in ring:
        if not -90 <= latitude <= 90:
            raise ValueError(f"latitude {latitude:g} is not between -90 and 90: GeoJSON puts the longitude first")
        if not -360 <= longitude <= 360:
            raise ValueError(f"longitude {longitude:g} is not between -180 and 180")
    return _unrolled(ring)


def _unrolled(ring: list[tuple[float, float]]) -> Ring:
    """*ring* without jumps: a side longer than half the globe goes the other way round, across the antimeridian."""
    turned, turn = [ring[0]], 0.0
    for (before, _), (longitude, latitude) in pairwise(ring):
        turn += -360.0 if longitude - before > 180 else 360.0 if longitude - before < -180 else 0.0
        turned.append((longitude + turn, latitude))
    if turned[-1] != ring[0]:
        raise ValueError("a ring around a pole has no inside on a flat map: cut it at the antimeridian")
    return tuple(turned)


def _check(rings: list[Ring]) -> shapely.Polygon:
    polygon = shapely.Polygon(rings[0], rings[1:])
    if polygon.is_valid:
        return polygon
    reason = explain_validity(polygon)
    where = _WHERE.search(reason)
    at = "" if where is None else f" at {float(where[2]):g},{float(where[1]):g} (latitude, longitude)"
    if "intersection" in reason:
        raise ValueError(f"the polygon crosses itself{at}")
    raise ValueError(f"the polygon has no clear inside{at}: {_WHERE.sub('', reason).strip().lower()}")


def _rings(shape: Any) -> Iterator[Ring]:  # noqa: ANN401 - a Polygon or a MultiPolygon
    for polygon in getattr(shape, "geoms", [shape]):
        for ring in (polygon.exterior, *polygon.interiors):
            yield tuple((x, y) for x, y, *_ in ring.coords)
