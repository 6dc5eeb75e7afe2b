"""The point of an event as it is typed: ``33.3, 44.4``, latitude first, in degrees.

Does not look a name up; the gazetteer does.
"""

from __future__ import annotations

import re

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?(?:e-\d+)?"
_ONE = re.compile(rf"({_NUMBER})\s*\u00b0?\s*([NSEW])?", re.IGNORECASE)


def read_point(text: str) -> tuple[float, float]:
    """(latitude, longitude) of ``33.3, 44.4`` or ``33.3 N, 44.4 E``; raises ValueError for anything else."""
    parts = re.split(r"\s*[,;]\s*|(?<=[\d.NSns])\s+(?=[\d+-])", text.strip())
    if len(parts) != 2 or re.fullmatch(r"\d+,\d+", text.strip()):
        raise ValueError("write latitude and longitude with points: 33.3, 44.4")
    return read_degrees(parts[0], "NS"), read_degrees(parts[1], "EW")


def read_degrees(text: str, sides: str) -> float:
    """Degrees of ``-33.3`` or ``33.3 S``; *sides* are the letters of the positive and the negative side."""
    found = _ONE.fullmatch(text.strip())
    side = (found[2] or sides[0]).upper() if found is not None else ""
    if found is None or side not in sides:
        raise ValueError(f"{text.strip()!r} is not a number of degrees, such as 33.3")
    return -float(found[1]) if side == sides[1] else float(found[1])
