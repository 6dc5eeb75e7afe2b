"""An evaluation as JSON types: the measures, the calibration, the misses, the comparison. Computes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from incidents.review.evaluation.calibration import Bin, Calibration
from incidents.review.evaluation.comparison import Difference
from incidents.review.evaluation.intervals import Interval, Share
from incidents.review.evaluation.misses import Miss
from incidents.review.evaluation.scores import Scores

Document = dict[str, Any]


def write_scores(scores: Scores, calibration: Calibration) -> Document:
    """The measures: every share as its rate, its counts and the ends of its 95 % interval."""
    return {
        "articles": scores.articles,
        "absent": scores.absent,
        "events": {
            "precision": _share(scores.precision),
            "recall": _share(scores.recall),
            "f1": {"rate": scores.f1, **_ends(scores.f1_interval)},
        },
        "main_recall": _share(scores.main_recall),
        "irrelevant_left_alone": _share(scores.left_alone),
        "main_fields": {field: _share(share) for field, share in scores.main.items()},
        "main_mean": scores.main_mean,
        "all_fields": {field: _share(share) for field, share in scores.every.items()},
        "calibration": {"error": calibration.error, "bins": [_bin(each) for each in calibration.bins]},
    }


def write_misses(misses: Sequence[Miss]) -> list[Document]:
    """The misses, in order."""
    return [asdict(miss) for miss in misses]


def write_comparison(differences: Sequence[Difference]) -> list[Document]:
    """The differences, by field."""
    return [asdict(each) | {"interval": _ends(each.interval)} for each in differences]


def rates(scores: Scores) -> Mapping[str, float | None]:
    """Every measure by the name under which a threshold may be set for it."""
    return {
        "precision": scores.precision.rate,
        "recall": scores.recall.rate,
        "f1": scores.f1,
        "main_recall": scores.main_recall.rate,
        "irrelevant": scores.left_alone.rate,
        "mean": scores.main_mean,
        **{field: share.rate for field, share in scores.main.items()},
    }


def _share(share: Share) -> Document:
    return {"rate": share.rate, "right": share.right, "of": share.of, **_ends(share.interval)}


def _bin(each: Bin) -> Document:
    return {"from": each.low, "to": each.high, "promised": each.promised, **_share(each.kept)}


def _ends(interval: Interval | None) -> Document:
    return {"low": None, "high": None} if interval is None else interval._asdict()
