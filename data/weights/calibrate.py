"""Turns values that a person judged into the points of ``confidence.csv``.

usage: python data/weights/calibrate.py JUDGED.csv

JUDGED holds one line per suggested value, with the columns ``field``, ``said`` (the confidence) and ``right`` (1 or 0).
What was said must come from a run with a ``confidence.csv`` of only its first line: nothing is calibrated twice.
Neighbouring confidences are pooled until the share of right values rises with them, and until there are enough of
each; one right and one wrong value are added to each pool, so that none is ever certain.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from incidents.codebook.weights import CONFIDENCE_COLUMNS

HERE = Path(__file__).resolve().parent
LEAST = 10  # values in a pool


@dataclass(frozen=True)
class Pool:
    """*count* values, said to be right with *said* in the mean, *right* of them right."""

    said: float
    right: int
    count: int

    @property
    def share(self) -> float:
        """The share that is right, with one value more on either side."""
        return (self.right + 1) / (self.count + 2)

    def join(self, other: Pool) -> Pool:
        """Both together."""
        count = self.count + other.count
        return Pool((self.said * self.count + other.said * other.count) / count, self.right + other.right, count)


def main(judged: Path) -> None:
    """Write the points of every field in *judged*."""
    with judged.open(encoding="utf-8", newline="") as lines:
        rows = [(row["field"], float(row["said"]), row["right"] == "1") for row in csv.DictReader(lines)]
    with (HERE / "confidence.csv").open("w", encoding="utf-8", newline="") as written:
        out = csv.writer(written, lineterminator="\n")
        out.writerow(CONFIDENCE_COLUMNS)
        for field in sorted({field for field, _, _ in rows}):
            for pool in rise((said, right) for each, said, right in rows if each == field):
                out.writerow([field, f"{pool.said:.3f}", f"{pool.share:.3f}"])


def rise(values: Iterable[tuple[float, bool]]) -> list[Pool]:
    """*values* in pools by what was said, each large enough and none below the one before."""
    pools: list[Pool] = []
    for said, judged in groupby(sorted(values), key=itemgetter(0)):
        rights = [right for _, right in judged]
        pools.append(Pool(said, sum(rights), len(rights)))
        while len(pools) > 1 and _must_join(*pools[-2:]):
            pools[-2:] = [pools[-2].join(pools[-1])]
    if len(pools) > 1 and pools[-1].count < LEAST:
        pools[-2:] = [pools[-2].join(pools[-1])]
    return pools


def _must_join(one: Pool, other: Pool) -> bool:
    return one.count < LEAST or (other.count >= LEAST and other.share < one.share)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
