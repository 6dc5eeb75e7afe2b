"""An area on the map: rings of points, holes among them. Knows no file and no database."""

from typing import NamedTuple

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
