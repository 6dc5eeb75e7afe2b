"""Proposals: an article prepared for coding - what is suggested, what is coded already, what it is similar to."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.coder.backend import Backend
from incidents.domain.articles import SELECTED, Article
from incidents.domain.events import Event
from incidents.domain.problems import Problem
from incidents.domain.suggestions import Suggestion
from incidents.services.duplicates import SimilarArticle
from incidents.services.project import Project
from incidents.services.trials import TrialRun, draw_trial


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
    sitting, shown = draw_trial(project, article, suggestion.events) if is_metered else (None, suggestion.events)
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
