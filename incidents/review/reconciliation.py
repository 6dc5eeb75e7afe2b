"""How an event follows from its reports: for each aspect a named rule, or what a person chose.

A rule picks one of the statements that the reports make on an aspect, or unites them. ``find_choices`` finds what a
person decided before it was recorded, ``reconcile`` lets the event follow, ``record_choices`` and ``set_rule`` record
what a person decides now. All functions are pure; the judgements that they return are stored with the event.

Unknown is not zero: only reports that give a number, or say that there was nobody, count. Reports that say that the
number is not known count only while no other gives one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from incidents.codebook.loader import Codebook
from incidents.codebook.policies import Aspect, Aspects
from incidents.domain.casualties import Casualty, Count
from incidents.domain.documents import NOT_MENTIONED, STATED_NONE
from incidents.domain.events import Event, Report, to_document
from incidents.domain.evidence import ANALYST, Judgement
from incidents.review.aspects import PARTS

Value = TypeVar("Value")
Judgements = tuple[Judgement, ...]

SUMMARY, CASUALTIES = "summary", "casualties"
LOWEST, MAJORITY, BEST_SOURCE, MOST_PRECISE, UNION = "lowest", "majority", "best_source", "most_precise", "union"
_COUNTS = frozenset({"killed", "injured"})
_IN_ROWS = ("actors", "casualties")  # attributes that two aspects share, each with its own rows
_LAST = 1_000  # the rank of an outlet without a known scale, of a value without a known precision: after all others
_SEVERAL = 2  # reports, from which on a rule decides anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Generic[Value]):
    """What *report* says of one aspect.

    *time* orders statements, the latest being the greatest; no two statements of one event have the same, so that no
    rule depends on the order in which they come. *trust* is 1 for the outlets to be believed first.
    """

    report: Report
    value: Value
    time: tuple[str, str, int, str]
    trust: int


@dataclass(frozen=True, slots=True)
class Decision:
    """The *value* of an aspect, and the *report* that it is taken from: the latest of several."""

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
        """The rank of each source scale, 1 being the first to be believed."""
        return {term.code: int(term.attributes["trust"]) for term in self.codebook.vocabulary("source_scales")}

    @cached_property
    def precision(self) -> Mapping[str, Callable[[Any], int]]:
        """For the aspects with a precision, a function that ranks a value; 0 is the most exact."""
        days = {code: rank for rank, code in enumerate(self.codebook.vocabulary("date_precision").codes)}
        places = {code: rank for rank, code in enumerate(self.codebook.vocabulary("place_precision").codes)}
        return {"date": partial(_rank, days), "place": partial(_rank, places)}


def _rank(ranks: Mapping[str, int], value: Any) -> int:  # noqa: ANN401 - a date or a place
    return _LAST if value.precision is None else ranks.get(value.precision, _LAST)


def decide(aspect: str, rule: str, reports: Sequence[Report], book: Rulebook) -> Decision | None:
    """Return what *aspect* is by *rule*; None if every report is silent on it."""
    part = PARTS[aspect]
    values = ((report, part.read(report.account)) for report in reports)
    statements = [_state(report, value, book.trust) for report, value in values if value != part.silence]
    if not statements:
        return None
    ordered = _newest_first(statements)
    latest = ordered[0]
    if aspect in _COUNTS:
        return Decision(*_decide_count(statements, rule))
    if aspect == CASUALTIES:
        return Decision(_decide_casualties(ordered, rule), latest.report)
    if rule == UNION and part.unite is not None:
        is_unanimous = len({each.value for each in ordered}) == 1
        return Decision(latest.value if is_unanimous else part.unite([each.value for each in ordered]), latest.report)
    picked = _pick(rule, statements, key=part.key, rank=book.precision.get(aspect))
    return Decision(picked.value, picked.report)


def _state(report: Report, value: Value, trust: Mapping[str, int]) -> Statement[Value]:
    """Return the statement of *report*; it is ordered by the date of its article, then by when it was coded."""
    published = report.source.published_on
    day = "" if published is None else published.isoformat()
    rank = _LAST if report.source.scale is None else trust.get(report.source.scale, _LAST)
    return Statement(report=report, value=value, time=(day, report.created_at, len(report.id), report.id), trust=rank)


def _newest_first(statements: Iterable[Statement[Value]]) -> list[Statement[Value]]:
    return sorted(statements, key=lambda each: each.time, reverse=True)


def _pick(
    rule: str,
    statements: Sequence[Statement[Any]],
    *,
    key: Callable[[Any], Hashable],
    rank: Callable[[Any], int] | None = None,
) -> Statement[Any]:
    """Pick one statement by *rule*; the latest among equals, whatever order they come in.

    Statements whose *key* is equal say the same; *rank* is lower for a more precise value. A rule that does not apply
    picks the latest.
    """
    ordered = _newest_first(statements)
    if rule == BEST_SOURCE:
        return min(ordered, key=lambda each: each.trust)
    if rule == LOWEST and all(each.value.is_known for each in ordered):
        return min(ordered, key=lambda each: figure(each.value))
    if rule == MOST_PRECISE and rank is not None:
        finest = min(rank(each.value) for each in ordered)
        ordered = [each for each in ordered if rank(each.value) == finest]
    elif rule != MAJORITY:
        return ordered[0]
    votes = Counter(key(each.value) for each in ordered)
    return max(ordered, key=lambda each: votes[key(each.value)])


def figure(count: Count) -> int:
    """Return the number by which counts are compared: the best, else the bound that is given. Needs a known count."""
    return next(number for number in (count.best, count.low, count.high) if number is not None)


def _decide_count(statements: Sequence[Statement[Count]], rule: str) -> tuple[Count, Report]:
    """Return the count by *rule*, its lowest and highest from all reports, and the report of its best figure."""
    known = [each for each in statements if each.value.is_known] or list(statements)
    picked = _pick(rule, known, key=lambda count: figure(count) if count.is_known else None)
    counts = {each.value for each in known}
    if len(counts) == 1 or not picked.value.is_known:
        return picked.value, picked.report
    return _widen(picked.value, counts), picked.report


def _widen(picked: Count, counts: Iterable[Count]) -> Count:
    """Return *picked* with the lowest and the highest that any of *counts* allows."""
    figures = [figure(count) for count in counts]
    lows = [low for count in counts if (low := count.best if count.low is None else count.low) is not None]
    highs = [high for count in counts if (high := _upper_bound(count)) is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    return Count(
        low if low is not None and low <= min(figures) else None,
        figure(picked),
        high if high is not None and high >= max([*figures, *lows]) else None,
        "reported" if picked.status == STATED_NONE and set(figures) != {0} else picked.status,
    )


def _upper_bound(count: Count) -> int | None:
    """Return the most that *count* allows; None for an open end such as "at least seven"."""
    if count.high is not None:
        return count.high
    return count.best if count.low is None else None


def _decide_casualties(ordered: Sequence[Statement[tuple[Casualty, ...]]], rule: str) -> tuple[Casualty, ...]:
    """Decide each pair of harm and group by itself, over the reports that have it."""
    if len({each.value for each in ordered}) == 1:
        return ordered[0].value
    by_pair: dict[tuple[str, str], list[Statement[Count]]] = {}
    for each in ordered:
        for row in each.value:
            counted = Statement(report=each.report, value=row.count, time=each.time, trust=each.trust)
            by_pair.setdefault((row.harm, row.group), []).append(counted)
    decided = []
    for (harm, group), statements in by_pair.items():
        given = [each for each in statements if each.value.is_known or each.value.status != NOT_MENTIONED]
        count, _ = _decide_count(given or statements, rule)
        decided.append(Casualty(harm, count, group))
    return tuple(decided)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """The *reports* of one event, and the rules: what they give for each aspect, and whether an event differs."""

    reports: Sequence[Report]
    book: Rulebook

    def decide(self, aspect: Aspect, rule: str) -> Decision | None:
        """Return what *aspect* is by *rule*; None if every report is silent on it."""
        return decide(aspect.name, rule, self.reports, self.book)

    def values(self, aspect: Aspect) -> dict[str, Any]:
        """Return what the reports give for *aspect* by the codebook's rule, as keys of the event document."""
        value = _value(aspect, self.decide(aspect, aspect.rule))
        document = to_document(PARTS[aspect.name].write(Event(), value))
        return {key: document[key] for key in aspect.keys}

    def differs(self, aspect: Aspect, event: Event) -> bool:
        """Return whether *event* says something else on *aspect* than the reports; the program's summary never does."""
        decision = self.decide(aspect, aspect.rule)
        own = PARTS[aspect.name].read(event)
        if aspect.name == SUMMARY and decision is not None and own == self.book.tell(event):
            return False
        return bool(own != _value(aspect, decision))

    def apply(self, aspect: Aspect, rule: str, event: Event) -> Event:
        """Return *event* with what the reports give for *aspect* by *rule*, and the confidence of the chosen report."""
        decision = self.decide(aspect, rule)
        part, value = PARTS[aspect.name], _value(aspect, decision)
        if decision is not None and aspect.name == SUMMARY and value == self.book.tell(decision.report.account):
            value = self.book.tell(event)
        changed = event if part.read(event) == value else part.write(event, value)
        given = {} if decision is None else decision.report.account.confidence
        confidence = {key: degree for key, degree in event.confidence.items() if key not in aspect.keys}
        return replace(changed, confidence=confidence | {key: given[key] for key in aspect.keys if key in given})

    def restore_order(self, event: Event) -> Event:
        """Return *event* with its rows in the order of the latest report that has just these rows."""
        for each in _newest_first(_state(report, report.account, {}) for report in self.reports):
            for name in _IN_ROWS:
                own, theirs = getattr(event, name), getattr(each.value, name)
                if own != theirs and len(own) == len(theirs) and set(own) == set(theirs):
                    event = replace(event, **{name: theirs})
        return event


