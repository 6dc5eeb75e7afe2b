"""Where the units that GeoNames gives no good point lie, for ``rebuild.py``.

The centre of a first-level unit is that of its polygon; a second-level unit without a point lies where the town is that
it is called after. Writes nothing.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Mapping
from pathlib import Path

import shapely

from incidents.geo.names import variants
from incidents.geo.similarity import phonetic_key

POLYGONS = "ne_10m_admin1_simpl0.005deg.geojsonl.xz"

DOUBTFUL = 0.2  # degrees from a polygon to the people of its unit, beyond which the polygon is not the unit's
SHORT = 3  # letters of a sound that says too little

Point = tuple[str, str]


def polygon_centres(raw: Path, towns: Iterable[Mapping[str, str]]) -> dict[str, Point]:
    """Latitude and longitude of the centre of area of each admin1 unit, by its GeoNames code.

    A polygon that does not hold the people of the unit, as its *towns* have them, is another unit's: it is left out.
    """
    shapes: dict[str, list[shapely.Geometry]] = {}
    with lzma.open(raw / POLYGONS, "rt", encoding="utf-8") as features:
        for feature in map(json.loads, features):
            code = feature["properties"]["gn_admin1_crosswalk"]
            shapes.setdefault(code, []).append(shapely.from_geojson(json.dumps(feature["geometry"])))
    polygons = {code: shapely.union_all(list(map(shapely.make_valid, parts))) for code, parts in shapes.items()}
    hearts = hearts_of(towns)
    held = {code: polygon.centroid for code, polygon in polygons.items() if is_held(hearts.get(code), polygon)}
    return {code: (f"{centre.y:.4f}", f"{centre.x:.4f}") for code, centre in held.items()}


def hearts_of(towns: Iterable[Mapping[str, str]]) -> dict[str, shapely.Point]:
    """The point round which the people of each admin1 unit live."""
    sums: dict[str, tuple[float, float, float]] = {}
    for town in towns:
        code, people = f"{town['cc']}.{town['admin1']}", float(max(int(town["population"]), 100))
        east, north, total = sums.get(code, (0.0, 0.0, 0.0))
        sums[code] = (east + people * float(town["lon"]), north + people * float(town["lat"]), total + people)
    return {code: shapely.Point(east / total, north / total) for code, (east, north, total) in sums.items()}


def is_held(heart: shapely.Point | None, polygon: shapely.Geometry) -> bool:
    """Whether *polygon* holds *heart*, or nearly; without towns there is nothing to doubt it by."""
    return heart is None or polygon.distance(heart) <= DOUBTFUL


class Namesakes:
    """The towns of each admin1 unit by name; *towns* are rows of the raw table of places."""

    def __init__(self, towns: Iterable[Mapping[str, str]]) -> None:
        self._points: dict[tuple[str, str], tuple[int, Point]] = {}
        for town in towns:
            first = f"{town['cc']}.{town['admin1']}"
            found = (int(town["population"]), (town["lat"], town["lon"]))
            for form in forms_of(town["name"]):
                self._points[first, form] = max(found, self._points.get((first, form), (-1, ("", ""))))

    def point(self, code: str, names: Iterable[str]) -> Point | None:
        """The point of the most populous town that one of *names* calls, in the unit that holds *code*."""
        first = ".".join(code.split(".")[:2])
        forms = (form for name in names for form in forms_of(name))
        return next((self._points[first, form][1] for form in forms if (first, form) in self._points), None)


def forms_of(name: str) -> tuple[str, ...]:
    """The folded forms of *name*, then how they sound: "Rukhah" is called after "Rokha"."""
    forms = variants(name)
    sounds = (phonetic_key(form) for form in forms if form.isascii())
    return (*forms, *(f"~{sound}" for sound in sounds if len(sound) > SHORT))
