"""Regions as polygons: the country and admin1 unit in which a point lies, and areas out of GeoJSON files.

The shipped polygons are Natural Earth's, simplified to about 500 m: they check and fill, and never overwrite what an
analyst coded. A point just off a simplified coast counts to it; one farther out lies at sea, in nothing. Shapely is
imported with this module, and a polygon is parsed when a point first comes near it. Does not know towns.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.validation import explain_validity

from incidents.domain.locations import Area, Ring
from incidents.errors import BadUsage, IncidentsError
from incidents.geo.sources import FOLDER, read_rows

FILE = "units.tsv.xz"
SHORE_KM = 25.0
_KM = 111.2  # of a degree of latitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A unit of a country (ISO alpha-3); *unit* is its GeoNames code, None where GeoNames has none."""

    country: str
    unit: str | None
    name: str


class Territories:
    """Every admin1 unit with its polygon. Made by ``open_territories``."""

    def __init__(
        self, territories: Sequence[Territory], boxes: Sequence[Sequence[float]], outlines: Sequence[str]
    ) -> None:
        self._territories = territories
        self._outlines = outlines
        self._shapes = np.full(len(outlines), None, dtype=object)
        self._boxes = shapely.STRtree(shapely.box(*np.array(boxes).T))

    def at(self, latitude: float, longitude: float) -> Territory | None:
        """Return the unit that holds the point, or whose shore is within ``SHORE_KM``; None at sea."""
        return self.locate([(latitude, longitude)])[0]

    def locate(self, points: Sequence[tuple[float, float]]) -> list[Territory | None]:
        """Return the unit of each of many (latitude, longitude) points, as ``at`` does; about 100,000 a second."""
        if not points:
            return []
        found: list[Territory | None] = [None] * len(points)
        spots = shapely.points([(longitude, latitude) for latitude, longitude in points])
        hits, units = self._boxes.query(spots)
        self._parse(units)
        is_inside = shapely.intersects(self._shapes[units], spots[hits])
        for hit, unit in zip(hits[is_inside], units[is_inside], strict=True):
            found[hit] = found[hit] or self._territories[unit]
        for number, territory in enumerate(found):
            if territory is None:
                found[number] = next(iter(self.near(*points[number], km=SHORE_KM)), None)
        return found

    def near(self, latitude: float, longitude: float, *, km: float) -> tuple[Territory, ...]:
        """Return the units within *km* of the point, the nearest first; those that hold it come before all others."""
        wide = km / _KM / max(0.01, math.cos(math.radians(latitude)))
        turns = [turn for turn in (0.0, 360.0, -360.0) if abs(longitude + turn) <= 180.0 + wide]
        distances: dict[int, float] = {}
        for turn in turns:  # a point beside the antimeridian is asked for from both its sides
            for unit, away in self._around(latitude, longitude + turn, high=km / _KM, wide=wide):
                distances[unit] = min(away, distances.get(unit, math.inf))
        ranked = sorted((away, unit) for unit, away in distances.items() if away <= km)
        return tuple(self._territories[unit] for _, unit in ranked)

    def _around(self, latitude: float, longitude: float, *, high: float, wide: float) -> Iterator[tuple[int, float]]:
        """Yield the units whose box meets one of *high* and *wide* degrees each way, with their distance in km."""
        around = shapely.box(longitude - wide, latitude - high, longitude + wide, latitude + high)
        units = np.sort(self._boxes.query(around))
        self._parse(units)
        spot = shapely.Point(longitude, latitude)
        yield from ((int(unit), self._distance_km(unit, spot)) for unit in units)

    def _distance_km(self, unit: int, spot: shapely.Point) -> float:
        # Degrees of longitude shrink towards the poles: measured along the shortest line, good to a per cent or so.
        nearest = shapely.shortest_line(self._shapes[unit], spot).coords
        (west, south), (east, north) = nearest[0], nearest[-1]
        across = (east - west) * math.cos(math.radians((south + north) / 2))
        return _KM * math.hypot(across, north - south)

    def _parse(self, units: Iterable[int]) -> None:
        for unit in {int(unit) for unit in units}:
            if self._shapes[unit] is None:
                self._shapes[unit] = shapely.from_geojson(self._outlines[unit])
                shapely.prepare(self._shapes[unit])


@lru_cache(maxsize=1)
def open_territories(folder: Path = FOLDER) -> Territories:
    """Return the shipped polygons; reading takes half a second. Raises IncidentsError if their file is missing."""
    path = folder / FILE
    if not path.is_file():
        raise IncidentsError(f"the gazetteer is incomplete: {path} is missing", mend="Install incidents again.")
    table = [row for row in read_rows(path) if row]
    return Territories(
        [Territory(country=country, unit=code or None, name=name) for code, country, name, _, _ in table],
        [[float(degrees) for degrees in box.split(",")] for _, _, _, box, _ in table],
        [outline for *_, outline in table],
    )


_WHERE = re.compile(r"\[(\S+) (\S+?)(?: \S+)?\]")


def read_area(path: Path) -> Area:
    """Return the area of a Polygon, MultiPolygon, Feature or FeatureCollection; several polygons are joined.

    Raises BadUsage, with the likeliest reason, for a file that is none of these. A polygon that crosses itself has no
    inside that anybody could mean: it is refused with the point where it does.
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
    return _unroll(ring)


def _unroll(ring: list[tuple[float, float]]) -> Ring:
    """Return *ring* without jumps: a side longer than half the globe goes the other way, across the antimeridian."""
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
