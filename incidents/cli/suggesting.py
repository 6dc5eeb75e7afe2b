"""``incidents suggest``: what the machine coder reads in articles, without touching a database."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated

import typer

from incidents.cli.cards import Line, name_part, show_article, show_event
from incidents.cli.help import Page
from incidents.cli.opening import open_desk
from incidents.cli.options import Facts, Session
from incidents.cli.sources import Sources, read_dated, work_through
from incidents.cli.spread import spread
from incidents.cli.terminal import put, put_json, say
from incidents.desk import Desk, Suggestion, write_suggestion

EXAMPLES = """\
incidents suggest article.txt
incidents suggest saved-page.html --published-on 2021-11-07
incidents suggest articles/*.txt --json > suggestions.jsonl"""


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("suggest", cls=Page, epilog=EXAMPLES)(spread(suggest))


def suggest(
    context: typer.Context,
    sources: Sources,
    facts: Facts,
    session: Session,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines: one object per article.")] = False,
) -> None:
    """Show the events that articles report, each value with the words behind it.

    No database is touched. A source that cannot be read (a missing file, a folder) is reported, the others are still
    shown, and the exit code is 1.
    """
    work_through(sources, facts, partial(_suggest_one, open_desk(context, session), facts, as_json))


def _suggest_one(desk: Desk, facts: Facts, as_json: bool, source: str) -> None:
    suggestion = desk.suggest(read_dated(desk, source, facts))
    if as_json:
        put_json(write_suggestion(suggestion))
    else:
        for line in _show(suggestion):
            put(line.text, weight=line.weight)
    if not suggestion.events:
        tell_none(suggestion)


def tell_none(suggestion: Suggestion) -> None:
    """Say why nothing is suggested."""
    say(f"{suggestion.article.id}: nothing suggested: {suggestion.why_none}")


def _show(suggestion: Suggestion) -> Iterator[Line]:
    yield from show_article(suggestion.article)
    for number, event in enumerate(suggestion.events, start=1):
        yield from show_event(event, heading=f"event {number} of {len(suggestion.events)}, {name_part(event)}")
        yield Line("")
