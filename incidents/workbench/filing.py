"""What becomes of an event of an article: stored as a draft, linked to another, or left out; each kept as a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from incidents.desk import Desk
from incidents.desk.learning import judge
from incidents.domain.article import Article
from incidents.domain.effort import Effort
from incidents.domain.event import Event
from incidents.domain.taken import Taken
from incidents.domain.trial import Trial
from incidents.domain.verdict import Verdict
from incidents.workbench.sitting import Sitting
from incidents.workbench.work import STORED


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Files what *article* reports; *proposer* is who suggested. *filed* gathers the identifiers, in order.

    A *sitting* measures how suggestions are taken, and keeps what it planted out of the base; *tell* is told of it.
    What is kept of how a suggestion was taken is stored with the event, in one transaction.
    """

    desk: Desk
    article: Article
    proposer: str
    filed: list[str] = field(default_factory=list)
    sitting: Sitting | None = None
    tell: Callable[[str], None] = lambda _: None

    @property
    def outcome(self) -> str:
        """What becomes of an event that is filed."""
        return STORED

    def tell_filed(self, event_id: str) -> str:
        """What is said of an event that was just filed."""
        return f"{event_id} is stored as a draft"

    def save(self, event: Event, proposed: Event | None) -> str:
        """Store *event* as a draft, and return its identifier; a new one is the person's own proposal."""
        event, proposed, taken = self._clear(event, proposed)
        (event_id,) = self.desk.accept(self.article, [event], proposed_by=self._proposer_of(proposed), taken=taken)
        self._hear(event_id, taken)
        return event_id

    def join(self, event: Event, proposed: Event | None, into: str) -> str:
        """Store *event* as one more report of the event *into*, which follows it, and return its identifier."""
        event, proposed, taken = self._clear(event, proposed)
        by = self._proposer_of(proposed)
        event_id = self.desk.accept_into(self.article, event, into, proposed_by=by, taken=taken).event_id
        self._hear(event_id, taken)
        return event_id

    def link(self, event: Event, into: str) -> str:
        """Store *event* as one more report of the event *into* without a verdict, and return its identifier."""
        event_id = self.desk.accept_into(self.article, event, into, proposed_by=self.proposer).event_id
        self.filed.append(event_id)
        return event_id

    def find(self, event: Event, proposed: Event | None) -> str | None:
        """The stored event that ``save`` or ``join`` made of *event* before, None when none did."""
        clean = event if self.sitting is None else self.sitting.clean(event, proposed)
        return self.desk.find_coded(self.article, clean)

    def last_revision(self, event_id: str) -> int | None:
        """The last revision in which the person did something to the event; None when there is none."""
        return self.desk.history.last_revision(event_id, by=self.desk.coder)

    def reject(self, proposed: Event) -> None:
        """Keep that *proposed* is no event of the article, or none to be coded."""
        self.desk.keep_verdict(self._judge_rejected(proposed))

    def conclude(self, rejected: Iterable[Event], effort: Effort) -> None:
        """The article is done: keep at once that *rejected* are no events to be coded, and what it cost."""
        self.desk.efforts.keep(effort, verdicts=[self._judge_rejected(each) for each in rejected])

    def _judge_rejected(self, proposed: Event) -> Verdict:
        """The verdict on an event that was left out."""
        return judge(self.article, proposed, None, proposed_by=self.proposer)

    def _clear(self, event: Event, proposed: Event | None) -> tuple[Event, Event | None, Taken]:
        """*event* and its proposal without anything planted, and what is kept of how the suggestion was taken."""
        trials: tuple[Trial, ...] = ()
        if self.sitting is not None:
            event, proposed, trial = self.sitting.clear(event, proposed)
            trials = (trial,)
        verdicts = () if proposed is None else (judge(self.article, proposed, event, proposed_by=self.proposer),)
        return event, proposed, Taken(verdicts=verdicts, trials=trials)

    def _hear(self, event_id: str, taken: Taken) -> None:
        self.filed.append(event_id)
        for trial in taken.trials:
            if trial.is_caught is False:
                self.tell(
                    f"{trial.planted} was wrong on purpose, to see whether anybody looks: what stood is not stored"
                )

    def _proposer_of(self, proposed: Event | None) -> str:
        return self.desk.coder if proposed is None else self.proposer
