"""Where a passage puts its act: the point of its most exact place, that of its region, the place it begins with.

Does not compare it with where others were: ``threads`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, takewhile

from incidents.coder.events.passages import Passage
from incidents.coder.mentions.places.finding import COUNTRY, DEMONYM, PlaceMention
from incidents.geo.distance import distance

Point = tuple[float, float]
BEGINNING = 40  # characters in which a passage says what it is about
SHORTEST_NAME = 4  # letters
_APART_KM = 25.0
_LONGEST_BEGINNING = 6  # words
_REGION = "adm1"
_WHOLE = frozenset({"country", "unknown", "sea_air"})
_SPOTS = frozenset({"exact", "near", "adm3", "adm2"})


def spot_of(passage: Passage) -> Point | None:
    """The point of the most exact place in the passage: one that something is put in, nearest to its first act."""
    return _nearest(passage, [place for place in passage.reading.places if is_spot(place)])


def area_of(passage: Passage) -> Point | None:
    """The spot of the passage, else the point of the region that something is put in."""
    regions = [place for place in passage.reading.places if place.is_inside and place.place.precision == _REGION]
    return spot_of(passage) or _nearest(passage, regions)


def region_begun(passage: Passage) -> Point | None:
    """The point of the region that the passage begins with: "In Gao region, "."""
    return _nearest(passage, [place for place in _begun(passage) if place.place.precision == _REGION])


def begins_with_part(passage: Passage) -> bool:
    """True when it begins with any place that is less than a country."""
    return any(place.place.precision not in _WHOLE for place in _begun(passage))


def spot_begun(passage: Passage) -> Point | None:
    """The spot that the passage begins with: "In Tal Afar, "."""
    return _nearest(passage, [place for place in _begun(passage) if is_spot(place)])


def _begun(passage: Passage) -> list[PlaceMention]:
    """The places that something is put in."""
    return [place for place in passage.reading.places if place.start - passage.start <= BEGINNING and place.is_inside]


def name_begun(passage: Passage) -> str | None:
    """The name of a place that the passage begins with, known or not: "In northern Tal Jira province, "."""
    words = passage.reading.words
    if not words or words[0].folded != "in" or words[0].start != passage.start:
        return None
    begun = takewhile(lambda word: word.is_joined, words[1:_LONGEST_BEGINNING])
    return next((word.text for word in begun if word.is_capital and len(word.text) >= SHORTEST_NAME), None)


def countries_of(passage: Passage) -> set[str]:
    """The countries of the places that something is put in."""
    inside = (place.place.country for place in passage.reading.places if place.is_inside and place.kind != DEMONYM)
    return {country for country in inside if country is not None}


def _nearest(passage: Passage, places: Sequence[PlaceMention]) -> Point | None:
    at = passage.acts[0].start if passage.acts else passage.start
    nearest = min(places, key=lambda place: (not place.is_inside, abs(place.start - at), place.start), default=None)
    return None if nearest is None else nearest.place.point


def is_spot(place: PlaceMention) -> bool:
    """True for a place of some exactness, from a district down, where an event may have been."""
    return place.place.precision in _SPOTS and not place.is_away and not place.is_dateline


def lie_apart(places: Sequence[PlaceMention]) -> bool:
    """True when no two of *places* may be one: far from each other, or two countries."""
    return len(places) > 1 and all(_is_apart(*pair) for pair in combinations(places, 2))


def _is_apart(one: PlaceMention, other: PlaceMention) -> bool:
    if COUNTRY in {one.kind, other.kind}:
        return one.place.country != other.place.country
    here, there = one.place.point, other.place.point
    return here is not None and there is not None and distance(here, there) > _APART_KM
