"""Two codings judged by the same answer key, event by event: what one has right and the other has not.

Paired, so that a small difference shows that two separate intervals would hide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from incidents.review.evaluation.fields import FIELDS
from incidents.review.evaluation.intervals import Interval, bootstrap, mcnemar
from incidents.review.evaluation.judging import JudgedArticle, Judgement

FOUND = "found"
Pair = tuple[Judgement, Judgement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field, or ``found`` for the events themselves, over *of* coded events.

    *better* and *worse* name the events ("article event 1") that only the first, or only the other coding has right.
    *gain* is the difference of the two shares, with its 95 % *interval* by bootstrap over articles; *chance* the exact
    McNemar probability of such a difference between two codings that are equally good.
    """

    field: str
    of: int
    better: tuple[str, ...]
    worse: tuple[str, ...]
    gain: float
    interval: Interval
    chance: float


def compare(judged: Sequence[JudgedArticle], others: Sequence[JudgedArticle]) -> tuple[Difference, ...]:
    """How *judged* differs from *others*, both by the same key; no row for a field that nothing compares."""
    articles = [
        tuple(zip(one.judgements, other.judgements, strict=True)) for one, other in zip(judged, others, strict=True)
    ]
    rows = (_compare(field, articles) for field in (FOUND, *FIELDS))
    return tuple(row for row in rows if row is not None)


def _compare(field: str, articles: Sequence[Sequence[Pair]]) -> Difference | None:
    told = [[pair for pair in pairs if _is_right(field, pair[0]) is not None] for pairs in articles]
    pairs = [pair for article in told for pair in article]
    if not pairs:
        return None
    better, worse = _names(field, pairs, is_first=True), _names(field, pairs, is_first=False)
    counts = [_count(field, article) for article in told if article]
    return Difference(
        field=field,
        of=len(pairs),
        better=better,
        worse=worse,
        gain=round((len(better) - len(worse)) / len(pairs), 3),
        interval=bootstrap(counts, _gain),
        chance=mcnemar(len(better), len(worse)),
    )


def _is_right(field: str, judgement: Judgement) -> bool | None:
    return judgement.event is not None if field == FOUND else judgement.right[field]


def _names(field: str, pairs: Sequence[Pair], *, is_first: bool) -> tuple[str, ...]:
    """The events that only one of the two has right."""
    wanted = (True, False) if is_first else (False, True)
    right: Callable[[Judgement], bool | None] = partial(_is_right, field)
    return tuple(
        f"{one.article} event {one.number + 1}" for one, other in pairs if (right(one), right(other)) == wanted
    )


def _count(field: str, pairs: Sequence[Pair]) -> tuple[int, int]:
    """The surplus of the first coding in one article, and its events."""
    return sum(bool(_is_right(field, one)) - bool(_is_right(field, other)) for one, other in pairs), len(pairs)


def _gain(counts: Sequence[tuple[int, int]]) -> float:
    return sum(surplus for surplus, _ in counts) / sum(of for _, of in counts)
