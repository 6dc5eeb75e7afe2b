"""``incidents suggest``: what the machine coder reads in articles. Makes and changes no database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.cards import Line, name_part, show_article, show_event
from incidents.cli.help import Commands
from incidents.cli.options import Batch, Facts, Proposer, Session
from incidents.cli.progress import Tally
from incidents.cli.project import open_project
from incidents.cli.proposing import open_backing
from incidents.cli.sources import Sources, read_dated, work_through
from incidents.cli.terminal import flat, put, put_json, say
from incidents.domain.suggestions import Suggestion
from incidents.domain.text import count_of
from incidents.errors import BadUsage
from incidents.exchange.writers.json import open_resumable
from incidents.intake.files import list_sources
from incidents.intake.text import normalise_text
from incidents.services.articles import write_suggestion
from incidents.services.project import Project
from incidents.services.suggestions import (
    BackendChoice,
    Request,
    Suggested,
    open_backend,
    suggest_in_parallel,
    suggest_in_turn,
)

EXAMPLES = """\
incidents suggest article.txt
incidents suggest saved-page.html --published-on 2021-11-07
incidents suggest articles/ --json > suggestions.jsonl
incidents suggest articles/ --jobs 4 -o suggestions.jsonl --resume
incidents suggest article.txt --backend llm --llm-url http://localhost:8080/v1 --llm-model qwen3"""

Show = Callable[[Suggestion], None]


app = Commands()


@app.command("suggest", examples=EXAMPLES)
def suggest(
    context: typer.Context,
    sources: Sources,
    facts: Facts,
    session: Session,
    batch: Batch,
    *,
    proposer: Proposer,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines: one object per article.")] = False,
) -> None:
    """Show the events that articles report, each value with the words behind it.

    Needs no database, and makes or changes none; where there is one, a place means what the project coded or listed by
    that name before. A source that cannot be read (a missing file, a folder without articles) is reported, the
    others are still shown, and the exit code is 1. The order is that of the sources, whatever the number of jobs.
    What was written to FILE stays when the work is broken off; --resume goes on with it.
    """
    if batch.resume and batch.output is None:
        raise BadUsage("--resume needs the file to go on with", mend="add -o FILE")
    desk = open_project(context, session)
    backing = replace(open_backing(desk, proposer), database=desk.database)
    with _open_show(batch, as_json=as_json) as (show, done):
        listed = [source for source in list_sources(sources) if normalise_text(source) not in done]
        if done:
            say(f"{batch.output} has {count_of(len(done), 'article')} already; {len(listed):,} left")
        outcomes = suggest_all(desk, listed, facts, backing, jobs=batch.jobs)
        is_apart = batch.output is not None or not sys.stdout.isatty()
        tally = Tally(len(listed), is_shown=len(listed) > 1 and is_apart)
        work_through(listed, facts, partial(_show_next, outcomes, show, tally))


def suggest_all(
    desk: Project, sources: list[str], facts: Facts, backing: BackendChoice, *, jobs: int
) -> Iterator[Suggested]:
    """The outcome of each source in its order; a missing date is only asked for when there is one job."""
    requests = [
        Request(source=source, published_on=facts.published_on, publisher=facts.publisher, title=facts.title)
        for source in sources
    ]
    # Opened here in any case: built once, with a bar, not by each process, and an unfit database is told at once.
    gazetteer = desk.gazetteer if backing.database is None else desk.layered_gazetteer
    if jobs > 1:
        return suggest_in_parallel(requests, backing, jobs=jobs)
    backend = open_backend(backing, codebook=desk.codebook, gazetteer=gazetteer)
    return suggest_in_turn(requests, backend, read=lambda request: read_dated(desk, request.source, facts))


def tell_notes(suggestion: Suggestion) -> None:
    """Say what was left out, where two readings disagree, and why nothing is suggested where nothing is."""
    for note in suggestion.notes:
        say(flat(f"{suggestion.article.id}: {note}"))
    if not suggestion.events:
        tell_none(suggestion)


def tell_none(suggestion: Suggestion) -> None:
    """Say why nothing is suggested."""
    say(f"{suggestion.article.id}: nothing suggested: {suggestion.why_none}")


@contextmanager
def _open_show(batch: Batch, *, as_json: bool) -> Iterator[tuple[Show, frozenset[str]]]:
    """How a suggestion is shown or written, and the paths of the articles that are written already."""
    if batch.output is None:
        yield (_put_document if as_json else _put_cards), frozenset()
        return
    with open_resumable(Path(batch.output), is_resumed=batch.resume) as file:
        paths = (document.get("article", {}).get("path") for document in file.done)
        yield lambda suggestion: file.add(write_suggestion(suggestion)), frozenset(filter(None, paths))


def _show_next(outcomes: Iterator[Suggested], show: Show, tally: Tally, _source: str) -> None:
    """Show the outcome that comes next; raises what stood in its way."""
    tally.show()
    outcome = next(outcomes)
    tally.hide()
    tally.done += 1
    if outcome.suggestion is None:
        raise outcome.problem or RuntimeError("an outcome is a suggestion or a problem")
    show(outcome.suggestion)
    tell_notes(outcome.suggestion)


def _put_document(suggestion: Suggestion) -> None:
    put_json(write_suggestion(suggestion))


def _put_cards(suggestion: Suggestion) -> None:
    for line in _show(suggestion):
        put(line.text, weight=line.weight)


def _show(suggestion: Suggestion) -> Iterator[Line]:
    yield from show_article(suggestion.article)
    for number, event in enumerate(suggestion.events, start=1):
        yield from show_event(event, heading=f"event {number} of {len(suggestion.events)}, {name_part(event)}")
        yield Line("")