def _value(aspect: Aspect, decision: Decision | None) -> Any:  # noqa: ANN401 - any part of an event
    return PARTS[aspect.name].absent if decision is None else decision.value


@dataclass(frozen=True, slots=True)
class Reconciled:
    """An event as it follows from its reports, and by which rules.

    Rules that the codebook sets are listed from two reports on.
    """

    event: Event
    judgements: Judgements


def find_choices(event: Event, judgements: Judgements, reconciler: Reconciler) -> Judgements:
    """Return a person's *judgements*, and a choice for each other aspect in which *event* differs from its reports.

    An event without reports is a person's choice wherever it says anything.
    """
    own = tuple(each for each in judgements if each.is_own)
    known = {each.aspect for each in own}
    open_ = (aspect for aspect in reconciler.book.aspects if aspect.name not in known)
    return (*own, *(_choice(each, reconciler, reason=None) for each in open_ if reconciler.differs(each, event)))


def reconcile(event: Event, judgements: Judgements, reconciler: Reconciler) -> Reconciled:
    """Return *event* as it follows from the reports under a person's *judgements*; its evidence is kept.

    Each choice is marked if the reports have moved away from what they said when it was made.
    """
    own = {each.aspect: each for each in judgements if each.is_own}
    is_own_summary = event.summary is not None and event.summary == reconciler.book.tell(event)
    after, listed = event, []
    for aspect in reconciler.book.aspects:
        judgement = own.get(aspect.name) or Judgement(aspect=aspect.name, rule=aspect.rule)
        if judgement.rule == ANALYST:
            has_moved = reconciler.values(aspect) != judgement.basis and reconciler.differs(aspect, after)
            judgement = replace(judgement, has_moved=has_moved)
        else:
            after = reconciler.apply(aspect, judgement.rule, after)
        part = PARTS[aspect.name]
        if judgement.is_own or (len(reconciler.reports) >= _SEVERAL and part.read(after) != part.absent):
            listed.append(judgement)
    if is_own_summary and SUMMARY in own and own[SUMMARY].rule == ANALYST:
        after = replace(after, summary=reconciler.book.tell(after))
    return Reconciled(reconciler.restore_order(after), tuple(listed))


