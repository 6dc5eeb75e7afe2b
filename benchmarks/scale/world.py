"""A made-up world with a fixed seed: countries, 130,000 places, thousands of actors, a language.

Skewed as the real one is: a few countries, towns and groups have most events. Nothing in it is taken from a dataset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from incidents.codebook.countries import Country
from incidents.codebook.loader import Codebook

PLACES, ACTORS, WORDS, COUNTRIES = 130_000, 4_000, 12_000, 110
_SYLLABLES = tuple(first + vowel + last for first in "bdfghjklmnrstvwz" for vowel in "aeiou" for last in ("", "n", "r"))
_COMMON = [
    "the",
    "of",
    "to",
    "a",
    "and",
    "in",
    "on",
    "near",
    "was",
    "were",
    "by",
    "with",
    "from",
    "at",
    "after",
    "before",
    "during",
    "some",
    "that",
    "they",
    "said",
    "reported",
    "armed",
    "forces",
    "men",
    "people",
    "civilians",
    "soldiers",
    "police",
    "district",
    "village",
    "road",
    "market",
    "town",
    "vehicle",
    "attack",
    "shelling",
    "fire",
    "house",
    "local",
    "residents",
    "officials",
    "killed",
    "wounded",
    "injured",
    "damage",
    "arrested",
    "protest",
    "against",
    "government",
    "group",
    "night",
    "morning",
    "several",
    "one",
    "two",
    "three",
    "unknown",
    "responsibility",
    "claimed",
    "military",
    "base",
    "checkpoint",
    "drone",
    "patrol",
    "convoy",
    "border",
    "school",
    "hospital",
]

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Skewed(Generic[Thing]):
    """Things of which the first are by far the most frequent (Zipf), drawn many at a time."""

    things: Sequence[Thing]
    weights: Sequence[float]

    def draw(self, random: Random, count: int) -> list[Thing]:
        """*count* of them, with repetition."""
        return random.choices(self.things, cum_weights=self.weights, k=count)


def skew(things: Sequence[Thing], power: float) -> Skewed[Thing]:
    """*things*, the n-th of which is drawn n ** -power times as often as the first."""
    return Skewed(things, list(accumulate((rank + 1) ** -power for rank in range(len(things)))))


@dataclass(frozen=True, slots=True)
class Place:
    """A town: where it is and what it is called."""

    admin1: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Land:
    """One country with its places and the groups that act in it."""

    country: Country
    places: Skewed[Place]
    actors: Skewed[str]


@dataclass(frozen=True, slots=True)
class World:
    """All of it."""

    lands: Skewed[Land]
    words: Skewed[str]


def make_world(codebook: Codebook, seed: int = 7) -> World:
    """The same world for the same seed."""
    random = Random(seed)  # noqa: S311 - the same in each run
    countries = sorted(codebook.countries, key=lambda each: each.iso3)
    chosen = random.sample(countries, COUNTRIES)
    shares = [(rank + 1) ** -0.7 for rank in range(COUNTRIES)]
    total = sum(shares)
    lands = [_make_land(country, share / total, random) for country, share in zip(chosen, shares, strict=True)]
    return World(skew(lands, 0.9), skew(_make_words(random), 0.9))


def _make_land(country: Country, share: float, random: Random) -> Land:
    latitude, longitude = random.uniform(-35, 55), random.uniform(-100, 140)
    units = [f"{_name(random)} Province" for _ in range(12)]
    places = [
        Place(
            admin1=random.choice(units),
            name=_name(random),
            latitude=round(min(89.0, max(-89.0, random.gauss(latitude, 3))), 4),
            longitude=round(min(179.0, max(-179.0, random.gauss(longitude, 3))), 4),
        )
        for _ in range(max(10, round(PLACES * share)))
    ]
    actors = [f"{_name(random)} {random.choice(_KINDS)}" for _ in range(max(4, round(ACTORS * share)))]
    return Land(country, skew(places, 0.8), skew([f"Military Forces of {country.name}", *actors], 1.0))


_KINDS = ("Front", "Brigade", "Militia", "Movement", "Army", "Council", "Police", "Clan", "Cartel", "Union")


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.choice((2, 2, 3)))).capitalize()


def _make_words(random: Random) -> list[str]:
    """The common words first; the rest are made up, so that an index has as many as a language has."""
    made = {"".join(random.choices(_SYLLABLES, k=random.choice((2, 3, 3, 4)))) for _ in range(WORDS)}
    return [*_COMMON, *sorted(made)]
