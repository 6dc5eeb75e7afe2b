"""How often a stated confidence held, as a rising line through a project's own verdicts.

Isotonic regression where there is enough to see its steps, else Platt's logistic curve (J. Platt, 1999), which has two
numbers only.
"""

from __future__ import annotations

from collections.abc import Sequence

from incidents.domain.learned import Calibrator

Held = tuple[float, bool]  # a confidence, and whether the value was kept
_STEPS = 200  # examples, from which on the shape of the line is left to them
_GRID = 20


def fit_calibrator(examples: Sequence[Held]) -> Calibrator:
    """The calibrator of *examples*, which must hold both values that stood and such that did not."""
    return _isotonic(examples) if len(examples) >= _STEPS else _platt(examples)


def _isotonic(examples: Sequence[Held]) -> Calibrator:
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415 - an extra, and slow to load

    line = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    line.fit([stated for stated, _ in examples], [float(held) for _, held in examples])
    pairs = zip(line.X_thresholds_, line.y_thresholds_, strict=True)
    return Calibrator(tuple((round(float(stated), 4), round(float(held), 4)) for stated, held in pairs))


def _platt(examples: Sequence[Held]) -> Calibrator:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - an extra, and slow to load

    curve = LogisticRegression(C=1.0)
    curve.fit([[stated] for stated, _ in examples], [held for _, held in examples])
    grid = [step / _GRID for step in range(_GRID + 1)]
    held = curve.predict_proba([[stated] for stated in grid])[:, 1]
    return Calibrator(tuple((stated, round(float(share), 4)) for stated, share in zip(grid, held, strict=True)))
