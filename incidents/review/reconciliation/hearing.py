"""The reports of one event, heard on one aspect at a time: what they give, and whether an event says so.

Decides by the rule that it is told; which rule counts for an event is for ``settling``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from incidents.codebook.aspects import Aspect
from incidents.domain.document import write
from incidents.domain.event import Event
from incidents.domain.report import Report
from incidents.review.reconciliation.deciding import Decision, Rulebook, decide
from incidents.review.reconciliation.parts import PARTS
from incidents.review.reconciliation.statement import newest_first, state

SUMMARY = "summary"
_IN_ROWS = ("actors", "casualties")  # what two aspects write into, each its own rows


@dataclass(frozen=True, slots=True)
class Hearing:
    """*reports* under one rulebook."""

    reports: Sequence[Report]
    book: Rulebook

    def decide(self, aspect: Aspect, rule: str) -> Decision | None:
        """What *aspect* is by *rule*; None when every report is silent on it."""
        return decide(aspect.name, rule, self.reports, self.book)

    def give(self, aspect: Aspect) -> dict[str, Any]:
        """What the reports give for *aspect* by the codebook's rule, as keys of the event document."""
        part = PARTS[aspect.name]
        document = write(part.write(Event(), self._value(aspect, self.decide(aspect, aspect.rule))))
        return {key: document[key] for key in aspect.keys}

    def contradict(self, aspect: Aspect, event: Event) -> bool:
        """Whether *event* says something else on *aspect* than the reports give; the program's summary never does."""
        decision = self.decide(aspect, aspect.rule)
        own = PARTS[aspect.name].read(event)
        if aspect.name == SUMMARY and decision is not None and own == self.book.tell(event):
            return False
        return bool(own != self._value(aspect, decision))

    def follow(self, aspect: Aspect, rule: str, event: Event) -> Event:
        """*event* with what the reports give for *aspect* by *rule*, and how sure the report is that it is from."""
        decision = self.decide(aspect, rule)
        part, value = PARTS[aspect.name], self._value(aspect, decision)
        if decision is not None and aspect.name == SUMMARY and value == self.book.tell(decision.report.account):
            value = self.book.tell(event)
        changed = event if part.read(event) == value else part.write(event, value)
        sure = {} if decision is None else decision.report.account.confidence
        confidence = {key: degree for key, degree in event.confidence.items() if key not in aspect.keys}
        return replace(changed, confidence=confidence | {key: sure[key] for key in aspect.keys if key in sure})

    def put_in_order(self, event: Event) -> Event:
        """*event* with its rows in the order of the latest report that has just these rows."""
        for each in newest_first(state(report, report.account, trust={}) for report in self.reports):
            for field in _IN_ROWS:
                own, theirs = getattr(event, field), getattr(each.value, field)
                if own != theirs and len(own) == len(theirs) and set(own) == set(theirs):
                    event = replace(event, **{field: theirs})
        return event

    def _value(self, aspect: Aspect, decision: Decision | None) -> Any:  # noqa: ANN401 - any part of an event
        return PARTS[aspect.name].absent if decision is None else decision.value
