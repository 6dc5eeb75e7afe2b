"""What may be in the database twice: articles that share their words, and events that agree.

Articles are compared by MinHash fingerprints over runs of three words: two texts agree in about as many of the 128
numbers as their runs overlap (Broder 1997). Own code, because it is forty lines, and numpy takes longer to import than
a fingerprint to make. The same text gives the same numbers on every machine.

Events are compared by date, place, type, weapons, actors, targets and casualties. Each feature that both events have is
worth 0 to 1 and has a weight; what one of them does not know is left out. ``benchmarks/duplicates.py`` measures the
weights and the threshold.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from incidents.codebook.names import fold
from incidents.domain.casualties import Count
from incidents.domain.dates import When
from incidents.domain.events import Event
from incidents.domain.locations import Place
from incidents.geo.distance import distance
from incidents.review.aspects import UNKNOWN_KIND
from incidents.review.reconciliation import figure

NUMBERS = 128
RUN = 3  # words
BAND = 2  # numbers that must agree for two texts to be compared at all
BANDS = 32
_WORD = re.compile(r"\w+")
_DIGITS = 8  # hexadecimal, of one number

LIKELY = 0.75
DAYS = 3  # between two dates of one event: reports confuse its date and the date of publication
_WEEK = 7
_FAR_KM = 50.0
_LEAST_FEATURES = 3
_VAGUE = frozenset({"adm1", "country", "feature"})  # precisions of points that stand for a whole unit
_WEIGHTS = {"date": 3, "place": 4, "type": 2, "weapons": 1, "actors": 1, "targets": 1, "killed": 2, "injured": 2}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The fingerprint of a text: *numbers* are 128 of 32 bits, *size* is how many different runs of words it has."""

    numbers: tuple[int, ...]
    size: int

    def write(self) -> str:
        """Return the numbers as hexadecimal digits."""
        return "".join(f"{number:0{_DIGITS}x}" for number in self.numbers)

    def bands(self) -> Iterator[int]:
        """Yield numbers of which two near-duplicates almost always have one in common (locality-sensitive hashing)."""
        for band in range(BANDS):
            values = self.numbers[band * BAND : (band + 1) * BAND]
            yield band << 32 | crc32(b"".join(value.to_bytes(4, "big") for value in values))


def read_fingerprint(digits: str, size: int) -> Fingerprint:
    """Return the fingerprint that ``Fingerprint.write`` wrote."""
    numbers = (int(digits[start : start + _DIGITS], 16) for start in range(0, len(digits), _DIGITS))
    return Fingerprint(tuple(numbers), size)


def take_fingerprint(text: str) -> Fingerprint | None:
    """Return the fingerprint of *text*; None if it has fewer words than a run."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    if not runs:
        return None
    return Fingerprint(tuple(map(min, zip(*map(_hash, runs), strict=True))), len(runs))


def overlap(one: Fingerprint, other: Fingerprint) -> float:
    """Estimate the overlap coefficient, 0 to 1: how much of the shorter text the longer one has.

    A wire story and its first half overlap wholly, though half of the runs are in one of them only.
    """
    jaccard = sum(mine == theirs for mine, theirs in zip(one.numbers, other.numbers, strict=True)) / NUMBERS
    common = jaccard * (one.size + other.size) / (1 + jaccard)
    return min(1.0, common / min(one.size, other.size))


def _hash(run: str) -> tuple[int, ...]:
    """Return 128 hashes of 32 bits of one run of words."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which reading events can do without

    return struct.unpack(f">{NUMBERS}I", hashlib.shake_128(run.encode("utf-8", "replace")).digest(4 * NUMBERS))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two events are: *score* is 0 to 1, *features* what each feature that both events have is worth."""

    score: float
    features: Mapping[str, float]


def compare(one: Event, other: Event) -> Likeness | None:
    """Compare two events; None if they are too far apart to be one, or share fewer than three features."""
    found = {name: feature(one, other) for name, feature in _FEATURES.items()}
    features = {name: worth for name, worth in found.items() if worth is not None}
    if not features.get("date") or features.get("place") == 0 or len(features) < _LEAST_FEATURES:
        return None
    total = sum(_WEIGHTS[name] for name in features)
    score = sum(_WEIGHTS[name] * worth for name, worth in features.items()) / total
    return Likeness(round(score, 3), features)


def rate(one: Event, other: Event) -> float:
    """Return how alike two events are, 0 to 1; 0 if ``compare`` gives None."""
    likeness = compare(one, other)
    return 0.0 if likeness is None else likeness.score


def is_elsewhere(one: Place, other: Place) -> bool:
    """Return whether two places cannot be one, whatever else two events say."""
    return _compare_places(one, other) == 0


def _gap(one: When, other: When) -> int:
    """Return the days between two intervals; 0 if they touch or overlap."""
    return max(0, (other.start - one.end).days, (one.start - other.end).days)


def _date(one: Event, other: Event) -> float | None:
    if one.when is None or other.when is None:
        return None
    days = _gap(one.when, other.when)
    is_vague = max(one.when.days, other.when.days) > _WEEK
    return (0.6 if is_vague else 1.0) if days == 0 else max(0.0, 1 - days / (DAYS + 1)) * 0.7


def _compare_places(mine: Place, theirs: Place) -> float | None:
    if mine.country is not None and theirs.country is not None and mine.country != theirs.country:
        return 0.0
    if mine.name is not None and theirs.name is not None and fold(mine.name) == fold(theirs.name):
        return 1.0
    if mine.point is None or theirs.point is None:
        return None
    if {mine.precision, theirs.precision} & _VAGUE:
        return 0.5
    km = distance(mine.point, theirs.point)
    return 0.0 if km > _FAR_KM else max(0.1, 1 - km / _FAR_KM)


def _type(one: Event, other: Event) -> float | None:
    if one.event_type is None or other.event_type is None:
        return None
    if one.sub_event_type == other.sub_event_type and one.sub_event_type is not None:
        return 1.0
    return 0.6 if one.event_type == other.event_type else 0.0


def _sets(read: Callable[[Event], set[str]]) -> Callable[[Event, Event], float | None]:
    """Return a feature: how much of the shorter list the longer one has. Reports leave out more than they add."""

    def compare_sets(one: Event, other: Event) -> float | None:
        mine, theirs = read(one) - {UNKNOWN_KIND}, read(other) - {UNKNOWN_KIND}
        return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else None

    return compare_sets


def _compare_counts(one: Count, other: Count) -> float | None:
    if not one.is_known or not other.is_known:
        return None
    mine, theirs = figure(one), figure(other)
    return 1.0 if mine == theirs else max(0.0, 1 - abs(mine - theirs) / max(mine, theirs)) * 0.8


_FEATURES: Mapping[str, Callable[[Event, Event], float | None]] = {
    "date": _date,
    "place": lambda one, other: _compare_places(one.place, other.place),
    "type": _type,
    "weapons": _sets(lambda event: {each.weapon for each in event.weapons}),
    "actors": _sets(lambda event: {fold(each.name) for each in event.actors}),
    "targets": _sets(lambda event: {each.type for each in event.targets}),
    "killed": lambda one, other: _compare_counts(one.killed, other.killed),
    "injured": lambda one, other: _compare_counts(one.injured, other.injured),
}
