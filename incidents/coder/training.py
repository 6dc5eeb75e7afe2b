"""Training: small models fitted on a project's own verdicts, and whether they help. Needs scikit-learn.

What is learned is plain numbers (``domain.learned``), used without that library. A confidence is calibrated by
isotonic regression
where there are enough examples, else by Platt's logistic curve (J. Platt, 1999). Whether something helps is measured by
cross-validation; the events of one article always stay together, because they are too alike to test one by the other.

"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from incidents.domain.learned import Calibrator, Learned, TypeModel
from incidents.domain.suggestions import REJECTED, Verdict
from incidents.domain.text import count_of
from incidents.errors import BadUsage, CheckFailed
from incidents.review.statistics import Interval, bootstrap

Held = tuple[float, bool]  # a confidence, and whether the value was kept
_STEPS = 200  # examples, from which on the shape of the line is left to them
_GRID = 20


def fit_calibrator(examples: Sequence[Held]) -> Calibrator:
    """The calibrator of *examples*, which must hold both values that stood and such that did not."""
    return _isotonic(examples) if len(examples) >= _STEPS else _platt(examples)


def _isotonic(examples: Sequence[Held]) -> Calibrator:
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415

    line = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    line.fit([stated for stated, _ in examples], [float(held) for _, held in examples])
    pairs = zip(line.X_thresholds_, line.y_thresholds_, strict=True)
    return Calibrator(tuple((round(float(stated), 4), round(float(held), 4)) for stated, held in pairs))


def _platt(examples: Sequence[Held]) -> Calibrator:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    curve = LogisticRegression(C=1.0)
    curve.fit([[stated] for stated, _ in examples], [held for _, held in examples])
    grid = [step / _GRID for step in range(_GRID + 1)]
    held = curve.predict_proba([[stated] for stated in grid])[:, 1]
    return Calibrator(tuple((stated, round(float(share), 4)) for stated, share in zip(grid, held, strict=True)))


Typed = tuple[tuple[str, ...], str]  # the features of an event, and its type as it was stored
_STRENGTH = 1.0  # the inverse of how strongly weights are drawn towards zero


def fit_types(examples: Sequence[Typed]) -> TypeModel:
    """The model of *examples*, which must hold two types at least."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    columns = DictVectorizer()
    table = columns.fit_transform([dict.fromkeys(features, 1.0) for features, _ in examples])
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(table, [name for _, name in examples])
    rows, offsets = model.coef_.tolist(), model.intercept_.tolist()
    if len(rows) == 1:  # of two types the library weighs only the second
        rows, offsets = [[0.0] * len(rows[0]), rows[0]], [0.0, offsets[0]]
    named = columns.get_feature_names_out()
    weights = {str(name): tuple(round(row[at], 5) for row in rows) for at, name in enumerate(named)}
    return TypeModel(tuple(map(str, model.classes_)), tuple(round(each, 5) for each in offsets), weights)


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


FEWEST = 40  # verdicts
FEWEST_ARTICLES = 2 * FOLDS
FEWEST_OF_EACH = 8  # values that stood and values that did not; events of a type
TYPE = "sub-event type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """What was *learned*, and the gain of every part that was tried."""

    learned: Learned
    gains: tuple[Gain, ...]


def train(verdicts: Sequence[Verdict]) -> Training:
    """What *verdicts* teach. Raises CheckFailed when they are too few, BadUsage without scikit-learn."""
    decided = [verdict for verdict in verdicts if verdict.decision != REJECTED]
    _refuse_too_few(decided)
    _need_library()
    gains: list[Gain] = []
    calibrators = {field: line for field in _fields(decided) if (line := _calibrate(field, decided, gains)) is not None}
    types = _learn_types(decided, gains)
    if not gains:
        raise CheckFailed(
            f"{len(decided)} verdicts are enough, but they hold too few corrections to learn from",
            mend=f"of a field, {FEWEST_OF_EACH} values that stood and as many that did not are needed",
        )
    return Training(learned=Learned(calibrators=calibrators, types=types), gains=tuple(gains))


def _refuse_too_few(decided: Sequence[Verdict]) -> None:
    articles = len({verdict.article for verdict in decided})
    if len(decided) < FEWEST or articles < FEWEST_ARTICLES:
        raise CheckFailed(
            f"too few to learn from: {count_of(len(decided), 'accepted or corrected suggestion')} of"
            f" {count_of(articles, 'article')}",
            mend=f"it takes {FEWEST} of {FEWEST_ARTICLES} articles at least: go on coding, incidents code ARTICLES",
        )


def _need_library() -> None:
    try:
        import sklearn  # noqa: F401, PLC0415
    except ImportError:
        raise BadUsage("learning needs scikit-learn", mend="pip install 'incidents[learn]'") from None


def _fields(decided: Sequence[Verdict]) -> list[str]:
    return sorted({field for verdict in decided for field in verdict.confidence})


def _calibrate(field: str, decided: Sequence[Verdict], gains: list[Gain]) -> Calibrator | None:
    examples = [
        (verdict.article, (verdict.confidence[field], field in verdict.kept))
        for verdict in decided
        if field in verdict.confidence
    ]
    counted = Counter(held for _, (_, held) in examples)
    if min(counted[True], counted[False]) < FEWEST_OF_EACH:
        return None
    gain = validate(f"confidence of {field}", examples, fit=_fit_both, score=_honesty, score_by=_honesty_by)
    gains.append(gain)
    return fit_calibrator([example for _, example in examples]) if gain.helps else None


def _fit_both(examples: Sequence[Held]) -> Calibrator:
    if len({held for _, held in examples}) < len((True, False)):
        raise ValueError("only one kind of example")
    return fit_calibrator(examples)


def _honesty(example: Held) -> float:
    """One less the squared error of the confidence, Brier's score turned round."""
    stated, held = example
    return 1.0 - (stated - held) ** 2


def _honesty_by(line: Calibrator, example: Held) -> float:
    return _honesty((line(example[0]), example[1]))


def _learn_types(decided: Sequence[Verdict], gains: list[Gain]) -> TypeModel | None:
    counted = Counter(verdict.final_type for verdict in decided)
    examples = list(_typed(decided, {name for name, count in counted.items() if name and count >= FEWEST_OF_EACH}))
    if len({name for _, (_, name) in examples}) < len(("one", "other")):
        return None
    gain = validate(TYPE, examples, fit=fit_types, score=_is_rule_right, score_by=_is_model_right)
    gains.append(gain)
    return fit_types([example for _, example in examples]) if gain.helps else None


def _typed(decided: Sequence[Verdict], names: set[str]) -> Iterator[tuple[str, Typed]]:
    for verdict in decided:
        if verdict.final_type is not None and verdict.final_type in names:
            yield verdict.article, (verdict.features, verdict.final_type)


def _is_rule_right(example: Typed) -> float:
    features, name = example
    return float(f"type:{name}" in features)


def _is_model_right(model: TypeModel, example: Typed) -> float:
    features, name = example
    likely = model(features)
    return float(max(likely, key=lambda each: likely[each]) == name)
