"""How much an article is about each country, by all the names in it.

Early names count more, datelines less, nationalities less than countries. Does not choose between places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from incidents.coder.mentions.places.names import Name
from incidents.coder.mentions.places.words import PlaceWords
from incidents.geo.candidate import Candidate

_BIG = 4  # the power that lets a likelier place of a name speak louder for its country
_LARGE_UNIT = 2_000_000


@dataclass(frozen=True)
class Focus:
    """*shares* holds, of each country (ISO alpha-3), what each folded name says for it."""

    shares: Mapping[str, Mapping[str, float]]

    def on(self, country: str | None, *, without: str | None = None) -> float:
        """How much the article is about *country*, 1 for the one it is most about; *without* what one name says."""
        if without is None:
            return self._totals.get(country or "", 0) / self._most
        shares = self.shares.get(country or "", {})
        return sum(share for name, share in shares.items() if name != without) / self._most

    @cached_property
    def _most(self) -> float:
        """What is said for the country that the article is most about."""
        return max(self._totals.values(), default=1.0)

    @cached_property
    def _totals(self) -> Mapping[str, float]:
        """What is said for each country by all names together: asked for every place that a name may mean."""
        return {country: sum(shares.values()) for country, shares in self.shares.items()}


def read_focus(names: Iterable[Name], options: Mapping[str, Sequence[Candidate]], words: PlaceWords) -> Focus:
    """The focus of the article that *names* are of; *options* are the places that each folded name may mean."""
    shares: dict[str, dict[str, float]] = {}
    for name in names:
        early = (0.3 if name.is_dateline else 1.0) / (1.0 + 0.12 * name.sentence.index)
        for country, share in _countries_of(name, options[name.folded], words):
            told = shares.setdefault(country, {})
            told[name.folded] = told.get(name.folded, 0.0) + share * early
    return Focus(shares)


def _countries_of(name: Name, options: Sequence[Candidate], words: PlaceWords) -> Iterator[tuple[str, float]]:
    if name.folded in words.countries and not any(is_shared(place, options) for place in options[:1]):
        yield words.countries[name.folded], 0.4 if name.is_near or name.use == "part" else 1.0
    elif name.folded in words.demonyms:
        for country in words.demonyms[name.folded]:
            yield country, 0.5 / len(words.demonyms[name.folded])
    elif name.use == "plain":
        best: dict[str, float] = {}
        for place in options:
            if place.country is not None:
                best[place.country] = max(best.get(place.country, 0.0), place.score**_BIG)
        total = sum(best.values())
        yield from ((country, 0.7 * share / total) for country, share in best.items())


def is_shared(country: Candidate, options: Sequence[Candidate]) -> bool:
    """Whether a large unit of another country has the country's name, as Georgia's."""
    return any(
        option.kind == "adm1" and option.country != country.country and option.population > _LARGE_UNIT
        for option in options
    )
