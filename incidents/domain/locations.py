"""Places, areas and points.

Coordinates of a place are (latitude, longitude) in WGS84 degrees. Does not look names up; ``geo`` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

_NORTH, _EAST = 90, 180  # degrees, the furthest that there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happened; everything unknown is None.

    *country* is ISO 3166 alpha-3; *admin1* a name; *name* the gazetteer's name; *reported* the article's words;
    *precision* a code of the vocabulary ``place_precision``. *layer* and *match* are codes of ``place_layers`` and
    ``place_matches``: which list of places the point is from, and by what kind of name it was found there; None for a
    point that somebody typed. Raises ValueError for a point off the globe or half a point.
    """

    country: str | None = None
    admin1: str | None = None
    name: str | None = None
    reported: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    layer: str | None = None
    match: str | None = None

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("a latitude needs a longitude, and the other way round")
        if self.latitude is not None and not -_NORTH <= self.latitude <= _NORTH:
            raise ValueError(f"latitude {self.latitude} is not between -90 and 90 (swapped with the longitude?)")
        if self.longitude is not None and not -_EAST <= self.longitude <= _EAST:
            raise ValueError(f"longitude {self.longitude} is not between -180 and 180")

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude), or None."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


NOWHERE = Place()


Ring = tuple[tuple[float, float], ...]


class Area(NamedTuple):
    """Closed rings of (longitude, latitude) in degrees, as maps write them; a point is inside an odd number of them.

    A ring that crosses the antimeridian runs on past 180 (or below -180) instead of jumping to the other side. No two
    rings cross each other, and none crosses itself: whoever makes an area sees to that.
    """

    rings: tuple[Ring, ...]

    @property
    def south_north(self) -> tuple[float, float]:
        """The lowest and the highest latitude."""
        latitudes = [latitude for ring in self.rings for _, latitude in ring]
        return min(latitudes), max(latitudes)

    @property
    def west_east(self) -> tuple[float, float]:
        """The lowest and the highest longitude, which may lie past 180 or below -180."""
        longitudes = [longitude for ring in self.rings for longitude, _ in ring]
        return min(longitudes), max(longitudes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Geocode:
    """What a service answered: *address* in its own words, a WGS84 point, *country* as ISO alpha-2 where it says so."""

    address: str
    latitude: float
    longitude: float
    country: str | None = None


BY_HAND = "by hand"  # the source of a place that no file brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name under which a place is found: *folded* for comparing, as *written*, and the *match* that it makes."""

    folded: str
    written: str
    match: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """One place with all its names, its own among them.

    *country* is ISO alpha-3 or None, *admin1* a name; *kind* as the gazetteer's (town, district, adm1, ...);
    *population* None when unknown; *code* what the source calls it (a geonameid, a P-code); *source* the file's name.
    """

    name: str
    names: tuple[Alias, ...]
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    kind: str = "town"
    population: int | None = None
    code: str | None = None
    source: str = BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPlace:
    """A place as events of the project have it, and in how many *events*: the project's location memory."""

    name: str
    reported: str | None
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    precision: str | None
    events: int
