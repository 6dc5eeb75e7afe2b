"""Weights of named features and measured confidences, read from ``data/weights/``, and the probabilities they give.

The programs that fit them on articles coded by hand stand beside the files. The coder looks for the features.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from incidents.codebook.files import read_rows
from incidents.errors import BadCodebook
from incidents.resources import DATA

COLUMNS = ("feature", "weight")
CONFIDENCE_COLUMNS = ("field", "said", "right")
BIAS = "bias"

Features = Mapping[str, float]
"""What is known of a case, by name: 1 for yes, 0 for no, or a share."""

Points = Sequence[tuple[float, float]]
"""Pairs of a confidence that the coder gave and the share that was right, in order."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A yes-or-no question: *by_feature* says how much each feature speaks for yes; ``bias`` is the intercept."""

    by_feature: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """Return how likely the answer is yes (0..1); a feature without a weight does not count."""
        return 1 / (1 + math.exp(-self.score(features)))

    def score(self, features: Features) -> float:
        """Return the sum of all features by weight, above 0 if yes is likelier."""
        weights = self.by_feature
        return weights[BIAS] + sum(weights[name] * value for name, value in features.items() if name in weights)

    def choose(self, options: Sequence[Features]) -> list[float]:
        """Return how likely each of several options is the right one (0..1), if exactly one of them is."""
        scores = [self.score(features) for features in options]
        powers = [math.exp(score - max(scores)) for score in scores]
        return [power / sum(powers) for power in powers]


@cache
def load_weights(name: str) -> Weights:
    """Read ``data/weights/NAME.csv``. Raises BadCodebook, naming the line that cannot be used."""
    path = DATA / "weights" / f"{name}.csv"
    rows = read_rows(path, COLUMNS)
    weights = {row["feature"]: _read_number(row["weight"], f"{where}: weight") for where, row in rows}
    if BIAS not in weights:
        raise BadCodebook(f"{path.name}: there must be a row {BIAS!r}")
    return Weights(weights)


def calibrate(field: str, said: float) -> float:
    """Return the share of values of *field* that are right if the coder gave the confidence *said* (both 0..1).

    Between two measured points it is interpolated, beyond them it stays level. A field that was not measured keeps
    what was said; so does 0, which stands for no value at all.
    """
    points = load_calibration().get(field, ())
    if not points or said == 0:
        return said
    after = bisect_left(points, (said, 0.0))
    if after in {0, len(points)}:
        return points[min(after, len(points) - 1)][1]
    (low, below), (high, above) = points[after - 1], points[after]
    return below + (above - below) * (said - low) / (high - low)


@cache
def load_calibration() -> Mapping[str, Points]:
    """Read the measured points of each field. Raises BadCodebook, naming the line that cannot be used."""
    points: dict[str, list[tuple[float, float]]] = {}
    for where, row in read_rows(DATA / "weights" / "confidence.csv", CONFIDENCE_COLUMNS):
        said, right = (_read_number(row[column], f"{where}: {column}") for column in ("said", "right"))
        if not (0 <= said <= 1 and 0 <= right <= 1):
            raise BadCodebook(f"{where}: said and right must be numbers from 0 to 1")
        points.setdefault(row["field"], []).append((said, right))
    return {field: sorted(found) for field, found in points.items()}


def _read_number(text: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadCodebook(f"{where}: must be a number (got {text!r})")
    return number
