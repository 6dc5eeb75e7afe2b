"""``incidents review``, ``publish`` and ``reopen``: events from state to state, and what waits for review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from incidents.cli.answering import tell
from incidents.cli.cards import Line, fold_line
from incidents.cli.help import Commands
from incidents.cli.likely import describe_candidate
from incidents.cli.options import Filters, Session, Signature
from incidents.cli.project import open_project
from incidents.cli.querying import read_question
from incidents.cli.terminal import BOLD, FAINT, PLAIN, flat, put, put_json, say
from incidents.domain.events import Event, to_document
from incidents.domain.text import count_of
from incidents.errors import BadUsage
from incidents.review.card import ROWS, quotes
from incidents.services.project import Project
from incidents.services.review import ReviewItem

REVIEW_EXAMPLES = """\
incidents review --queue
incidents review --queue --country Iraq --limit 10
incidents review IRQ1 IRQ2
incidents review IRQ1 --reason 'checked against the second report'"""
PUBLISH_EXAMPLES = """\
incidents publish IRQ1 IRQ2"""
REOPEN_EXAMPLES = """\
incidents reopen IRQ1 --reason 'the ministry corrected the toll'"""

Events = Annotated[list[str], typer.Argument(metavar="EVENT", help="Identifiers of events, such as IRQ1.")]
MaybeEvents = Annotated[list[str] | None, typer.Argument(metavar="EVENT", help="Identifiers of events, such as IRQ1.")]
Why = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the events' history.")]


app = Commands()


@app.command("review", examples=REVIEW_EXAMPLES)
def review(
    context: typer.Context,
    filters: Filters,
    session: Session,
    signature: Signature,
    *,
    events: MaybeEvents = None,
    queue: Annotated[bool, typer.Option("--queue", help="Show what waits, and change nothing.")] = False,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many of the queue.")] = 20,
    reason: Why = None,
    as_json: Annotated[bool, typer.Option("--json", help="The queue as JSON Lines.")] = False,
) -> None:
    """Mark events as reviewed, or show what waits for review.

    With --queue: the drafts that match every filter, with differences only. An event that was reviewed before and
    changed since is held against what it said then, another against its reports; values without words behind them are
    named. Who may review, and whether coders may review their own work, is in schema/review.toml,
    or in a review.toml beside the database.
    """
    desk = open_project(context, session, signature)
    if queue == bool(events):
        raise BadUsage("review wants events, or --queue", mend="see what waits: incidents review --queue")
    if not queue:
        _move(desk, "review", events or [], reason)
        return
    answer = desk.events.resolve(read_question(filters))
    tell(answer)
    count = 0
    for waiting in desk.review.queue(answer.selection, limit):
        count += 1
        _show(waiting, as_json=as_json)
    say(f"{count_of(count, 'event')} shown, at most {limit}" if count else "nothing waits for review")


@app.command("publish", examples=PUBLISH_EXAMPLES)
def publish(
    context: typer.Context, events: Events, session: Session, signature: Signature, *, reason: Why = None
) -> None:
    """Mark reviewed events as published.

    From then on a change asks for a reason. Drafts are refused: what was changed after its review is one again.
    """
    _move(open_project(context, session, signature), "publish", events, reason)


@app.command("reopen", examples=REOPEN_EXAMPLES)
def reopen(
    context: typer.Context, events: Events, session: Session, signature: Signature, *, reason: Why = None
) -> None:
    """Make events drafts again.

    Reviewed, published and withdrawn ones; --reason says why.
    """
    _move(open_project(context, session, signature), "reopen", events, reason)


def _move(desk: Project, name: str, events: list[str], reason: str | None) -> None:
    move = desk.moves.get(name)
    for event_id in desk.review.move(name, events, reason=reason):
        say(f"{event_id} is {move.to}")


def _show(waiting: ReviewItem, *, as_json: bool) -> None:
    if as_json:
        put_json(_write(waiting))
        return
    for line in _lines(waiting):
        put(line.text, weight=line.weight)


def _lines(waiting: ReviewItem) -> Iterator[Line]:
    """The event in a line, and beneath it each difference and each value without words."""
    record = waiting.record
    now = to_document(record.event)
    yield Line(flat(f"{describe_candidate(record)}  ({record.status})"), BOLD)
    for version in waiting.versions:
        then = to_document(version.event)
        differing = [row for row in ROWS if row.phrase(then) != row.phrase(now)]
        if differing:
            yield from fold_line(flat(version.name), FAINT, indent=2)
        for row in differing:
            yield from fold_line(flat(f"{row.label}: {row.phrase(then)} -> {row.phrase(now)}"), PLAIN, indent=4)
    bare = _without_words(now)
    if bare:
        yield from fold_line(f"no words behind: {', '.join(bare)}", PLAIN, indent=2)


def _without_words(document: dict[str, Any]) -> list[str]:
    """The rows that say something and have no words behind them."""
    nothing = to_document(Event())
    told = [row for row in ROWS if row.label != "summary" and row.phrase(document) != row.phrase(nothing)]
    return [row.label for row in told if not quotes(document, row.keys)]


def _write(waiting: ReviewItem) -> dict[str, Any]:
    now = to_document(waiting.record.event)
    held = []
    for version in waiting.versions:
        then = to_document(version.event)
        rows = [row for row in ROWS if row.phrase(then) != row.phrase(now)]
        keys = [key for row in rows for key in row.keys]
        held.append({"name": version.name, "differences": {key: {"then": then[key], "now": now[key]} for key in keys}})
    return {
        "event_id": waiting.record.event_id,
        "status": waiting.record.status,
        "held_against": held,
        "without_words": _without_words(now),
    }
