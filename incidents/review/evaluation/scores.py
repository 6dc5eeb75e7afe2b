"""How good a coding is, in shares: events found, values right, irrelevant articles left alone.

A missed event is wrong in every field. Says nothing of single events: ``misses`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.review.evaluation.fields import FIELDS
from incidents.review.evaluation.intervals import Interval, Share, bootstrap
from incidents.review.evaluation.judging import JudgedArticle, Judgement

_Counts = tuple[int, int, int]  # of one article: matched, suggested, coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The measures. *main* and *every* are shares by field, of main events and of all.

    *f1* is None without any event; *absent* counts articles that the judged coding does not have.
    """

    articles: int
    absent: int
    precision: Share
    recall: Share
    f1: float | None
    f1_interval: Interval | None
    main_recall: Share
    left_alone: Share
    main: Mapping[str, Share]
    every: Mapping[str, Share]

    @property
    def main_mean(self) -> float:
        """The mean of the main events' shares over all fields; a field that nothing compares counts as 0."""
        return round(sum(share.rate or 0.0 for share in self.main.values()) / len(FIELDS), 3)


def score(judged: Sequence[JudgedArticle]) -> Scores:
    """The measures of *judged*."""
    judgements = [judgement for article in judged for judgement in article.judgements]
    main = [judgement for judgement in judgements if judgement.is_main]
    irrelevant = [article for article in judged if not article.judgements]
    counts = [(article.matched, article.suggested, len(article.judgements)) for article in judged]
    matched, suggested, coded = _add_up(counts)
    has_events = suggested > 0 and coded > 0
    return Scores(
        articles=len(judged),
        absent=sum(article.is_absent for article in judged),
        precision=Share(matched, suggested),
        recall=Share(matched, coded),
        f1=_f1(counts) if has_events else None,
        f1_interval=bootstrap(counts, _f1) if has_events else None,
        main_recall=Share(sum(judgement.event is not None for judgement in main), len(main)),
        left_alone=Share(sum(not article.spurious for article in irrelevant), len(irrelevant)),
        main=_shares(main),
        every=_shares(judgements),
    )


def _add_up(counts: Sequence[_Counts]) -> _Counts:
    return sum(each[0] for each in counts), sum(each[1] for each in counts), sum(each[2] for each in counts)


def _f1(counts: Sequence[_Counts]) -> float:
    """The harmonic mean of the rounded precision and recall."""
    matched, suggested, coded = _add_up(counts)
    precision, recall = Share(matched, suggested).rate, Share(matched, coded).rate
    return round(2 * precision * recall / (precision + recall), 3) if precision and recall else 0.0


def _shares(judgements: Iterable[Judgement]) -> Mapping[str, Share]:
    told = [judgement.right for judgement in judgements]
    compared = {field: [right[field] for right in told if right[field] is not None] for field in FIELDS}
    return {field: Share(sum(map(bool, values)), len(values)) for field, values in compared.items()}
