"""In which country and admin1 unit a point lies, by polygons.

The polygons are Natural Earth's, simplified to about 500 m: they check and fill, and never overwrite what an analyst
coded. A point just off a simplified coast counts to it; one farther out lies at sea, in nothing. Shapely is imported
with this module, and a polygon is parsed when a point first comes near it. Does not know towns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely

from incidents.errors import IncidentsError
from incidents.geo.rows import rows
from incidents.geo.tables import FOLDER

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
        """The unit that holds the point, or whose shore is within ``SHORE_KM``; None at sea."""
        return self.locate([(latitude, longitude)])[0]

    def locate(self, points: Sequence[tuple[float, float]]) -> list[Territory | None]:
        """``at`` of many (latitude, longitude) points at once; some 100,000 a second."""
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
        """The units within *km* of the point, the nearest first; those that hold it before all others."""
        wide = km / _KM / max(0.01, math.cos(math.radians(latitude)))
        turns = [turn for turn in (0.0, 360.0, -360.0) if abs(longitude + turn) <= 180.0 + wide]
        distances: dict[int, float] = {}
        for turn in turns:  # a point beside the antimeridian is asked for from both its sides
            for unit, away in self._around(latitude, longitude + turn, high=km / _KM, wide=wide):
                distances[unit] = min(away, distances.get(unit, math.inf))
        ranked = sorted((away, unit) for unit, away in distances.items() if away <= km)
        return tuple(self._territories[unit] for _, unit in ranked)

    def _around(self, latitude: float, longitude: float, *, high: float, wide: float) -> Iterator[tuple[int, float]]:
        """The units whose box meets one of *high* and *wide* degrees each way, with their distance in kilometres."""
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
    """The shipped polygons, half a second to read. Raises IncidentsError when their file is missing."""
    path = folder / FILE
    if not path.is_file():
        raise IncidentsError(f"the gazetteer is incomplete: {path} is missing", mend="Install incidents again.")
    table = [row for row in rows(path) if row]
    return Territories(
        [Territory(country=country, unit=code or None, name=name) for code, country, name, _, _ in table],
        [[float(degrees) for degrees in box.split(",")] for _, _, _, box, _ in table],
        [outline for *_, outline in table],
    )
