"""``incidents edit``, ``show``, ``why`` and ``withdraw``: one event of the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from incidents.cli.cards import Line, show_event, tell
from incidents.cli.help import Commands
from incidents.cli.options import Past, Session, Signature
from incidents.cli.project import open_past, open_project
from incidents.cli.reasons import find_row, show_reason
from incidents.cli.terminal import BOLD, FAINT, ask, flat, is_terminal, put, put_json, say
from incidents.domain.documents import PUBLISHED
from incidents.domain.events import Record
from incidents.errors import BadUsage
from incidents.exchange.documents import write_record
from incidents.review.card import ROWS
from incidents.services.project import Project

EDIT_EXAMPLES = """\
incidents edit IRQ1 killed=2 --reason "the ministry's later figure"
incidents edit IRQ1 place="Green Zone" date=2021-11-07"""
SHOW_EXAMPLES = """\
incidents show IRQ1
incidents show IRQ1 --json
incidents show IRQ1 --as-of 2026-03-01"""
WHY_EXAMPLES = """\
incidents why IRQ1
incidents why IRQ1 injured"""
WITHDRAW_EXAMPLES = """\
incidents withdraw IRQ1 --reason 'the same event as IRQ7'"""

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="The event's identifier, such as IRQ1.")]


app = Commands()


@app.command("edit", examples=EDIT_EXAMPLES)
def change(
    context: typer.Context,
    event_id: EventId,
    changes: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="New values; an empty VALUE makes the field unknown.")
    ],
    session: Session,
    signature: Signature,
    *,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the event's history.")
    ] = None,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="The version that you looked at, as `show` tells it.")
    ] = None,
) -> None:
    """Change fields of an event. Nothing is changed unless every value is right.

    What you type stays when reports come that say something else; `incidents why` tells then. With --version, a field
    that somebody else has changed since is not overwritten: both values are shown, and how to go on.
    """
    desk, typed = open_project(context, session, signature), read_changes(changes)
    edit = desk.events.edit(event_id, typed, reason=reason or ask_reason(desk, event_id), version=version)
    tell_followed(edit.record)
    tell(edit.warnings)
    say(f"changed {edit.record.event_id}: {', '.join(edit.keys)}" if edit.keys else f"{event_id} says so already")


@app.command("show", examples=SHOW_EXAMPLES)
def show(
    context: typer.Context,
    event_id: EventId,
    session: Session,
    past: Past,
    as_json: Annotated[bool, typer.Option("--json", help="The keys of a suggestion, with event_id.")] = False,
) -> None:
    """Show one event, each value with the words behind it."""
    record = open_past(context, session, past).events.get(event_id)
    if as_json:
        put_json(write_record(record))
        return
    tell_followed(record)
    for line in _show_record(record):
        put(line.text, weight=line.weight)


@app.command("why", examples=WHY_EXAMPLES)
def why(
    context: typer.Context,
    event_id: EventId,
    session: Session,
    past: Past,
    field: Annotated[
        str | None, typer.Argument(metavar="FIELD", help="One field; else every field that has a value.")
    ] = None,
) -> None:
    """Say where an event's values come from: the words, the article, the rule, who and when.

    Offsets count the characters of the stored article's text, from 0.
    """
    desk = open_past(context, session, past)
    record = desk.events.get(event_id)
    tell_followed(record)
    for row in ROWS if field is None else [find_row(field)]:
        for line in show_reason(row, record.event, desk.events.explain(event_id, *row.keys)):
            put(line.text, weight=line.weight)


@app.command("withdraw", examples=WITHDRAW_EXAMPLES)
def withdraw(
    context: typer.Context,
    event_id: EventId,
    session: Session,
    signature: Signature,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the event's history.")],
) -> None:
    """Take an event back. It stays in the database as withdrawn, and its identifier is never used again."""
    open_project(context, session, signature).events.withdraw(event_id, reason=reason)
    say(f"withdrew {event_id}")


def ask_reason(desk: Project, event_id: str) -> str | None:
    """Why a published event is to be changed, asked on a terminal; None for any other event, and elsewhere."""
    if not is_terminal() or desk.events.get(event_id).status != PUBLISHED:
        return None
    return ask(f"{event_id} is published. Why is it changed? ")


def read_changes(words: Sequence[str]) -> dict[str, str]:
    """FIELD=VALUE pairs; BadUsage for a word without "=" and for a field that is given twice."""
    pairs = [word.partition("=") for word in words]
    malformed = [word for word, (field, mark, _) in zip(words, pairs, strict=True) if not (field.strip() and mark)]
    if malformed:
        raise BadUsage(f"{malformed[0]!r} is not FIELD=VALUE", mend="type it like killed=2; see: incidents codebook")
    changes = {field.strip(): value for field, _, value in pairs}
    if len(changes) < len(pairs):
        raise BadUsage("a field is given twice", mend="give each field once")
    return changes


def tell_followed(record: Record) -> None:
    """Say that the event was asked for by the identifier of one that was merged into it."""
    if record.asked_as is not None:
        say(f"{record.asked_as} was merged into {record.event_id}")


def _show_record(record: Record) -> Iterator[Line]:
    yield from show_event(record.event, heading=f"{record.event_id} ({record.status}, version {record.version})")
    for source in record.sources:
        parts = (source.outlet, source.published_on and source.published_on.isoformat(), source.title, source.path)
        yield Line(flat("source " + " | ".join(part for part in parts if part)), FAINT)
    for each in record.judgements:
        if each.has_moved:
            yield Line(f"look again: the reports have moved away from what a person decided on {each.aspect}", BOLD)
