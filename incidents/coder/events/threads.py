"""A thread of an article's story: the passages dealt to one event so far, with the days and spots that mark it.

Says whether a passage stands apart from it in time or in space. Does not decide where a passage goes: ``events`` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from incidents.coder.events.harmed import Harmed, told_again, toll_of
from incidents.coder.events.passages import Passage
from incidents.coder.events.retelling import is_death
from incidents.coder.events.spots import SHORTEST_NAME, Point, area_of, countries_of
from incidents.domain.dates import When
from incidents.geo.distance import distance

_SLACK = timedelta(days=1)
APART_KM, NEXT_KM = 40.0, 5.0
REGIONS_KM = 120.0
"""How far apart the middles of two regions are that do not hold one another."""


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
        self.is_death = self.is_death and is_death(passage)
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

    def lacks_toll_of(self, passage: Passage) -> bool:
        """True when *passage* tells of people harmed of whom the thread has not told."""
        harm = toll_of(passage)
        return not harm <= self.toll and not told_again(harm, self.toll)

    def days_apart(self, when: When | None) -> int:
        """Whole days between *when* and the thread's date; 0 when they meet or one is unknown."""
        if when is None or self.when is None:
            return 0
        return max(0, (when.start - self.when.end).days, (self.when.start - when.end).days)


def names_in(passage: Passage) -> set[str]:
    """The words with a capital within the passage, by which what was told before is called again."""
    words = (word for word in passage.reading.words[1:] if passage.start < word.start < passage.end)
    return {word.text for word in words if word.is_capital and len(word.text) >= SHORTEST_NAME}
