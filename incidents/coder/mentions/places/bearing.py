"""How far from a name something is, and which way: "about 50 miles west of Bogota".

Reads the words before a name and moves a point; knows no places.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from incidents.coder.mentions.amounts import DIGITS, WORDS, read_amount

_KM = {"k": 1.0, "m": 1.609}
_DEGREES = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270}
_DEGREES["northwest"] = 315
_FURTHEST, _EARTH_KM = 400.0, 6371.0
_AWAY = re.compile(
    rf"""\b(?P<far>{WORDS}|{DIGITS})[ -](?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\b
    (?:[ ]\([^()]{{1,30}}\))?(?:[ ]away)?(?:[ ]to[ ]the)?
    [ ](?P<way>(?:north|south)?[ -]?(?:east|west)?)(?:ern)?[ ]of[ ]
    (?:(?:the|central)[ ])?(?:[\w'\u2019-]+[ ])?(?:(?:city|town|village|capital)(?:[ ]of[ ]|,?[ ]))?\Z""",
    re.IGNORECASE | re.VERBOSE,
)


class Bearing(NamedTuple):
    """*km* from a point, *degrees* clockwise from north."""

    km: float
    degrees: float


def bearing_before(text: str) -> Bearing | None:
    """What the last words of *text*, which stand before a name, say of the way from there; None when nothing."""
    said = _AWAY.search(text)
    way = None if said is None else _DEGREES.get(re.sub("[ -]", "", said["way"].lower()))
    if said is None or way is None:
        return None
    km = read_amount(said["far"]) * _KM[said["unit"][0].lower()]
    return Bearing(km, way) if km <= _FURTHEST else None


def moved(latitude: float, longitude: float, bearing: Bearing) -> tuple[float, float]:
    """The point that lies so from *latitude* and *longitude*, on a globe."""
    arc, way, north = bearing.km / _EARTH_KM, math.radians(bearing.degrees), math.radians(latitude)
    south_north = math.sin(north) * math.cos(arc) + math.cos(north) * math.sin(arc) * math.cos(way)
    lifted = math.asin(south_north)
    turned = math.atan2(
        math.sin(way) * math.sin(arc) * math.cos(north), math.cos(arc) - math.sin(north) * math.sin(lifted)
    )
    return round(math.degrees(lifted), 4), round((longitude + math.degrees(turned) + 540) % 360 - 180, 4)
