"""Points and boxes as people type them, in degrees. Knows no names of places: ``placing`` does."""

from __future__ import annotations

from incidents.domain.selection import Box, Near
from incidents.errors import BadUsage


def read_point(words: str) -> tuple[float, float] | None:
    """(latitude, longitude) when *words* are two numbers; None when they are a name."""
    numbers = _numbers(words)
    if numbers is None or len(numbers) != 2:
        return None
    latitude, longitude = numbers
    _check_point(latitude, longitude)
    return latitude, longitude


def read_box(words: str) -> Box:
    """The box "S,W,N,E". Raises BadUsage for other than four degrees in that order."""
    numbers = _numbers(words)
    if numbers is None or len(numbers) != 4:
        raise BadUsage(f"{words!r} is not a box", mend="type four degrees: --bbox SOUTH,WEST,NORTH,EAST")
    south, west, north, east = numbers
    _check_point(south, west)
    _check_point(north, east)
    if south > north:
        raise BadUsage(f"the box {words!r} has its south above its north", mend="type --bbox SOUTH,WEST,NORTH,EAST")
    return Box(south=south, west=west, north=north, east=east)


def near(point: tuple[float, float], km: float) -> Near:
    """Within *km* of *point*. Raises BadUsage unless *km* is above zero."""
    if not km > 0:
        raise BadUsage(f"--within is {km:g}", mend="type a distance in kilometres above 0")
    return Near(latitude=point[0], longitude=point[1], km=km)


def _numbers(words: str) -> list[float] | None:
    try:
        return [float(part) for part in words.split(",")]
    except ValueError:
        return None


def _check_point(latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise BadUsage(
            f"{latitude:g},{longitude:g} is not on the globe",
            mend="latitude comes first (-90 to 90), then longitude (-180 to 180)",
        )