def record_choices(
    before: Event, after: Event, judgements: Judgements, reconciler: Reconciler, *, reason: str | None
) -> Judgements:
    """Return the judgements when a person turns *before* into *after*: a choice for each aspect that they changed.

    Typing what the reports say takes an earlier choice back. The program's own summary is nobody's choice.
    """
    kept = {each.aspect: each for each in find_choices(before, judgements, reconciler)}
    for aspect in reconciler.book.aspects:
        read = PARTS[aspect.name].read
        is_own_summary = aspect.name == SUMMARY and after.summary == reconciler.book.tell(after)
        if is_own_summary or read(before) == read(after):
            continue
        kept.pop(aspect.name, None)
        if reconciler.differs(aspect, after):
            kept[aspect.name] = _choice(aspect, reconciler, reason=reason)
    return tuple(kept.values())


def set_rule(
    aspect: Aspect, rule: str | None, judgements: Judgements, reconciler: Reconciler, *, reason: str | None
) -> Judgements:
    """Return *judgements* with *rule* for *aspect*.

    None returns to the codebook's rule, ``analyst`` keeps what the event says.
    """
    others = tuple(each for each in judgements if each.aspect != aspect.name)
    if rule is None:
        return others
    if rule == ANALYST:
        return (*others, _choice(aspect, reconciler, reason=reason))
    return (*others, Judgement(aspect=aspect.name, rule=rule, is_own=True, reason=reason))


def _choice(aspect: Aspect, reconciler: Reconciler, *, reason: str | None) -> Judgement:
    return Judgement(aspect=aspect.name, rule=ANALYST, is_own=True, reason=reason, basis=reconciler.values(aspect))
