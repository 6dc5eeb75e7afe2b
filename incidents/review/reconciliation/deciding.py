"""What one aspect of an event is by one rule, and which report it is taken from. Changes no event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from incidents.codebook.aspects import Aspects
from incidents.codebook.loader import Codebook
from incidents.domain.event import Event
from incidents.domain.harm import Casualty
from incidents.domain.report import Report
from incidents.review.reconciliation.counts import decide_count, figure, is_silent
from incidents.review.reconciliation.parts import PARTS
from incidents.review.reconciliation.picking import (
    Statements,
    pick_best_source,
    pick_latest,
    pick_lowest,
    pick_majority,
    pick_most_precise,
)
from incidents.review.reconciliation.statement import Statement, newest_first, state

LOWEST, MAJORITY, LATEST, BEST_SOURCE, MOST_PRECISE, UNION = (
    "lowest",
    "majority",
    "latest",
    "best_source",
    "most_precise",
    "union",
)
_COUNTS = frozenset({"killed", "injured"})
_NO_PRECISION = 1_000  # the rank of a place or date whose precision is not coded: after all others


@dataclass(frozen=True, slots=True)
class Decision:
    """The *value* of an aspect, None for a silence, and the *report* that it is taken from: the latest of several."""

    value: Any
    report: Report


@dataclass(frozen=True)
class Rulebook:
    """What the rules need of *codebook*, and *tell*, which writes the program's own summary of an event."""

    codebook: Codebook
    tell: Callable[[Event], str]

    @property
    def aspects(self) -> Aspects:
        """What reports are compared on."""
        return self.codebook.aspects

    @cached_property
    def trust(self) -> Mapping[str, int]:
        """Source scales by their rank, 1 being the first to be believed."""
        return {term.code: int(term.attributes["trust"]) for term in self.codebook.vocabulary("source_scales")}

    @cached_property
    def precision(self) -> Mapping[str, Callable[[Any], int]]:
        """How exact a value is, for the aspects that have a precision; 0 is the most exact."""
        days = {code: rank for rank, code in enumerate(self.codebook.vocabulary("date_precision").codes)}
        places = {code: rank for rank, code in enumerate(self.codebook.vocabulary("place_precision").codes)}
        return {"date": partial(_rank, days), "place": partial(_rank, places)}


def decide(aspect: str, rule: str, reports: Sequence[Report], book: Rulebook) -> Decision | None:
    """What *aspect* is by *rule*; None when every report is silent on it."""
    part = PARTS[aspect]
    spoken = [
        state(report, value, trust=book.trust)
        for report in reports
        if (value := part.read(report.account)) != part.silence
    ]
    if not spoken:
        return None
    if aspect == "casualties":
        return _decide_casualties(rule, spoken)
    if aspect in _COUNTS:
        count, picked = decide_count(spoken, partial(_pick, rule, key=figure_or_none))
        return Decision(count, picked.report)
    if rule == UNION and part.unite is not None:
        ordered = newest_first(spoken)
        is_unanimous = len({each.value for each in spoken}) == 1
        value = ordered[0].value if is_unanimous else part.unite([each.value for each in ordered])
        return Decision(value, ordered[0].report)
    picked = _pick(rule, spoken, key=part.key, rank=book.precision.get(aspect))
    return Decision(picked.value, picked.report)


def figure_or_none(count: Any) -> int | None:  # noqa: ANN401 - a count
    """The number by which two counts are the same for a vote."""
    return figure(count) if count.is_known else None


def _pick(
    rule: str,
    statements: Statements[Any],
    *,
    key: Callable[[Any], Any],
    rank: Callable[[Any], int] | None = None,
) -> Statement[Any]:
    if rule == MOST_PRECISE and rank is not None:
        return pick_most_precise(statements, rank, key)
    if rule == LOWEST and all(each.value.is_known for each in statements):
        return pick_lowest(statements, figure)
    if rule == MAJORITY:
        return pick_majority(statements, key)
    return pick_best_source(statements) if rule == BEST_SOURCE else pick_latest(statements)


def _decide_casualties(rule: str, spoken: Sequence[Statement[tuple[Casualty, ...]]]) -> Decision:
    """Each pair of harm and group by itself, over the reports that have it."""
    ordered = newest_first(spoken)
    if len({each.value for each in spoken}) == 1:
        return Decision(ordered[0].value, ordered[0].report)
    pairs = dict.fromkeys((row.harm, row.group) for each in ordered for row in each.value)
    return Decision(tuple(_decide_row(pair, rule, ordered) for pair in pairs), ordered[0].report)


def _decide_row(pair: tuple[str, str], rule: str, ordered: Sequence[Statement[tuple[Casualty, ...]]]) -> Casualty:
    counted = [
        Statement(report=each.report, value=row.count, time=each.time, trust=each.trust)
        for each in ordered
        for row in each.value
        if (row.harm, row.group) == pair
    ]
    telling = [each for each in counted if not is_silent(each.value)] or counted
    count, _ = decide_count(telling, partial(_pick, rule, key=figure_or_none))
    return Casualty(pair[0], count, pair[1])


def _rank(ranks: Mapping[str, int], value: Any) -> int:  # noqa: ANN401 - a date or a place
    return _NO_PRECISION if value.precision is None else ranks.get(value.precision, _NO_PRECISION)
