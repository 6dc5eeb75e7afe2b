"""An article laid out to be coded: what is suggested for it, what of it is coded already, what it is much like."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.coder.backend import Backend
from incidents.desk import Desk, Suggestion, Twin
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.intake import SELECTED
from incidents.domain.problem import Problem
from incidents.workbench.sitting import Sitting
from incidents.workbench.trial import sit_down


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is suggested for an article, and *notes* on what was filled in from maps."""

    suggestion: Suggestion
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """*events* are suggested and not coded yet; *coded* are the identifiers of those that are.

    *notes* say what was filled in from maps; *twins* are stored articles that share this one's words. *sitting*
    measures how the suggestions are taken, None where nobody measures.
    """

    suggestion: Suggestion
    events: tuple[Event, ...]
    coded: tuple[str, ...] = ()
    twins: tuple[Twin, ...] = ()
    notes: tuple[Problem, ...] = ()
    sitting: Sitting | None = None

    @property
    def article(self) -> Article:
        """The article."""
        return self.suggestion.article


def lay_out(desk: Desk, article: Article, backend: Backend, *, is_metered: bool = False) -> Paper:
    """*article* with what *backend* suggests; see ``propose`` and ``lay``."""
    return lay(desk, propose(desk, article, backend), is_metered=is_metered)


def propose(desk: Desk, article: Article, backend: Backend) -> Proposal:
    """What *backend* suggests, countries and units completed from points. Of the database only its places count."""
    suggestion = backend(article)
    filled = [desk.forms.complete(event) for event in suggestion.events]
    events = tuple(event for event, _ in filled)
    notes = tuple(note for _, notes in filled for note in notes)
    return Proposal(Suggestion(suggestion.article, events, suggestion.why_none, suggestion.notes), notes)


def lay(desk: Desk, proposal: Proposal, *, is_metered: bool = False) -> Paper:
    """What is proposed for an article beside what the database has of it. The database must be there.

    With *is_metered* a person decides on it, and how suggestions are taken is measured as the project set it: some may
    not be shown, or hold a wrong value. What is stored then must go through a ``Filing`` with the paper's *sitting*.
    """
    suggestion = proposal.suggestion
    article = suggestion.article
    sitting, shown = sit_down(desk, article, suggestion.events) if is_metered else (None, suggestion.events)
    coded, events = desk.recall(article, shown)
    return Paper(
        suggestion=suggestion,
        events=events,
        coded=coded,
        sitting=sitting,
        twins=desk.duplicates.articles_like(article),
        notes=proposal.notes,
    )


def find_waiting(desk: Desk, *, is_assigned: bool = False) -> list[str]:
    """The articles of the database that triage selected and that are for the person at the desk, group by group.

    With *is_assigned* only those that are assigned to them, in whatever state.
    """
    if is_assigned:
        return [each.article_id for each in desk.sharing.assignments(coder=desk.coder)]
    away = desk.sharing.away()
    selected = (each.article_id for group in desk.inbox.groups((SELECTED,)) for each in group)
    return [article_id for article_id in selected if article_id not in away]
