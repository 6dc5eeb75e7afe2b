"""What becomes of an event of an article: stored as a draft, linked to another, or left out; each kept as a verdict."""

from __future__ import annotations

from dataclasses import dataclass, field

from incidents.desk import Desk
from incidents.desk.learning import judge
from incidents.domain.article import Article
from incidents.domain.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Files what *article* reports; *proposer* is who suggested. *filed* gathers the identifiers, in order."""

    desk: Desk
    article: Article
    proposer: str
    filed: list[str] = field(default_factory=list)

    def save(self, event: Event, proposed: Event | None) -> str:
        """Store *event* as a draft, and return its identifier; a new one is the person's own proposal."""
        verdicts = () if proposed is None else (judge(self.article, proposed, event, proposed_by=self.proposer),)
        by = self._proposer_of(proposed)
        (event_id,) = self.desk.accept(self.article, [event], proposed_by=by, verdicts=verdicts)
        self.filed.append(event_id)
        return event_id

    def join(self, event: Event, proposed: Event | None, into: str) -> str:
        """Store *event* as one more report of the event *into*, which follows it, and return its identifier."""
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

    def _proposer_of(self, proposed: Event | None) -> str:
        return self.desk.coder if proposed is None else self.proposer
