"""Country and point of an event as they are typed and shown: ``33.3, 44.4``, latitude first, in degrees.

Does not look a name up; the gazetteer does.
"""

from __future__ import annotations

import re

from incidents.domain.event import Event
from incidents.review.setting import Changes, Setting

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?(?:e-\d+)?"
_DEGREES = re.compile(rf"({_NUMBER})\s*\u00b0?\s*([NSEW])?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*|(?<=[\d.NSns])\s+(?=[\d+-])")
_HOW = "write latitude and longitude with points: 33.3, 44.4"
_RANGES = {"NS": ("latitude", 90), "EW": ("longitude", 180)}
_NO_POINT: Changes = {"latitude": None, "longitude": None}


def change_country(text: str, setting: Setting) -> Changes:
    """A country by name, alias or code; raises UnknownTerm."""
    return {"country": setting.country(text) if text else None}


def show_country(event: Event, setting: Setting) -> str:
    """The country's name, or its code where the codebook does not know it."""
    country = setting.codebook.countries.get(event.place.country or "")
    return (event.place.country or "") if country is None else country.name


def change_point(text: str, _setting: Setting) -> Changes:
    """A whole point, or none; raises ValueError."""
    if not text:
        return _NO_POINT
    latitude, longitude = read_point(text)
    return {"latitude": latitude, "longitude": longitude}


def change_latitude(text: str, setting: Setting) -> Changes:
    """A latitude, or a whole point; raises ValueError."""
    is_one_number = text != "" and len(re.split(r"[,;\s]+", text)) == 1
    return {"latitude": read_degrees(text, "NS")} if is_one_number else change_point(text, setting)


def change_longitude(text: str, _setting: Setting) -> Changes:
    """A longitude, or no point; raises ValueError."""
    return {"longitude": read_degrees(text, "EW")} if text else _NO_POINT


def show_point(event: Event, _setting: Setting) -> str:
    """The point as ``read_point`` gives it back."""
    return "" if event.place.point is None else ", ".join(show_degrees(each) for each in event.place.point)


def read_point(text: str) -> tuple[float, float]:
    """(latitude, longitude) of ``33.3, 44.4`` or ``33.3 N, 44.4 E``; raises ValueError for anything else.

    ``33,3`` is refused: it may be one number with a decimal comma.
    """
    parts = _BETWEEN.split(text.strip())
    if len(parts) != 2:
        raise ValueError(_HOW)
    point = read_degrees(parts[0], "NS"), read_degrees(parts[1], "EW")
    if re.fullmatch(r"\d+,\d+", text.strip()):
        raise ValueError(_HOW)
    return point


def read_degrees(text: str, sides: str) -> float:
    """Degrees of ``-33.3`` or ``33.3 S``; *sides* are the letters of the positive and the negative side."""
    found = _DEGREES.fullmatch(text.strip())
    side = (found[2] or sides[0]).upper() if found is not None else ""
    if found is None or side not in sides:
        raise ValueError(f"{text.strip()!r} is not a number of degrees, such as 33.3")
    degrees = -float(found[1]) if side == sides[1] else float(found[1])
    name, most = _RANGES[sides]
    if abs(degrees) > most:
        raise ValueError(f"{name} {degrees:g} is out of range: it is between -{most} and {most}")
    return degrees


def show_degrees(value: float | None) -> str:
    """A latitude or longitude with all its digits."""
    return "" if value is None else repr(value)
