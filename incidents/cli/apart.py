"""Coding an article apart from what others made of it: nothing of theirs is shown, and nothing becomes an event yet."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.cli.cards import name_part, show, show_article, tell
from incidents.cli.interview import Interview
from incidents.cli.suggesting import tell_notes
from incidents.cli.terminal import put, say
from incidents.coder.backend import Backend
from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.suggestions import Suggestion
from incidents.domain.team import Coding
from incidents.services.articles import leave_out
from incidents.services.coding_task import propose
from incidents.services.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Coding by one person in their *turn*; with *accept* every suggested event is taken without asking."""

    desk: Project
    backend: Backend
    accept: bool
    turn: int = 1

    def code(self, article: Article) -> None:
        """Work through the suggestions for *article* that this person has not accepted yet, and finish the coding."""
        coding = self.desk.assignments.begin(article, turn=self.turn)
        proposal = propose(self.desk, article, self.backend)
        suggestion = proposal.suggestion
        tell(proposal.notes)
        events = leave_out(suggestion.events, coding.events)
        if self.accept:
            tell_notes(suggestion)
            for event in events:
                self._keep(coding, event)
        else:
            self._ask(suggestion, coding, events)
        self.desk.assignments.finish(coding)
        put(f"coding {coding.id}\tdone")

    def _ask(self, suggestion: Suggestion, coding: Coding, events: tuple[Event, ...]) -> None:
        interview = Interview(
            desk=self.desk,
            save=lambda event, _proposed: self._keep(coding, event),
            published_on=suggestion.article.published_on,
            is_blind=True,
        )
        show(show_article(suggestion.article))
        say("coded apart: nobody sees it before it is done, and you see nothing of others")
        tell_notes(suggestion)
        for number, event in enumerate(events, start=1):
            interview.decide(event, heading=f"event {number} of {len(events)}, {name_part(event)}")
        if not events:
            interview.offer_new()

    def _keep(self, coding: Coding, event: Event) -> str:
        self.desk.assignments.keep(coding, event)
        return f"coding {coding.id}"
