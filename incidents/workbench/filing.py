"""What becomes of an event of an article: stored as a draft, linked to another, or left out; each kept as a verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from incidents.desk import Desk
from incidents.desk.learning import judge
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.workbench.trial import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Files what *article* reports; *proposer* is who suggested. *filed* gathers the identifiers, in order.

    A *sitting* measures how suggestions are taken, and keeps what it planted out of the base; *tell* is told of it.
    """

    desk: Desk
    article: Article
    proposer: str
    filed: list[str] = field(default_factory=list)
    sitting: Sitting | None = None
    tell: Callable[[str], None] = lambda _: None

    def save(self, event: Event, proposed: Event | None) -> str:
        """Store *event* as a draft, and return its identifier; a new one is the person's own proposal."""
        event, proposed = self._clear(event, proposed)
        verdicts = () if proposed is None else (judge(self.article, proposed, event, proposed_by=self.proposer),)
        by = self._proposer_of(proposed)
        (event_id,) = self.desk.accept(self.article, [event], proposed_by=by, verdicts=verdicts)
        self.filed.append(event_id)
        return event_id

    def join(self, event: Event, proposed: Event | None, into: str) -> str:
        """Store *event* as one more report of the event *into*, which follows it, and return its identifier."""
        event, proposed = self._clear(event, proposed)
        by = self._proposer_of(proposed)
        event_id = self.link(event, into, proposed_by=by)
        if proposed is not None:
            self.desk.keep_verdict(judge(self.article, proposed, event, proposed_by=by))
        return event_id

    def link(self, event: Event, into: str, *, proposed_by: str | None = None) -> str:
        """Store *event* as one more report of the event *into* without a verdict, and return its identifier."""
        by = proposed_by or self.proposer
        event_id = self.desk.accept_into(self.article, event, into, proposed_by=by).event_id
        self.filed.append(event_id)
        return event_id

    def reject(self, proposed: Event) -> None:
        """Keep that *proposed* is no event of the article, or none to be coded."""
        self.desk.keep_verdict(judge(self.article, proposed, None, proposed_by=self.proposer))

    def _clear(self, event: Event, proposed: Event | None) -> tuple[Event, Event | None]:
        """*event* and its proposal without anything planted; how the suggestion was taken is kept."""
        if self.sitting is None:
            return event, proposed
        clean, true, trial = self.sitting.clear(event, proposed)
        self.desk.keep_trial(trial)
        if trial.is_caught is False:
            self.tell(f"the {trial.planted} shown was wrong on purpose, to see whether anybody looks; it is not stored")
        return clean, true

    def _proposer_of(self, proposed: Event | None) -> str:
        return self.desk.coder if proposed is None else self.proposer
