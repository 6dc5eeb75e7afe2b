"""How often values of a confidence were right: what a finder says of itself, turned into a share that was measured.

Holds no figure: they are in ``data/weights/confidence.csv``. Does not judge a value.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from incidents.errors import BadCodebook
from incidents.resources import DATA

COLUMNS = ("field", "said", "right")
Knots = Sequence[tuple[float, float]]
"""Pairs of what was said and the share that was right, by what was said."""


def calibrate(field: str, said: float) -> float:
    """The share of values of *field* that are right where the finder *said* so (both 0..1).

    Between two measured points it is drawn straight, beyond them it stays level. A field that was not measured keeps
    what was said; so does 0, which stands for no value at all.
    """
    knots = load_calibration().get(field, ())
    if not knots or said == 0:
        return said
    after = bisect_left(knots, (said, 0.0))
    if after in {0, len(knots)}:
        return knots[min(after, len(knots) - 1)][1]
    (low, below), (high, above) = knots[after - 1], knots[after]
    return below + (above - below) * (said - low) / (high - low)


@lru_cache(maxsize=1)
def load_calibration() -> Mapping[str, Knots]:
    """The measured points of each field; BadCodebook names the line that cannot be used."""
    path = DATA / "weights" / "confidence.csv"
    try:
        reader = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as fault:
        raise BadCodebook(f"{path.name}: cannot be read: {fault}") from None
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadCodebook(f"{path.name}: line 1: the columns must be {', '.join(COLUMNS)}")
    knots: dict[str, list[tuple[float, float]]] = {}
    for row in reader:
        point = _read_point(row, f"{path.name}: line {reader.line_num}")
        knots.setdefault(row["field"], []).append(point)
    return {field: sorted(points) for field, points in knots.items()}


def _read_point(row: Mapping[str, str | None], where: str) -> tuple[float, float]:
    try:
        said, right = float(row["said"] or ""), float(row["right"] or "")
    except ValueError:
        raise BadCodebook(f"{where}: said and right must be numbers from 0 to 1") from None
    if not (0 <= said <= 1 and 0 <= right <= 1):
        raise BadCodebook(f"{where}: said and right must be numbers from 0 to 1")
    return said, right
