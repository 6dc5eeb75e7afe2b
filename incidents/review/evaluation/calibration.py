"""Whether a confidence keeps its word: of the values suggested at 0.9, nine in ten should be right.

Looks at events that were found; what a spurious event says has no right or wrong. The error is the expected calibration
error: the mean gap between what the confidences of a bin promise and the share that is right, weighted by values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from incidents.review.evaluation.intervals import Share
from incidents.review.evaluation.judging import JudgedArticle

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
# The key of an event's confidence for each field that is judged.
CONFIDENCE_OF = {"date": "event_date", "perpetrator": "actors"} | {
    field: field
    for field in ("country", "place", "event_type", "sub_event_type", "weapons", "killed", "injured", "claim")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The values with a confidence from *low* to below *high* (or at 1): the mean *promised*, and what was *kept*."""

    low: float
    high: float
    promised: float
    kept: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The bins that hold any value, and the *error*, 0..1; None without any value."""

    bins: tuple[Bin, ...]
    error: float | None


def calibrate(judged: Iterable[JudgedArticle], *, fields: Iterable[str] = tuple(CONFIDENCE_OF)) -> Calibration:
    """How the confidences in *fields* fared."""
    told = list(_values(judged, tuple(fields)))
    bins = tuple(_bin(low, high, inside) for low, high in pairwise(_EDGES) if (inside := _inside(told, low, high)))
    gaps = sum(abs(each.promised * each.kept.of - each.kept.right) for each in bins)
    return Calibration(bins=bins, error=round(gaps / len(told), 3) if told else None)


def _values(judged: Iterable[JudgedArticle], fields: Sequence[str]) -> Iterable[tuple[float, bool]]:
    for judgement in (each for article in judged for each in article.judgements):
        for field in fields:
            right = judgement.right[field]
            confidence = None if judgement.event is None else judgement.event.confidence.get(CONFIDENCE_OF[field])
            if right is not None and confidence is not None:
                yield confidence, right


def _inside(told: Sequence[tuple[float, bool]], low: float, high: float) -> list[tuple[float, bool]]:
    last = _EDGES[-1]
    return [each for each in told if low <= each[0] < high or each[0] == high == last]


def _bin(low: float, high: float, inside: Sequence[tuple[float, bool]]) -> Bin:
    promised = sum(confidence for confidence, _ in inside) / len(inside)
    kept = Share(sum(is_right for _, is_right in inside), len(inside))
    return Bin(low=low, high=high, promised=round(promised, 3), kept=kept)
