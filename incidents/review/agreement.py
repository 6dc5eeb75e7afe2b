"""Agreement of people who coded the same articles: on which events there are, and on the value of each field.

Each figure has a 95 % interval and a plain reading. Intervals are bootstrapped over articles, because events of one
article are not independent. Events of two coders are matched as in an evaluation (``event_matching``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from incidents.codebook.names import fold
from incidents.codebook.policies import NOMINAL, RATIO, MeasuredField, Measures
from incidents.domain.events import Event, overall_status
from incidents.review.answer_keys import Answer, Coding, answer_of, perpetrators_of
from incidents.review.event_matching import match
from incidents.review.statistics import (
    Interval,
    Units,
    Value,
    ac1,
    alpha,
    pairable,
    percentile,
    prevalent,
    raw_agreement,
    resample,
)

EVENTS, RELEVANCE, HOW_MANY = "events", "relevance", "how_many"
UNKNOWN = "-"
Orders = Mapping[str, Mapping[str, float]]  # by field, the number that orders each of its codes
Unit = tuple[Event | None, ...]
_DIGITS = 3
_TENTATIVE = 0.667  # below, Krippendorff draws no conclusions (Content Analysis, 4th edition, chapter 12)


@dataclass(frozen=True, slots=True)
class AlignedArticle:
    """An article that several people coded, with their events side by side.

    Each unit is one event that anybody found: what each of *coders* made of it, None for a coder who has no such event.
    """

    article: str
    coders: tuple[str, ...]
    units: tuple[Unit, ...]


def align(article: str, codings: Mapping[str, Sequence[Answer]]) -> AlignedArticle:
    """Align the events of one article; *codings* are its events by coder, in an order that stays the same."""
    units: list[list[Event | None]] = []
    for place, answers in enumerate(codings.values()):
        known = [answer_of(next(event for event in unit if event is not None)) for unit in units]
        found = match(known, [answer.event for answer in answers])
        taken = set(found.values())
        for number, unit in enumerate(units):
            unit.append(answers[found[number]].event if number in found else None)
        new = [answer.event for position, answer in enumerate(answers) if position not in taken]
        units.extend([*[None] * place, event] for event in new)
    return AlignedArticle(article, tuple(codings), tuple(map(tuple, units)))


def align_codings(one: Coding, other: Coding, *, names: tuple[str, str]) -> tuple[AlignedArticle, ...]:
    """Align every article that both codings have, in the order of the first."""
    both = [article for article in one if article in other]
    return tuple(align(article, dict(zip(names, (one[article], other[article]), strict=True))) for article in both)


@dataclass(frozen=True, slots=True)
class Figure:
    """A *value* and its 95 % *interval*; None where it is not defined."""

    value: float | None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on one *field* over a number of *units*, and what that means.

    *prevalent* is the value given most often, *share* how often. *is_met* says whether the threshold *at_least* is
    reached, None without a threshold; *is_few* whether there are too few units to say.
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
    """Measure agreement on *field* over the events that two or more coders found."""
    judged = [[_values(unit, field.name, orders) for unit in article.units] for article in articles]
    measured = _measure(judged, field.name, field.metric, measures, field.at_least)
    order = orders.get(field.name, {})
    code = next((code for code, number in order.items() if number == measured.prevalent), measured.prevalent)
    return replace(measured, prevalent=code)


def measure_relevance(articles: Sequence[AlignedArticle], measures: Measures) -> Agreement:
    """Measure agreement on whether an article reports any event."""
    judged = [[["any" if count else "none" for count in _counts(article)]] for article in articles]
    return _measure(judged, RELEVANCE, NOMINAL, measures, None)


def measure_how_many(articles: Sequence[AlignedArticle], measures: Measures) -> Agreement:
    """Measure agreement on how many events an article reports."""
    return _measure([[_counts(article)] for article in articles], HOW_MANY, RATIO, measures, None)


def measure_events(articles: Sequence[AlignedArticle], measures: Measures) -> Agreement:
    """Measure agreement on which events there are: of all that two coders found, the share that both did.

    This is positive agreement: twice the events in common over the events of both, for every two coders, as there is no
    number of events that nobody found (Cicchetti and Feinstein, 1990). It is not corrected for chance.
    """
    counts = [tuple(map(sum, zip(*pairs, strict=True))) for article in articles if (pairs := list(_shared(article)))]
    value = _positive_agreement(counts)
    drawn = [each for each in resample(counts, _positive_agreement) if each is not None] if counts else []
    units = sum(len(article.units) for article in articles)
    is_few = units < measures.least_units
    return Agreement(
        field=EVENTS,
        metric="positive agreement",
        units=units,
        raw=Figure(_round(value), percentile(drawn) if counts else None),
        alpha=Figure(None),
        ac1=Figure(None),
        prevalent=None,
        share=None,
        at_least=measures.events_at_least,
        is_met=_is_met(value, measures.events_at_least, is_few=is_few),
        is_few=is_few,
        reading=_few(units, measures) if is_few else _grade(value, measures),
    )


def _measure(judged: Sequence[Units], field: str, metric: str, measures: Measures, at_least: float | None) -> Agreement:
    """Measure agreement on the units of each article; alpha counts, or AC1 where one value is nearly all there is."""
    by_article = [kept for article in judged if (kept := pairable(article))]
    units = [unit for article in by_article for unit in article]
    most = prevalent(units)
    of_alpha, of_ac1 = _figure(by_article, partial(alpha, metric=metric)), _figure(by_article, ac1)
    is_rare = most is not None and most[1] >= measures.prevalent_from
    is_few = len(units) < measures.least_units
    counting = of_ac1.value if is_rare and of_ac1.value is not None else of_alpha.value
    return Agreement(
        field=field,
        metric=metric,
        units=len(units),
        raw=_figure(by_article, raw_agreement),
        alpha=of_alpha,
        ac1=of_ac1,
        prevalent=None if most is None else most[0],
        share=None if most is None else _round(most[1]),
        at_least=at_least,
        is_met=_is_met(counting, at_least, is_few=is_few),
        is_few=is_few,
        reading=_few(len(units), measures) if is_few else _read(of_alpha.value, of_ac1.value, most, measures),
    )


def _values(unit: Unit, field: str, orders: Orders) -> list[Value]:
    values = (value_of(field, event, orders) for event in unit if event is not None)
    return [value for value in values if value is not None]


def _counts(article: AlignedArticle) -> list[int]:
    """Return how many events each coder has."""
    return [sum(unit[place] is not None for unit in article.units) for place in range(len(article.coders))]


def _shared(article: AlignedArticle) -> Iterable[tuple[int, int]]:
    """Yield for every two coders the number of events in common, and of both together."""
    for one, other in combinations(range(len(article.coders)), 2):
        found = [(unit[one] is not None, unit[other] is not None) for unit in article.units]
        yield sum(mine and theirs for mine, theirs in found), sum(mine + theirs for mine, theirs in found)


def _positive_agreement(counts: Sequence[tuple[int, ...]]) -> float | None:
    both, total = sum(each[0] for each in counts), sum(each[1] for each in counts)
    return 2 * both / total if total else None


def _figure(by_article: Sequence[Units], measure: Callable[[Units], float | None]) -> Figure:
    """Return *measure* over all units, with its interval by resampling articles."""

    def of(drawn: Sequence[Units]) -> float | None:
        return measure([unit for article in drawn for unit in article])

    value = of(by_article)
    if value is None:
        return Figure(None)
    drawn = [each for each in resample(by_article, of) if each is not None]
    return Figure(_round(value), percentile(drawn) if drawn else None)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _is_met(value: float | None, at_least: float | None, *, is_few: bool) -> bool | None:
    if at_least is None:
        return None
    return not is_few and value is not None and round(value, _DIGITS) >= at_least


def _few(units: int, measures: Measures) -> str:
    return f"too few to judge: {units} of {measures.least_units}"


def _read(of_alpha: float | None, of_ac1: float | None, most: tuple[Value, float] | None, measures: Measures) -> str:
    if most is not None and most[1] == 1:
        return "everybody gave one value: nothing was put to the test"
    if most is not None and most[1] >= measures.prevalent_from:
        return f"rare code, alpha misleads; by AC1 {_grade(of_ac1, measures)}"
    return _grade(of_alpha, measures)


def _grade(value: float | None, measures: Measures) -> str:
    if value is None:
        return "cannot be said"
    if value >= measures.good_from:
        return "good"
    return "tentative" if value >= _TENTATIVE else "low"


def value_of(field: str, event: Event, orders: Orders) -> Value | None:
    """Return the value of *field* that coders are compared on; None if there is nothing to compare.

    An unknown code or set is a value of its own, because leaving a field empty is a decision; an unknown number is no
    value, and the field's status tells of it. Names are folded: case, accents and punctuation do not count.
    """
    value = _VALUES[field](event)
    return orders[field].get(str(value)) if field in orders else value


def _date(event: Event) -> Value:
    if event.when is None:
        return UNKNOWN
    start, end = event.when.start, event.when.end
    return f"{start}" if start == end else f"{start} to {end}"


_VALUES: Mapping[str, Callable[[Event], Value | None]] = {
    "main": lambda event: "main" if event.main else "background",
    "date": _date,
    "date_precision": lambda event: UNKNOWN if event.when is None else event.when.precision or UNKNOWN,
    "country": lambda event: event.place.country or UNKNOWN,
    "admin1": lambda event: fold(event.place.admin1 or "") or UNKNOWN,
    "place": lambda event: fold(event.place.name or "") or UNKNOWN,
    "place_precision": lambda event: event.place.precision or UNKNOWN,
    "event_type": lambda event: event.event_type or UNKNOWN,
    "sub_event_type": lambda event: event.sub_event_type or UNKNOWN,
    "stage": lambda event: event.stage or UNKNOWN,
    "weapons": lambda event: frozenset(weapon.weapon for weapon in event.weapons),
    "targets": lambda event: frozenset(target.type for target in event.targets),
    "perpetrator": lambda event: frozenset(map(fold, perpetrators_of(event))),
    "killed_status": lambda event: event.killed.status,
    "killed": lambda event: event.killed.best,
    "injured_status": lambda event: event.injured.status,
    "injured": lambda event: event.injured.best,
    "claim": lambda event: overall_status(event.claims),
}
FIELDS = tuple(_VALUES)
