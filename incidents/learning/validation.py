"""Whether something learned helps, by cross-validation: fitted on some articles, measured on others.

Articles are never parted: two events of one text are too alike to test one by the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from incidents.review.evaluation.intervals import Interval, bootstrap

Example = TypeVar("Example")
Fitted = TypeVar("Fitted")
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What learning one *part* brings on articles it has not seen: *before* and *after*, from 0 (bad) to 1 (good).

    *interval* is the 95 % interval of the gain by bootstrap over *examples*; it *helps* when all of it is above zero.
    """

    part: str
    examples: int
    before: float
    after: float
    interval: Interval

    @property
    def gain(self) -> float:
        """How much is gained."""
        return round(self.after - self.before, 3)

    @property
    def helps(self) -> bool:
        """Whether more than chance speaks for it."""
        return self.interval.low > 0


def validate(
    part: str,
    examples: Sequence[tuple[str, Example]],
    *,
    fit: Callable[[Sequence[Example]], Fitted],
    score: Callable[[Example], float],
    score_by: Callable[[Fitted, Example], float],
) -> Gain:
    """The gain of *fit* over what stands, by *score* without and *score_by* with it.

    *examples* come with the article that they are of. A fold that *fit* refuses with ValueError gains nothing.
    """
    pairs = [pair for fold in range(FOLDS) for pair in _measure(fold, examples, fit, score, score_by)]
    count = len(pairs)
    return Gain(
        part=part,
        examples=count,
        before=round(sum(before for before, _ in pairs) / count, 3),
        after=round(sum(after for _, after in pairs) / count, 3),
        interval=bootstrap([after - before for before, after in pairs], _mean),
    )


def _measure(
    fold: int,
    examples: Sequence[tuple[str, Example]],
    fit: Callable[[Sequence[Example]], Fitted],
    score: Callable[[Example], float],
    score_by: Callable[[Fitted, Example], float],
) -> Iterator[tuple[float, float]]:
    articles = {article: number % FOLDS for number, article in enumerate(sorted({name for name, _ in examples}))}
    seen = [example for article, example in examples if articles[article] != fold]
    unseen = [example for article, example in examples if articles[article] == fold]
    try:
        fitted = fit(seen)
    except ValueError:
        yield from ((score(example), score(example)) for example in unseen)
        return
    yield from ((score(example), score_by(fitted, example)) for example in unseen)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
