"""Explanations: why a value of an event is what it is - the words, the reports, the rule, who decided when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.codebook.aspects import Aspect
from incidents.domain.events import Record, Report
from incidents.domain.evidence import ANALYST, Judgement
from incidents.review.reconciliation import Reconciler, Rulebook
from incidents.store.reading import Reader
from incidents.store.records import Citation
from incidents.store.revisions import Change

AS_REPORTED, ANALYSTS_CHOICE = "as the report says", "analyst's choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What some keys of the event document rest on.

    *citations* are the words of the reports; *changes* are later changes, oldest first; *rule* is how the value follows
    from the reports, *judgements* are the stored decisions. *reports* say who proposed, who accepted, and when;
    *taken_from* are the identifiers of the reports that the value was taken from, for rules that pick one.
    """

    keys: tuple[str, ...]
    rule: str
    citations: tuple[Citation, ...]
    changes: tuple[Change, ...]
    reports: tuple[Report, ...]
    judgements: tuple[Judgement, ...] = ()
    taken_from: tuple[str, ...] = ()


def explain(reader: Reader, event_id: str, keys: Iterable[str], book: Rulebook) -> Reason:
    """Return the reason of the values under *keys* in the document of an event. Raises NotFound."""
    record, wanted = reader.record(event_id), tuple(keys)
    reconciler = Reconciler(reader.reports(record.event_id), book)
    aspects = [aspect for aspect in book.aspects if set(aspect.keys) & set(wanted)]
    judgements = tuple(each for each in record.judgements if each.aspect in {aspect.name for aspect in aspects})
    citations = reader.evidence(record.event_id)
    return Reason(
        keys=wanted,
        rule=_name_rule(record, aspects, judgements, reconciler),
        citations=tuple(each for each in citations if each.evidence.field.partition(".")[0] in wanted),
        changes=tuple(change for change in reader.history(record.event_id) if change.field in wanted),
        reports=tuple(reconciler.reports),
        judgements=judgements,
        taken_from=tuple(_taken_from(aspects, judgements, reconciler)),
    )


def _name_rule(
    record: Record, aspects: Iterable[Aspect], judgements: tuple[Judgement, ...], reconciler: Reconciler
) -> str:
    """Return the rule in words; what a person changed before rules were recorded is the analyst's choice."""
    if judgements:
        names = dict.fromkeys(ANALYSTS_CHOICE if each.rule == ANALYST else each.rule for each in judgements)
        is_one = len(names) == 1
        return next(iter(names)) if is_one else ", ".join(f"{each.aspect} {each.rule}" for each in judgements)
    is_chosen = not reconciler.reports or any(reconciler.differs(aspect, record.event) for aspect in aspects)
    return ANALYSTS_CHOICE if is_chosen else AS_REPORTED


def _taken_from(aspects: Iterable[Aspect], judgements: tuple[Judgement, ...], reconciler: Reconciler) -> Iterable[str]:
    rules = {each.aspect: each.rule for each in judgements if each.rule != ANALYST}
    decisions = [reconciler.decide(aspect, rules[aspect.name]) for aspect in aspects if aspect.name in rules]
    return dict.fromkeys(decision.report.id for decision in decisions if decision is not None)
