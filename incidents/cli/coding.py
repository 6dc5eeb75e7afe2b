"""``incidents code``: articles become events in the database, decided on by a person or all taken as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated

import typer

from incidents.cli.cards import name_part, show, show_article, tell
from incidents.cli.help import Page
from incidents.cli.interview import Interview, Leaving
from incidents.cli.opening import open_desk, prepare
from incidents.cli.options import Facts, Session, Signature
from incidents.cli.sources import Sources, read_dated, work_through
from incidents.cli.spread import spread
from incidents.cli.suggesting import tell_none
from incidents.cli.terminal import is_terminal, put, say
from incidents.desk import Desk, Suggestion
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.errors import BadUsage

EXAMPLES = """\
incidents code article.txt
incidents code articles/*.txt --accept --database iraq.db
incidents code https://example.org/story --published-on 2021-11-07"""


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("code", cls=Page, epilog=EXAMPLES)(spread(code))


def code(
    context: typer.Context,
    sources: Sources,
    facts: Facts,
    session: Session,
    signature: Signature,
    *,
    accept: Annotated[
        bool, typer.Option("--accept", help="Store every suggested event as a draft, without asking.")
    ] = False,
) -> None:
    """Code the events that articles report, and store them.

    Shows each suggested event with the words behind it and asks: accept, edit a row by its number, skip, new event,
    quit. What was accepted is stored at once. A place means what the project coded or listed by that name before. An
    article that is coded already is left alone. The first use makes the database. A source that cannot be read is
    reported, the others still go on, and the exit code is 1.
    """
    if not accept and not is_terminal():
        raise BadUsage(
            "coding asks about each event, and there is no terminal to ask on",
            mend="add --accept to store every suggestion as a draft, or only look: incidents suggest SOURCE",
        )
    stored: list[str] = []
    try:
        work_through(sources, facts, partial(_code_one, open_desk(context, session, signature), facts, accept, stored))
    except Leaving:
        say("left; what was accepted is stored")
    except KeyboardInterrupt:
        say(f"\nstored before: {', '.join(stored) or 'nothing'}")
        raise


def _code_one(desk: Desk, facts: Facts, accept: bool, stored: list[str], source: str) -> None:
    """Read the source, make the database ready before anybody works on it, and decide on its events.

    The identifiers of those that are stored are added to *stored*.
    """
    article = read_dated(desk, source, facts)
    prepare(desk)
    suggestion = _complete(desk, desk.suggest(article))
    coded, events = desk.recall(article, suggestion.events)
    if coded and (accept or not events):
        say(f"{article.id} is coded already ({', '.join(coded)}); nothing was changed")
    elif accept:
        _accept_all(desk, suggestion, stored)
    else:
        _ask_about(desk, suggestion, events, coded, stored)


def _complete(desk: Desk, suggestion: Suggestion) -> Suggestion:
    """*suggestion* with the countries and units that follow from points alone; each is told."""
    filled = [desk.forms.complete(event) for event in suggestion.events]
    tell(note for _, notes in filled for note in notes)
    return replace(suggestion, events=tuple(event for event, _ in filled))


def _accept_all(desk: Desk, suggestion: Suggestion, stored: list[str]) -> None:
    if not suggestion.events:
        tell_none(suggestion)
        return
    event_ids = desk.accept(suggestion.article, suggestion.events)
    stored.extend(event_ids)
    for event_id, event in zip(event_ids, suggestion.events, strict=True):
        put(f"{event_id}\tdraft")
        for problem in desk.forms.check(event, published_on=suggestion.article.published_on):
            say(f"look at {event_id}: {problem}")


def _ask_about(
    desk: Desk, suggestion: Suggestion, events: Sequence[Event], coded: Sequence[str], stored: list[str]
) -> None:
    article = suggestion.article
    interview = Interview(desk=desk, save=partial(_save, desk, article, stored), published_on=article.published_on)
    show(show_article(article))
    if coded:
        say(f"coded already: {', '.join(coded)}; {len(events)} left")
    for number, event in enumerate(events, start=1):
        interview.decide(event, heading=f"event {number} of {len(events)}, {name_part(event)}")
    if not events:
        tell_none(suggestion)
        interview.offer_new()


def _save(desk: Desk, article: Article, stored: list[str], event: Event, is_new: bool) -> str:
    """Store *event* at once, and return its identifier; a new one is the person's own proposal."""
    (event_id,) = desk.accept(article, [event], proposed_by=desk.coder if is_new else None)
    stored.append(event_id)
    return event_id
