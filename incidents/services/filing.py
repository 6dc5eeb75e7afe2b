"""Filing: what becomes of an event of an article - stored as a draft, linked to another, left out, or coded apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.suggestions import Effort, Taken, Trial, Verdict
from incidents.domain.team import Coding
from incidents.errors import BadUsage
from incidents.services.project import Project
from incidents.services.session_state import APART, STORED
from incidents.services.training import judge
from incidents.services.trials import TrialRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Files what *article* reports; *proposer* is who suggested. *filed* gathers the identifiers, in order.

    A *sitting* measures how suggestions are taken, and keeps what it planted out of the base; *tell* is told of it.
    What is kept of how a suggestion was taken is stored with the event, in one transaction.
    """

    project: Project
    article: Article
    proposer: str
    filed: list[str] = field(default_factory=list)
    sitting: TrialRun | None = None
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
        (event_id,) = self.project.coding.accept(
            self.article, [event], proposed_by=self._proposer_of(proposed), taken=taken
        )
        self._hear(event_id, taken)
        return event_id

    def join(self, event: Event, proposed: Event | None, into: str) -> str:
        """Store *event* as one more report of the event *into*, which follows it, and return its identifier."""
        event, proposed, taken = self._clear(event, proposed)
        by = self._proposer_of(proposed)
        event_id = self.project.coding.accept_into(self.article, event, into, proposed_by=by, taken=taken).event_id
        self._hear(event_id, taken)
        return event_id

    def link(self, event: Event, into: str) -> str:
        """Store *event* as one more report of the event *into* without a verdict, and return its identifier."""
        event_id = self.project.coding.accept_into(self.article, event, into, proposed_by=self.proposer).event_id
        self.filed.append(event_id)
        return event_id

    def find(self, event: Event, proposed: Event | None) -> str | None:
        """The stored event that ``save`` or ``join`` made of *event* before, None when none did."""
        clean = event if self.sitting is None else self.sitting.clean(event, proposed)
        return self.project.coding.find_coded(self.article, clean)

    def last_revision(self, event_id: str) -> int | None:
        """The last revision in which the person did something to the event; None when there is none."""
        return self.project.history.last_revision(event_id, by=self.project.user)

    def reject(self, proposed: Event) -> None:
        """Keep that *proposed* is no event of the article, or none to be coded."""
        self.project.coding.keep_verdict(self._judge_rejected(proposed))

    def conclude(self, rejected: Iterable[Event], effort: Effort) -> None:
        """The article is done: keep at once that *rejected* are no events to be coded, and what it cost."""
        self.project.effort.keep(effort, verdicts=[self._judge_rejected(each) for each in rejected])

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
        return self.project.user if proposed is None else self.proposer


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindFiling(Filing):
    """Files what a person accepts in their *coding*; what they leave out is kept nowhere."""

    coding: Coding
    _revisions: list[int] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """What becomes of an event that is filed."""
        return APART

    def tell_filed(self, event_id: str) -> str:
        """What is said of an event that was just filed."""
        return f"taken into {event_id}"

    def save(self, event: Event, proposed: Event | None) -> str:  # noqa: ARG002
        """Store *event* in the coding, and return the coding's name."""
        self._revisions.append(self.project.assignments.keep(self.coding, event))
        return self._name

    def join(self, event: Event, proposed: Event | None, into: str) -> str:  # noqa: ARG002
        """Raises BadUsage: what is coded apart is linked to nothing."""
        raise BadUsage("what is coded apart is linked to nothing", mend="accept it, or leave it out")

    def find(self, event: Event, proposed: Event | None) -> str | None:  # noqa: ARG002
        """The coding's name if it holds *event*."""
        held = (replace(each, alternatives=()) for each in self.coding.events)
        return self._name if replace(event, alternatives=()) in held else None

    def last_revision(self, event_id: str) -> int | None:  # noqa: ARG002
        """The revision of what was filed last, None when that was before this start of the program."""
        return self._revisions[-1] if self._revisions else None

    def conclude(self, rejected: Iterable[Event], effort: Effort) -> None:  # noqa: ARG002
        """The coding is done: it can be compared from here on."""
        self.project.assignments.finish(self.coding, effort)

    @property
    def _name(self) -> str:
        return f"coding {self.coding.id}"
