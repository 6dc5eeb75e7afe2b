"""Text folding, distances and areas, as Python functions that SQLite calls from SQL.

``dialect`` expresses the same in PostgreSQL's own SQL; tests compare the two. Coordinates are (latitude, longitude) in
WGS84 degrees; areas are taken as planes, as GeoJSON does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from math import asin, cos, degrees, radians, sin, sqrt

from incidents.domain.filters import Box, Near
from incidents.domain.locations import Area, Ring

EARTH_KM = 6371.0088  # the mean radius, IUGG
_MARGIN = 1e-6  # degrees, about 10 cm: rounding must not cut a place on the rim


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance in kilometres on a sphere (haversine); within 0.6 % of the ellipsoid."""
    north, other_north = radians(latitude), radians(other_latitude)
    half_chord = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin(radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half_chord)))


def box_around(near: Near) -> Box:
    """The smallest box that holds the circle; its west is greater than its east when it crosses the antimeridian."""
    angle = near.km / EARTH_KM
    reach = degrees(angle) + _MARGIN
    south, north = near.latitude - reach, near.latitude + reach
    if south <= -90 or north >= 90:  # the circle holds a pole, and with it every meridian
        return Box(south=max(south, -90), west=-180, north=min(north, 90), east=180)
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(near.latitude))))) + _MARGIN
    return Box(south=south, west=_turned(near.longitude - width), north=north, east=_turned(near.longitude + width))


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180 if not -180 <= longitude <= 180 else longitude


# Marks above and below letters, as a character class of both Python and PostgreSQL: accents of Latin, Greek and
# Cyrillic, the vowel points of Hebrew and Arabic.
MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
# Small letters that are still spelled in two ways: the end of a Greek word, the German sharp s.
SPELLED = {"\u03c2": "\u03c3", "\u00df": "ss"}
_APART = r"[\W_]+"


def fold(text: str | None) -> str | None:
    """*text* in lower case, accents dropped, every run of spaces and punctuation one space; None stays None.

    "Saint-Étienne" and "saint etienne" are the same after it.
    """
    if text is None:
        return None
    if not text.isascii():
        from unicodedata import normalize  # noqa: PLC0415 - many texts need none

        text = re.sub(f"[{MARKS}]", "", normalize("NFKD", text)).lower()
        for letter, spelling in SPELLED.items():
            text = text.replace(letter, spelling)
    return _apart().sub(" ", text.lower()).strip()


@cache
def _apart() -> re.Pattern[str]:
    """Made ready when it is first needed: most queries have no words."""
    return re.compile(_APART)


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
