"""A model of the sub-event type on a project's own codings: multinomial logistic regression over features."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.domain.learned import TypeModel

Typed = tuple[tuple[str, ...], str]  # the features of an event, and its type as it was stored
_STRENGTH = 1.0  # the inverse of how strongly weights are drawn towards zero


def fit_types(examples: Sequence[Typed]) -> TypeModel:
    """The model of *examples*, which must hold two types at least."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - an extra, and slow to load
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
