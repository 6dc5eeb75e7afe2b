"""Agreement field by field, and on which events there are, each with its 95 % interval and a plain reading.

Intervals are bootstrapped over articles (``evaluation.intervals``): events of one article are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from incidents.codebook.measures import MeasuredField, Measures
from incidents.review.agreement.alignment import AlignedArticle
from incidents.review.agreement.coefficients import ac1, alpha, pairable, prevalent, raw
from incidents.review.agreement.distances import Value
from incidents.review.agreement.values import Orders, value_of
from incidents.review.evaluation.intervals import Interval, percentile, redraw

Judged = Sequence[Sequence[Value]]
ByArticle = Sequence[Judged]
EVENTS, RELEVANCE, HOW_MANY = "events", "relevance", "how_many"
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured *value* and its 95 % *interval*; None where it is not defined."""

    value: float | None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on one *field* over so many *units*, and what that means.

    *prevalent* is the value that was given most often, *share* how often. *is_met* says whether *at_least* is reached,
    None where nothing is asked; *is_few* that there are too few units to say.
    """

    field: str
    metric: str
    units: int
    raw: Figure
    alpha: Figure
    ac1: Figure
    prevalent: Value | None
    share: float | None
    at_least: float | None
    is_met: bool | None
    is_few: bool
    reading: str


def measure_field(
    articles: Sequence[AlignedArticle], field: MeasuredField, measures: Measures, orders: Orders
) -> Agreement:
    """Agreement on *field* over the events that two or more coders found."""
    judged = [[_values(unit, field.name, orders) for unit in article.units] for article in articles]
    measured = _measure(judged, field.name, field.metric, measures, field.at_least)
    return replace(measured, prevalent=_name_code(measured.prevalent, orders.get(field.name, {})))


def measure_relevance(articles: Sequence[AlignedArticle], measures: Measures) -> Agreement:
    """Agreement on whether an article reports any event."""
    judged = [[["any" if count else "none" for count in _counts(article)]] for article in articles]
    return _measure(judged, RELEVANCE, "nominal", measures, None)


def measure_how_many(articles: Sequence[AlignedArticle], measures: Measures) -> Agreement:
    """Agreement on how many events an article reports."""
    return _measure([[_counts(article)] for article in articles], HOW_MANY, "ratio", measures, None)


def measure_events(articles: Sequence[AlignedArticle], measures: Measures) -> Agreement:
    """Agreement on which events there are: of all that two coders found, the share that both did.

    It is twice the events in common over the events of both, for every two coders: positive agreement, as there is no
    number of events that nobody found (Cicchetti and Feinstein, 1990). No chance is taken off it.
    """
    seen = [tuple(map(sum, zip(*pairs, strict=True))) for article in articles if (pairs := list(_shared(article)))]
    value = _positive(seen)
    interval = percentile([each for each in redraw(seen, _positive) if each is not None]) if seen else None
    units = sum(len(article.units) for article in articles)
    is_few = units < measures.least_units
    nothing = Figure(None)
    return Agreement(
        field=EVENTS,
        metric="positive agreement",
        units=units,
        raw=Figure(_rounded(value), interval),
        alpha=nothing,
        ac1=nothing,
        prevalent=None,
        share=None,
        at_least=measures.events_at_least,
        is_met=_is_met(value, measures.events_at_least, is_few=is_few),
        is_few=is_few,
        reading=_read_few(units, measures) if is_few else _name(value, measures),
    )


def _measure(judged: ByArticle, field: str, metric: str, measures: Measures, at_least: float | None) -> Agreement:
    units = [unit for article in judged for unit in article if len(unit) > 1]
    by_article = [kept for article in judged if (kept := pairable(article))]
    most = prevalent(units)
    of_alpha, of_ac1 = _figure(by_article, partial(alpha, metric=metric)), _figure(by_article, ac1)
    is_rare = most is not None and most[1] >= measures.prevalent_from
    is_few = len(units) < measures.least_units
    judging = of_ac1.value if is_rare and of_ac1.value is not None else of_alpha.value
    return Agreement(
        field=field,
        metric=metric,
        units=len(units),
        raw=_figure(by_article, raw),
        alpha=of_alpha,
        ac1=of_ac1,
        prevalent=None if most is None else most[0],
        share=None if most is None else _rounded(most[1]),
        at_least=at_least,
        is_met=_is_met(judging, at_least, is_few=is_few),
        is_few=is_few,
        reading=_read_few(len(units), measures) if is_few else _read(of_alpha.value, of_ac1.value, most, measures),
    )


def _values(unit: Iterable[object], field: str, orders: Orders) -> list[Value]:
    told = (value_of(field, event, orders) for event in unit if event is not None)  # type: ignore[arg-type]
    return [value for value in told if value is not None]


def _name_code(value: Value | None, numbers: Mapping[str, float]) -> Value | None:
    """The code that *value* stands for in its order, the first of several; *value* itself where codes have none."""
    return next((code for code, number in numbers.items() if number == value), value)


def _counts(article: AlignedArticle) -> list[int]:
    return [sum(unit[place] is not None for unit in article.units) for place in range(len(article.coders))]


def _shared(article: AlignedArticle) -> Iterable[tuple[int, int]]:
    """For every two coders: events in common, and events of both together."""
    for one, other in combinations(range(len(article.coders)), 2):
        found = [(unit[one] is not None, unit[other] is not None) for unit in article.units]
        yield sum(mine and theirs for mine, theirs in found), sum(mine + theirs for mine, theirs in found)


def _positive(counts: Sequence[tuple[int, ...]]) -> float | None:
    both, all_ = sum(each[0] for each in counts), sum(each[1] for each in counts)
    return 2 * both / all_ if all_ else None


def _figure(by_article: ByArticle, measure: Callable[[Judged], float | None]) -> Figure:
    def of(drawn: Sequence[Judged]) -> float | None:
        return measure([unit for article in drawn for unit in article])

    value = of(by_article)
    if value is None:
        return Figure(None)
    drawn = [each for each in redraw(by_article, of) if each is not None]
    return Figure(_rounded(value), percentile(drawn) if drawn else None)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _is_met(value: float | None, at_least: float | None, *, is_few: bool) -> bool | None:
    if at_least is None:
        return None
    return not is_few and value is not None and round(value, _DIGITS) >= at_least


def _read_few(units: int, measures: Measures) -> str:
    return f"too few to judge: {units} of {measures.least_units}"


def _read(of_alpha: float | None, of_ac1: float | None, most: tuple[Value, float] | None, measures: Measures) -> str:
    if most is not None and most[1] == 1:
        return "everybody gave one value: nothing was put to the test"
    if most is not None and most[1] >= measures.prevalent_from:
        return f"rare code, alpha misleads; by AC1 {_name(of_ac1, measures)}"
    return _name(of_alpha, measures)


def _name(value: float | None, measures: Measures) -> str:
    if value is None:
        return "cannot be said"
    if value >= measures.good_from:
        return "good"
    return "tentative" if value >= _TENTATIVE else "low"


_TENTATIVE = 0.667  # below, Krippendorff draws no conclusions (Content Analysis, 4th edition, chapter 12)
