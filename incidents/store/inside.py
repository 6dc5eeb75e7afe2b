"""Whether a point lies in an area, as SQL and for SQLite as a function. Degrees are taken as a plane, as GeoJSON does.

Areas travel as text in PostgreSQL's own notation for an array of polygons, which is one parameter for both databases.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from incidents.domain.area import Area, Ring

TURNS = (0.0, 360.0, -360.0)  # a ring may run past the antimeridian


def write_area(area: Area) -> str:
    """*area* as ``{"((x,y),(x,y))","(...)"}``, x being the longitude."""
    rings = (",".join(f"({x!r},{y!r})" for x, y in ring) for ring in area.rings)
    return "{" + ",".join(f'"({ring})"' for ring in rings) + "}"


def is_inside(latitude: float | None, longitude: float | None, area: str) -> bool:
    """Whether the point lies in an odd number of the rings of *area*, written as ``write_area`` does."""
    if latitude is None or longitude is None:
        return False
    return any(_holds(_read_area(area), longitude + turn, latitude) for turn in TURNS)


@lru_cache(maxsize=4)
def _read_area(area: str) -> tuple[Ring, ...]:
    rings = area.strip("{}").strip('"').split('","')
    pairs = (ring.strip("()").split("),(") for ring in rings)
    return tuple(tuple((float(x), float(y)) for x, y in (pair.split(",") for pair in ring)) for ring in pairs)


def _holds(rings: tuple[Ring, ...], x: float, y: float) -> bool:
    """Whether a ray from the point crosses the rings an odd number of times."""
    crossings = sum(
        (west[1] > y) != (east[1] > y) and x < (east[0] - west[0]) * (y - west[1]) / (east[1] - west[1]) + west[0]
        for ring in rings
        for west, east in pairwise(ring)
    )
    return crossings % 2 == 1
