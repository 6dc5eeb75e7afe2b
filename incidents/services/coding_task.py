"""Coding task: what is suggested for an article, what is coded already, and how each event is stored.

An event is stored as a draft, linked to another event, rejected, or kept in a blind coding.
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
from incidents.services.journal import BLIND, STORED
from incidents.services.project import Project
from incidents.services.training import TrialRun, draw_trial, judge


@dataclass(frozen=True, slots=True)
class Proposal:
    """The *suggestion* for an article, and *notes* on what was filled in from maps."""

    suggestion: Suggestion
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingTask:
    """*events* are suggested and not coded yet; *coded* are the identifiers of those that are.

    *notes* say what was filled in from maps; *similar* are stored articles that share this one's words. *trial*
    measures how the suggestions are taken, None if the project measures nothing.
    """

    suggestion: Suggestion
    events: tuple[Event, ...]
    coded: tuple[str, ...] = ()
    similar: tuple[SimilarArticle, ...] = ()
    notes: tuple[Problem, ...] = ()
    trial: TrialRun | None = None

    @property
    def article(self) -> Article:
        """The article to code."""
        return self.suggestion.article


def open_task(project: Project, article: Article, backend: Backend, *, is_metered: bool = False) -> CodingTask:
    """Return the task for *article* with what *backend* suggests; see ``propose`` and ``prepare_task``."""
    return prepare_task(project, propose(project, article, backend), is_metered=is_metered)


def propose(project: Project, article: Article, backend: Backend) -> Proposal:
    """Return what *backend* suggests, with countries and units completed from points.

    Of the database only the project's places are used.
    """
    suggestion = backend(article)
    completed = [project.forms.complete(event) for event in suggestion.events]
    events = tuple(event for event, _ in completed)
    notes = tuple(note for _, notes in completed for note in notes)
    return Proposal(replace(suggestion, events=events), notes)


def prepare_task(project: Project, proposal: Proposal, *, is_metered: bool = False) -> CodingTask:
    """Return the proposal for an article beside what the database has of it; the database must exist.

    With *is_metered* a person decides on it, and the project's trials apply: some suggestions may be hidden, or hold a
    wrong value. What is then stored must go through a ``Recorder`` with the task's *trial*.
    """
    suggestion = proposal.suggestion
    article = suggestion.article
    trial, shown = None, suggestion.events
    if is_metered:
        trial, shown = draw_trial(project.database, article, suggestion.events)
    coded, events = project.coding.recall(article, shown)
    return CodingTask(
        suggestion=suggestion,
        events=events,
        coded=coded,
        trial=trial,
        similar=project.duplicates.articles_like(article),
        notes=proposal.notes,
    )


def find_waiting(project: Project, *, is_assigned: bool = False) -> list[str]:
    """Return the articles that triage selected and that the user may code, group by group.

    With *is_assigned* only those that are assigned to the user, in whatever state.
    """
    if is_assigned:
        return [each.article_id for each in project.assignments.assignments(coder=project.user)]
    unavailable = project.assignments.unavailable()
    selected = (each.article_id for group in project.articles.groups((SELECTED,)) for each in group)
    return [article_id for article_id in selected if article_id not in unavailable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Stores what a person decides about the events of *article*; *proposer* is who suggested them.

    *stored* gathers the identifiers, in order. *trial* keeps planted values out of the database; *notify* is called
    with a sentence if the person did not notice one. An event and the verdict on it are stored in one transaction.
    """

    project: Project
    article: Article
    proposer: str
    stored: list[str] = field(default_factory=list)
    trial: TrialRun | None = None
    notify: Callable[[str], None] = lambda _: None

    @property
    def outcome(self) -> str:
        """The outcome of an event that is saved."""
        return STORED

    def describe(self, event_id: str) -> str:
        """Return a sentence on an event that was just saved."""
        return f"{event_id} is stored as a draft"

    def save(self, event: Event, proposed: Event | None) -> str:
        """Store *event* as a draft; return its identifier. Without *proposed* the person is its proposer."""
        event, proposed, taken = self._judge(event, proposed)
        by = self._proposer_of(proposed)
        (event_id,) = self.project.coding.accept(self.article, [event], proposed_by=by, taken=taken)
        self._record(event_id, taken)
        return event_id

    def link(self, event: Event, proposed: Event | None, into: str) -> str:
        """Store *event* as one more report of the event *into*, which then follows it; return its identifier."""
        event, proposed, taken = self._judge(event, proposed)
        by = self._proposer_of(proposed)
        event_id = self.project.coding.accept_into(self.article, event, into, proposed_by=by, taken=taken).event_id
        self._record(event_id, taken)
        return event_id

    def link_suggestion(self, event: Event, into: str) -> str:
        """Store a suggestion as one more report of the event *into*, without a verdict; return its identifier."""
        event_id = self.project.coding.accept_into(self.article, event, into, proposed_by=self.proposer).event_id
        self.stored.append(event_id)
        return event_id

    def find(self, event: Event, proposed: Event | None) -> str | None:
        """Return the stored event that ``save`` or ``link`` made of *event* before, None if there is none."""
        clean = event if self.trial is None else self.trial.clean(event, proposed)
        return self.project.coding.find_coded(self.article, clean)

    def last_revision(self, event_id: str) -> int | None:
        """Return the last revision in which the person changed the event, None if there is none."""
        return self.project.history.last_revision(event_id, by=self.project.user)

    def reject(self, proposed: Event) -> None:
        """Store the verdict that *proposed* is no event of the article, or none to be coded."""
        self.project.coding.keep_verdict(self._reject(proposed))

    def finish(self, rejected: Iterable[Event], effort: Effort) -> None:
        """Store in one transaction the verdicts on *rejected* events and what the article cost."""
        self.project.effort.keep(effort, verdicts=[self._reject(each) for each in rejected])

    def _reject(self, proposed: Event) -> Verdict:
        return judge(self.article, proposed, None, proposed_by=self.proposer)

    def _judge(self, event: Event, proposed: Event | None) -> tuple[Event, Event | None, Taken]:
        """Return *event* and its proposal without a planted value, and the verdict and trial to store with it."""
        trials: tuple[Trial, ...] = ()
        if self.trial is not None:
            event, proposed, trial = self.trial.measure(event, proposed)
            trials = (trial,)
        verdicts = () if proposed is None else (judge(self.article, proposed, event, proposed_by=self.proposer),)
        return event, proposed, Taken(verdicts=verdicts, trials=trials)

    def _record(self, event_id: str, taken: Taken) -> None:
        self.stored.append(event_id)
        for trial in taken.trials:
            if trial.is_caught is False:
                self.notify(
                    f"{trial.planted} was wrong on purpose, to see whether anybody looks: what stood is not stored"
                )

    def _proposer_of(self, proposed: Event | None) -> str:
        return self.project.user if proposed is None else self.proposer


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindRecorder(Recorder):
    """Stores what a person accepts in their blind *coding*; what they reject is not stored."""

    coding: Coding
    _revisions: list[int] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """The outcome of an event that is saved."""
        return BLIND

    def describe(self, event_id: str) -> str:
        """Return a sentence on an event that was just saved."""
        return f"taken into {event_id}"

    def save(self, event: Event, proposed: Event | None) -> str:  # noqa: ARG002
        """Store *event* in the coding; return the coding's name."""
        self._revisions.append(self.project.assignments.keep(self.coding, event))
        return self._name

    def link(self, event: Event, proposed: Event | None, into: str) -> str:  # noqa: ARG002
        """Raise BadUsage: an event of a blind coding is linked to nothing."""
        raise BadUsage("what is coded apart is linked to nothing", mend="accept it, or leave it out")

    def find(self, event: Event, proposed: Event | None) -> str | None:  # noqa: ARG002
        """Return the coding's name if it holds *event*."""
        held = (replace(each, alternatives=()) for each in self.coding.events)
        return self._name if replace(event, alternatives=()) in held else None

    def last_revision(self, event_id: str) -> int | None:  # noqa: ARG002
        """Return the revision of what was saved last, None if nothing was saved since the program started."""
        return self._revisions[-1] if self._revisions else None

    def finish(self, rejected: Iterable[Event], effort: Effort) -> None:  # noqa: ARG002
        """Finish the coding, so that it can be compared with others."""
        self.project.assignments.finish(self.coding, effort)

    @property
    def _name(self) -> str:
        return f"coding {self.coding.id}"
