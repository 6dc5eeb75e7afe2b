"""Weights of named features, fitted on articles coded by hand, and the probability that they add up to.

Holds no weight: they are in ``data/weights``, with the program that fits them. Does not look for the features.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from incidents.errors import BadCodebook
from incidents.resources import DATA

COLUMNS = ("feature", "weight")
BIAS = "bias"

Features = Mapping[str, float]
"""What is known of a case, by name: 1 for yes, 0 for no, or a share."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A question with two answers: *by_feature* says how much each feature speaks for yes; ``bias`` is what is left."""

    by_feature: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """How likely the answer is yes (0..1); a feature without a weight does not count."""
        return 1 / (1 + math.exp(-self.score(features)))

    def score(self, features: Features) -> float:
        """What all features add up to, above 0 when yes is likelier."""
        weights = self.by_feature
        return weights[BIAS] + sum(weights[name] * value for name, value in features.items() if name in weights)

    def choose(self, options: Sequence[Features]) -> list[float]:
        """How likely each of several options is the right one (0..1), if exactly one of them is."""
        scores = [self.score(features) for features in options]
        powers = [math.exp(score - max(scores)) for score in scores]
        return [power / sum(powers) for power in powers]


@lru_cache(maxsize=8)
def load_weights(name: str) -> Weights:
    """The weights in ``data/weights/NAME.csv``; BadCodebook names the line that cannot be used."""
    path = DATA / "weights" / f"{name}.csv"
    try:
        reader = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as fault:
        raise BadCodebook(f"{path.name}: cannot be read: {fault}") from None
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadCodebook(f"{path.name}: line 1: the columns must be {', '.join(COLUMNS)}")
    weights = {row["feature"]: _read_weight(row, f"{path.name}: line {reader.line_num}") for row in reader}
    if BIAS not in weights:
        raise BadCodebook(f"{path.name}: there must be a row {BIAS!r}")
    return Weights(weights)


def _read_weight(row: Mapping[str, str | None], where: str) -> float:
    written = row["weight"] or ""
    try:
        weight = float(written)
    except ValueError:
        raise BadCodebook(f"{where}: weight: must be a number (got {written!r})") from None
    if not math.isfinite(weight):
        raise BadCodebook(f"{where}: weight: must be a number (got {written!r})")
    return weight
