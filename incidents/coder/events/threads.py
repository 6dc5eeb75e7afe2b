"""A thread of an article's story: the passages dealt to one event so far, with the days and spots that mark it.

Says whether a passage stands apart from it in time or in space. Does not decide where a passage goes: ``events`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import takewhile

from incidents.coder.events.passages import Passage
from incidents.coder.mentions.places.finding import DEMONYM, PlaceMention
from incidents.domain.when import When
from incidents.geo.candidate import distance

Point = tuple[float, float]
Harmed = tuple[str, int]
"""A harm and how many suffered it."""
_SLACK = timedelta(days=1)
APART_KM, NEXT_KM = 40.0, 5.0
REGIONS_KM = 120.0
"""How far apart the middles of two regions are that do not hold one another."""
_LONGEST_BEGINNING = 6  # words
_SHORTEST_NAME = 4  # letters
_FEW = 2  # people: as many are harmed in many an event
_REGION = "adm1"
_WHOLE = frozenset({"country", "unknown", "sea_air"})
_SPOTS = frozenset({"exact", "near", "adm3", "adm2"})


@dataclass(slots=True)
class Thread:
    """The *passages* of one event, its date *when*, the *kinds* of its acts, its *spots*, *names* and *toll*.

    *countries* are those that something was put in. *is_death*: nothing is told of it yet but that somebody died.
    """

    when: When | None = None
    passages: list[Passage] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    spots: dict[Point, None] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    toll: set[Harmed] = field(default_factory=set)
    is_death: bool = True

    def add(self, passage: Passage) -> None:
        """Take *passage* in."""
        self.passages.append(passage)
        self.kinds |= passage.kinds
        self.names |= names_in(passage)
        self.countries |= countries_of(passage) if passage.acts else set()
        self.toll |= toll_of(passage)
        self.is_death = self.is_death and passage.is_death
        spot = area_of(passage)
        if passage.acts and spot is not None:
            self.spots[spot] = None

    def is_at(self, spot: Point | None) -> bool:
        """True when *spot* is one of the thread's, or next to it."""
        return spot is not None and any(distance(spot, own) <= NEXT_KM for own in self.spots)

    def is_elsewhere(self, spot: Point | None, *, apart: float = APART_KM) -> bool:
        """True when *spot* lies more than *apart* km from every spot of the thread; unknown spots are nowhere else."""
        return spot is not None and bool(self.spots) and all(distance(spot, own) > apart for own in self.spots)

    def is_abroad(self, passage: Passage) -> bool:
        """True when all that *passage* puts somewhere is in other countries than what was told before."""
        countries = countries_of(passage)
        return bool(countries) and bool(self.countries) and countries.isdisjoint(self.countries)

    def days_apart(self, when: When | None) -> int:
        """Whole days between *when* and the thread's date; 0 when they meet or one is unknown."""
        if when is None or self.when is None:
            return 0
        return max(0, (when.start - self.when.end).days, (self.when.start - when.end).days)


def spot_of(passage: Passage) -> Point | None:
    """The point of the most exact place in the passage: one that something is put in, nearest to its first act."""
    return _nearest(passage, [place for place in passage.reading.places if _is_spot(place)])


def area_of(passage: Passage) -> Point | None:
    """The spot of the passage, else the point of the region that something is put in."""
    regions = [place for place in passage.reading.places if place.is_inside and place.place.precision == _REGION]
    return spot_of(passage) or _nearest(passage, regions)


def region_begun(passage: Passage, within: int) -> Point | None:
    """The point of the region that the passage begins with, in its first *within* characters: "In Gao region, "."""
    return _nearest(passage, [place for place in _begun(passage, within) if place.place.precision == _REGION])


def begins_with_part(passage: Passage, within: int) -> bool:
    """True when it begins with any place that is less than a country, in its first *within* characters."""
    return any(place.place.precision not in _WHOLE for place in _begun(passage, within))


def spot_begun(passage: Passage, within: int) -> Point | None:
    """The spot that the passage begins with, in its first *within* characters: "In Tal Afar, "."""
    return _nearest(passage, [place for place in _begun(passage, within) if _is_spot(place)])


def _begun(passage: Passage, within: int) -> list[PlaceMention]:
    """The places that something is put in, in its first *within* characters."""
    return [place for place in passage.reading.places if place.start - passage.start <= within and place.is_inside]


def name_begun(passage: Passage) -> str | None:
    """The name of a place that the passage begins with, known or not: "In northern Tal Jira province, "."""
    words = passage.reading.words
    if not words or words[0].folded != "in" or words[0].start != passage.start:
        return None
    begun = takewhile(lambda word: word.is_joined, words[1:_LONGEST_BEGINNING])
    return next((word.text for word in begun if word.is_capital and len(word.text) >= _SHORTEST_NAME), None)


def countries_of(passage: Passage) -> set[str]:
    """The countries of the places that something is put in."""
    inside = (place.place.country for place in passage.reading.places if place.is_inside and place.kind != DEMONYM)
    return {country for country in inside if country is not None}


def names_in(passage: Passage) -> set[str]:
    """The words with a capital within the passage, by which what was told before is called again."""
    words = (word for word in passage.reading.words[1:] if passage.start < word.start < passage.end)
    return {word.text for word in words if word.is_capital and len(word.text) >= _SHORTEST_NAME}


def toll_of(passage: Passage) -> set[Harmed]:
    """The harm that the passage tells of, without the attackers' own."""
    told = (each for each in passage.reading.casualties if not each.is_perpetrator)
    return {(each.harm, each.count.best) for each in told if each.count.best}


def told_again(one: set[Harmed], other: set[Harmed]) -> bool:
    """True when both tell of the same harm to as many people, and not to one or two only."""
    return any(count > _FEW for _, count in one & other)


def _nearest(passage: Passage, places: Sequence[PlaceMention]) -> Point | None:
    at = passage.acts[0].start if passage.acts else passage.start
    nearest = min(places, key=lambda place: (not place.is_inside, abs(place.start - at), place.start), default=None)
    return None if nearest is None else nearest.place.point


def _is_spot(place: PlaceMention) -> bool:
    return place.place.precision in _SPOTS and not place.is_away and not place.is_dateline
