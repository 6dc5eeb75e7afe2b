"""What was learned from the verdicts of one project, as plain numbers: how sure to be, and of which type an event is.

Needs no library to be used. Learns nothing (``learning``) and changes no suggestion (``coder.learned``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp
from typing import Any

FORM = 1  # of the document


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Points (stated confidence, share that held), both rising, from 0..1 to 0..1; between them it goes straight."""

    points: tuple[tuple[float, float], ...]

    def __call__(self, confidence: float) -> float:
        """How often values with this *confidence* held."""
        after = bisect_right([point[0] for point in self.points], confidence)
        if after in {0, len(self.points)}:
            return self.points[min(after, len(self.points) - 1)][1]
        (left, low), (right, high) = self.points[after - 1], self.points[after]
        return low + (high - low) * (confidence - left) / (right - left)


@dataclass(frozen=True, slots=True)
class TypeModel:
    """A multinomial logistic model: for each of *types* an offset, and for each feature a weight per type."""

    types: tuple[str, ...]
    offsets: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def __call__(self, features: Iterable[str]) -> Mapping[str, float]:
        """The probability of each type for an event of these *features*; unknown ones say nothing."""
        sums = list(self.offsets)
        for feature in sorted(set(features) & self.weights.keys()):
            sums = [total + weight for total, weight in zip(sums, self.weights[feature], strict=True)]
        powers = [exp(total - max(sums)) for total in sums]
        return {name: power / sum(powers) for name, power in zip(self.types, powers, strict=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Calibrators by field, and a model of the sub-event type, None when none helps."""

    calibrators: Mapping[str, Calibrator] = field(default_factory=dict)
    types: TypeModel | None = None


def write_learned(learned: Learned) -> dict[str, Any]:
    """*learned* as JSON types."""
    types = learned.types
    return {
        "incidents_model": FORM,
        "calibrators": {name: [list(point) for point in each.points] for name, each in learned.calibrators.items()},
        "types": None
        if types is None
        else {
            "types": list(types.types),
            "offsets": list(types.offsets),
            "weights": {feature: list(row) for feature, row in types.weights.items()},
        },
    }


def read_learned(document: Mapping[str, Any]) -> Learned:
    """What *document* holds. Raises ValueError, TypeError or KeyError for what ``write_learned`` did not write."""
    if document["incidents_model"] != FORM:
        raise ValueError(f"of another form ({document['incidents_model']})")
    calibrators = {name: _read_calibrator(points) for name, points in document["calibrators"].items()}
    types = document["types"]
    return Learned(calibrators=calibrators, types=None if types is None else _read_types(types))


def _read_calibrator(points: Iterable[Iterable[float]]) -> Calibrator:
    pairs = tuple((float(stated), float(held)) for stated, held in points)
    rises = all(one[0] < other[0] for one, other in pairwise(pairs))
    if not pairs or not rises or not all(0 <= number <= 1 for pair in pairs for number in pair):
        raise ValueError("a calibrator's points must rise between 0 and 1")
    return Calibrator(pairs)


def _read_types(document: Mapping[str, Any]) -> TypeModel:
    types = tuple(map(str, document["types"]))
    weights = {str(name): tuple(map(float, row)) for name, row in document["weights"].items()}
    offsets = tuple(map(float, document["offsets"]))
    if not types or any(len(row) != len(types) for row in (offsets, *weights.values())):
        raise ValueError("a weight is needed for every type")
    return TypeModel(types, offsets, weights)
