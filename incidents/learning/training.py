"""From verdicts to what was learned: each part is fitted where there is enough of it, and kept where it helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.domain.learned import Calibrator, Learned, TypeModel
from incidents.domain.shown import count_of
from incidents.domain.verdict import REJECTED, Verdict
from incidents.errors import BadUsage, CheckFailed
from incidents.learning.calibrators import Held, fit_calibrator
from incidents.learning.types import Typed, fit_types
from incidents.learning.validation import FOLDS, Gain, validate

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
        import sklearn  # noqa: F401, PLC0415 - an extra, and slow to load
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
