"""``incidents code``: articles become events in the database, decided on by a person or all taken as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated

import typer

from incidents.cli.apart import Apart
from incidents.cli.cards import name_part, show, show_article, tell
from incidents.cli.help import Commands
from incidents.cli.interview import Interview, Leaving
from incidents.cli.likely import describe_candidate, tell_twins
from incidents.cli.options import Facts, Proposer, Session, Shared, Signature
from incidents.cli.project import open_project, prepare
from incidents.cli.proposing import open_backing
from incidents.cli.sources import MaybeSources, date_stored, read_dated, refuse_both, work_through
from incidents.cli.suggesting import tell_notes
from incidents.cli.terminal import flat, is_terminal, put, say
from incidents.coder.backend import Backend
from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.suggestions import Suggestion
from incidents.domain.team import DOUBLE
from incidents.errors import BadUsage
from incidents.services.articles import rate_outlet
from incidents.services.coding_task import CodingTask, Recorder, find_waiting, open_task
from incidents.services.project import Project
from incidents.services.suggestions import BackendChoice, name_proposer, open_backend

EXAMPLES = """\
incidents code article.txt
incidents code articles/*.txt --accept --database iraq.db
incidents code later.txt --into IRQ12
incidents code https://example.org/story --published-on 2021-11-07"""


app = Commands()


@app.command("code", examples=EXAMPLES)
def code(
    context: typer.Context,
    facts: Facts,
    session: Session,
    signature: Signature,
    *,
    sources: MaybeSources = None,
    proposer: Proposer,
    shared: Shared,
    accept: Annotated[
        bool, typer.Option("--accept", help="Store every suggested event as a draft, without asking.")
    ] = False,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="EVENT", help="The suggestion that fits best is one more report of this event."),
    ] = None,
    scale: Annotated[
        str | None,
        typer.Option("--scale", metavar="SCALE", help="How far the outlet reaches: national, international, ..."),
    ] = None,
) -> None:
    """Code the events that articles report, and store them.

    Shows each suggested event with the words behind it and asks: accept, edit a row by its number, skip, new event,
    quit. An event that may be in the database already is named, and `l` links the suggestion to it instead of storing
    it anew. What was accepted is stored at once. A place means what the project coded or listed by that name before.
    Without a source the articles come that triage selected. An article that is coded already is left alone. The scale
    of an outlet, which the rule best_source asks for, is what --scale says, else the line Scale: at the article's top,
    else that of the agencies which incidents knows. The first use makes the database. A source that cannot be read is
    reported, the others still go on, and the exit code is 1.
    """
    _refuse(accept=accept, has_sources=bool(sources), shared=shared, into=into)
    desk = open_project(context, session, signature)
    work = _Work(
        desk=desk,
        backing=open_backing(desk, proposer),
        facts=facts,
        accept=accept,
        into=into,
        scale=scale,
        turn=shared.turn if shared.blind else None,
    )
    work.run(sources or [], is_assigned=shared.assigned)


def _refuse(*, accept: bool, has_sources: bool, shared: Shared, into: str | None) -> None:
    """Raise BadUsage for what cannot be coded so."""
    if not accept and not is_terminal():
        raise BadUsage(
            "coding asks about each event, and there is no terminal to ask on",
            mend="add --accept to store every suggestion as a draft, or only look: incidents suggest SOURCE",
        )
    refuse_both(shared, has_sources=has_sources)
    if shared.blind and into is not None:
        raise BadUsage("--blind and --into exclude each other", mend="what is coded apart is linked to nothing")


@dataclass(frozen=True, kw_only=True)
class _Work:
    """Coding one article after the other; *stored* gathers the identifiers of what is stored.

    *into* is an event of which the suggestion that fits best is one more report. With a *turn* every article is coded
    apart from what others made of it, as it is where it is assigned to two.
    """

    desk: Project
    backing: BackendChoice
    facts: Facts
    accept: bool
    into: str | None
    scale: str | None
    turn: int | None = None
    stored: list[str] = field(default_factory=list)

    def run(self, sources: Sequence[str], *, is_assigned: bool) -> None:
        """Code one article after the other until the person leaves: *sources*, or those of the database.

        Of these what is assigned to the person, else what triage selected.
        """
        try:
            if sources:
                work_through(sources, self.facts, self.code_one)
            else:
                self._code_stored(is_assigned=is_assigned)
        except Leaving:
            say("left; what was accepted is stored")
        except KeyboardInterrupt:
            say(f"\nstored before: {', '.join(self.stored) or 'nothing'}")
            raise

    def code_one(self, source: str) -> None:
        """Read the source, make the database ready before anybody works on it, and decide on its events."""
        self._code(read_dated(self.desk, source, self.facts))

    def _code_stored(self, *, is_assigned: bool) -> None:
        """Code articles of the database. Raises BadUsage when none waits."""
        prepare(self.desk)
        waiting = find_waiting(self.desk, is_assigned=is_assigned)
        if not waiting and not is_assigned:
            raise BadUsage("no article waits to be coded", mend="name one, or select some: incidents triage")
        for article_id in waiting:
            self._code(date_stored(self.desk.articles.get(article_id), self.facts))

    def _code(self, article: Article) -> None:
        article = rate_outlet(article, self.desk.codebook, stated=self.scale)
        prepare(self.desk)
        assignment = self.desk.assignments.assigned(article)
        if self.turn is not None or (assignment is not None and assignment.mode == DOUBLE):
            Apart(desk=self.desk, backend=self._backend, accept=self.accept, turn=self.turn or 1).code(article)
            return
        paper = open_task(self.desk, article, self._backend, is_metered=not self.accept)
        tell(paper.notes)
        if paper.coded and (self.accept or not paper.events):
            say(f"{article.id} is coded already ({', '.join(paper.coded)}); nothing was changed")
            return
        tell_twins(paper.similar)
        filing = Recorder(
            project=self.desk,
            article=article,
            proposer=name_proposer(self.backing),
            stored=self.stored,
            trial=paper.trial,
            notify=say,
        )
        events = paper.events if self.into is None else self._join_best(filing, paper.events, self.into)
        if self.accept:
            self._accept_all(replace(paper.suggestion, events=events))
        elif events or self.into is None:
            self._ask_about(filing, paper, events)

    def _join_best(self, filing: Recorder, events: Sequence[Event], into: str) -> tuple[Event, ...]:
        """Link the suggestion that fits best to the event that the user named; the others."""
        if not events:
            return ()
        best = self.desk.duplicates.choose_likest(events, self.desk.events.get(into).event)
        put(f"{filing.link_suggestion(best, into)}\tlinked")
        return tuple(event for event in events if event is not best)

    @cached_property
    def _backend(self) -> Backend:
        return open_backend(self.backing, codebook=self.desk.codebook, gazetteer=self.desk.layered_gazetteer)

    def _accept_all(self, suggestion: Suggestion) -> None:
        tell_notes(suggestion)
        if not suggestion.events:
            return
        likely = [self.desk.duplicates.events_like(event) for event in suggestion.events]
        event_ids = self.desk.coding.accept(
            suggestion.article, suggestion.events, proposed_by=name_proposer(self.backing)
        )
        self.stored.extend(event_ids)
        for event_id, candidates in zip(event_ids, likely, strict=True):
            for candidate in candidates:
                say(f"{event_id} may be the same as {flat(describe_candidate(candidate.record))}: incidents duplicates")
        for event_id, event in zip(event_ids, suggestion.events, strict=True):
            put(f"{event_id}\tdraft")
            for problem in self.desk.forms.check(event, published_on=suggestion.article.published_on):
                say(f"look at {event_id}: {problem}")

    def _ask_about(self, filing: Recorder, paper: CodingTask, events: Sequence[Event]) -> None:
        article = paper.article
        interview = Interview(
            desk=self.desk,
            save=filing.save,
            join=filing.link,
            reject=filing.reject,
            published_on=article.published_on,
        )
        show(show_article(article))
        tell_notes(paper.suggestion)
        if paper.coded:
            say(f"coded already: {', '.join(paper.coded)}; {len(events)} left")
        for number, event in enumerate(events, start=1):
            interview.decide(event, heading=f"event {number} of {len(events)}, {name_part(event)}")
        if not events:
            interview.offer_new()
