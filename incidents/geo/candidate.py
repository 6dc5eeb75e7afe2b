"""One entry of the gazetteer as the answer to a name, and how sure the answer is.

Does not search. Coordinates are (latitude, longitude) in WGS84 degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# Where an entry is from. Each later layer says less about where exactly something happened.
CURATED, UCDP, PLACES, ADMIN2, ADMIN1, COUNTRY = "curated", "ucdp", "places", "admin2", "admin1", "country"
EXACT, ALIAS, FUZZY = "exact", "alias", "fuzzy"

# Codes of the vocabulary place_precision; whatever is not named here is a point.
_PRECISIONS = {
    "adm1": "adm1",
    "adm2": "adm2",
    "country": "country",
    "continent": "unknown",
    "region": "feature",
    "feature": "feature",
    "island": "feature",
    "sea": "sea_air",
    "strait": "sea_air",
    "vicinity": "near",
}
POINTS_WITHIN_A_TOWN = frozenset({"district", "landmark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean.

    *country* is ISO alpha-3, None at sea; *admin1* the unit's name and *unit* its GeoNames code ("IQ.07"); *within* the
    town that a district or landmark belongs to. *population* is 0 when unknown. *kind* is town, capital, district,
    vicinity, adm1, adm2, country, continent, region, feature, island, sea, strait, or a kind of landmark (landmark,
    base, airport, camp, crossing, oilfield). *match* is exact (the listed name), alias (another name of it) or fuzzy
    (a similar name: only ever a suggestion). *score* is 0 to 1.
    """

    id: int
    name: str
    country: str | None
    admin1: str | None
    unit: str | None
    within: str | None
    latitude: float
    longitude: float
    population: int
    layer: str
    kind: str
    match: str
    score: float

    @property
    def precision(self) -> str:
        """The code of place_precision that a point from this entry deserves."""
        return _PRECISIONS.get(self.kind, "exact")


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres along a great circle between two (latitude, longitude) points, on a sphere: 0.5 % off at most."""
    north, south = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    haversine = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(haversine)))
