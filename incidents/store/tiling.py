"""Part points in a plane into tiles of nearly as many points each, of neighbours: sort-tile-recursive, one round of it.

Strips from south to north are walked in turn to the east and back to the west, and this way is cut into tiles: none is
left with few points at the end of a strip.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from math import ceil, isqrt

_SAMPLED = 10_000  # points by which strips are laid out; to sort all of them takes the memory of a list of objects


def tile(latitudes: Sequence[float], longitudes: Sequence[float], size: int) -> Iterator[Sequence[int]]:
    """The positions of points, each once, in the fewest tiles of at most *size*; no tile of no points."""
    points = len(latitudes)
    tiles = ceil(points / size)
    way = _walk(_part(latitudes, isqrt(tiles) or 1), longitudes)
    for number in range(tiles):
        yield list(islice(way, points * (number + 1) // tiles - points * number // tiles))


def _part(latitudes: Sequence[float], strips: int) -> Iterator[Sequence[int]]:
    """Positions by strips of about as many points each, from south to north; those of one latitude are in one strip."""
    sample = sorted(latitudes[:: len(latitudes) // _SAMPLED or 1])
    edges = [sample[len(sample) * number // strips] for number in range(1, strips)]
    parted = [array("I") for _ in range(strips)]
    for position, latitude in enumerate(latitudes):
        parted[bisect_right(edges, latitude)].append(position)
    return iter(parted)


def _walk(strips: Iterator[Sequence[int]], longitudes: Sequence[float]) -> Iterator[int]:
    return chain.from_iterable(
        sorted(strip, key=longitudes.__getitem__, reverse=bool(number % 2)) for number, strip in enumerate(strips)
    )
