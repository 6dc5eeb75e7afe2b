"""The points of all places that something can be near, packed for numpy: which of them lie within some kilometres.

Some 230,000 points are 7 MB, read whole the first time that anybody asks for what is near. Numpy is imported with this
module. Knows places by their ids alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from incidents.geo.grid import on_globe, ranges_around

_KM_PER_DEGREE = 111.0
_RADIUS = 6371.0  # kilometres of the globe, as ``candidate.distance`` has it
_CELL, _PLACE, _POINT = np.dtype("<i4"), np.dtype("<i4"), np.dtype("<f8")

Row = tuple[int, int, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """*cells* of the grid in order; of the place in each its id and its point, x, y and z on a globe of radius 1."""

    cells: Any
    places: Any
    points: Any

    def around(self, latitude: float, longitude: float, km: float) -> list[tuple[float, int]]:
        """Kilometres, true to a metre, and ids of the places within *km* of a point, the nearest first."""
        stretches = self._stretches(latitude, longitude, km)
        places = np.concatenate([self.places[stretch] for stretch in stretches])
        points = np.concatenate([self.points[stretch] for stretch in stretches])
        # Of two points on a globe of radius 1 the product is the cosine of the angle between them.
        # Not by @, which wakes the threads of BLAS for a few hundred rows.
        cosines = np.einsum("ij,j->i", points, on_globe(latitude, longitude))
        near = np.flatnonzero(cosines >= math.cos(min(km / _RADIUS, math.pi)))
        order = near[np.lexsort((places[near], -cosines[near]))]
        distances = _RADIUS * np.arccos(np.minimum(1.0, cosines[order]))
        return list(zip(distances.tolist(), places[order].tolist(), strict=True))

    def _stretches(self, latitude: float, longitude: float, km: float) -> list[slice]:
        """Where the cells lie that may hold something within *km*."""
        ranges = ranges_around(latitude, longitude, km / _KM_PER_DEGREE)
        ends = self.cells.searchsorted([end for first, last in ranges for end in (first, last + 1)]).tolist()
        return [slice(first, last) for first, last in zip(ends[::2], ends[1::2], strict=True)]


def pack(rows: Iterable[Row]) -> tuple[bytes, bytes, bytes]:
    """*rows* of cell, place, x, y and z, ordered by cell, as bytes that ``unpack`` reads on any machine."""
    table = np.array(list(rows), dtype=_POINT).reshape(-1, 5)
    return table[:, 0].astype(_CELL).tobytes(), table[:, 1].astype(_PLACE).tobytes(), table[:, 2:].tobytes()


def unpack(cells: bytes, places: bytes, points: bytes) -> Spots:
    """What ``pack`` packed."""
    return Spots(
        np.frombuffer(cells, dtype=_CELL),
        np.frombuffer(places, dtype=_PLACE),
        np.frombuffer(points, dtype=_POINT).reshape(-1, 3),
    )
