"""Whether a place leaves open what its point may tell: its country or its unit. Opens no map; ``outlines`` fills."""

from __future__ import annotations

from incidents.domain.where import Place

NULL_ISLAND = (0.0, 0.0)  # where missing coordinates end up
VAGUE = frozenset({"country", "feature", "unknown"})  # such a point stands for more than the unit that it lies in
_AT_SEA = "sea_air"


def has_gap(place: Place) -> bool:
    """Whether *place* has a point from which a country or unit that nobody coded may follow."""
    is_known = place.country is not None and (place.admin1 is not None or place.precision in VAGUE)
    return place.point not in {None, NULL_ISLAND} and place.precision != _AT_SEA and not is_known
