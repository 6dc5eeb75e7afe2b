"""Coding task: what is suggested for an article, what is coded already, and what becomes of each event.

An event is stored as a draft, linked to another, rejected, or kept in a blind coding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from incidents.coder.backend import Backend
from incidents.domain.articles import SELECTED, Article
from incidents.domain.events import Event
from incidents.domain.problems import Problem
from incidents.domain.suggestions import Effort, Suggestion, Taken, Trial, Verdict
from incidents.domain.team import Coding
from incidents.errors import BadUsage
from incidents.services.duplicates import SimilarArticle
from incidents.services.journal import APART, STORED
from incidents.services.project import Project
from incidents.services.training import TrialRun, draw_trial, judge


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is suggested for an article, and *notes* on what was filled in from maps."""

    suggestion: Suggestion
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingTask:
    """*events* are suggested and not coded yet; *coded* are the identifiers of those that are.

    *notes* say what was filled in from maps; *twins* are stored articles that share this one's words. *sitting*
    measures how the suggestions are taken, None where nobody measures.
    """

    suggestion: Suggestion
    events: tuple[Event, ...]
    coded: tuple[str, ...] = ()
    twins: tuple[SimilarArticle, ...] = ()
    notes: tuple[Problem, ...] = ()
    sitting: TrialRun | None = None

    @property
    def article(self) -> Article:
        """The article."""
        return self.suggestion.article


def open_task(project: Project, article: Article, backend: Backend, *, is_metered: bool = False) -> CodingTask:
    """*article* with what *backend* suggests; see ``propose`` and ``lay``."""
    return prepare_task(project, propose(project, article, backend), is_metered=is_metered)


def propose(project: Project, article: Article, backend: Backend) -> Proposal:
    """What *backend* suggests, countries and units completed from points. Of the database only its places count."""
    suggestion = backend(article)
    filled = [project.forms.complete(event) for event in suggestion.events]
    events = tuple(event for event, _ in filled)
    notes = tuple(note for _, notes in filled for note in notes)
    return Proposal(Suggestion(suggestion.article, events, suggestion.why_none, suggestion.notes), notes)


def prepare_task(project: Project, proposal: Proposal, *, is_metered: bool = False) -> CodingTask:
    """What is proposed for an article beside what the database has of it. The database must be there.

    With *is_metered* a person decides on it, and how suggestions are taken is measured as the project set it: some may
    not be shown, or hold a wrong value. What is stored then must go through a ``Filing`` with the paper's *sitting*.
    """
    suggestion = proposal.suggestion
    article = suggestion.article
    sitting, shown = (
        draw_trial(project.database, article, suggestion.events) if is_metered else (None, suggestion.events)
    )
    coded, events = project.coding.recall(article, shown)
    return CodingTask(
        suggestion=suggestion,
        events=events,
        coded=coded,
        sitting=sitting,
        twins=project.duplicates.articles_like(article),
        notes=proposal.notes,
    )


def find_waiting(project: Project, *, is_assigned: bool = False) -> list[str]:
    """The articles of the database that triage selected and that are for the person at the project, group by group.

    With *is_assigned* only those that are assigned to them, in whatever state.
    """
    if is_assigned:
        return [each.article_id for each in project.assignments.assignments(coder=project.user)]
    away = project.assignments.away()
    selected = (each.article_id for group in project.articles.groups((SELECTED,)) for each in group)
    return [article_id for article_id in selected if article_id not in away]


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
