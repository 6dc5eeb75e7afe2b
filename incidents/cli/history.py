"""``incidents history``, ``log``, ``undo`` and ``redo``: what was done, and taking it back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from incidents.cli.entries import show_entries, write_entry
from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import put, put_json, say
from incidents.errors import BadUsage
from incidents.store.revisions import Change, Entry

HISTORY_EXAMPLES = """\
incidents history IRQ12
incidents history IRQ12 --json"""
LOG_EXAMPLES = """\
incidents log --limit 10
incidents log --since 2026-03-01 --until yesterday --by amal
incidents log --command undo --json"""
UNDO_EXAMPLES = """\
incidents undo
incidents undo 3 --reason 'imported the wrong file'"""
REDO_EXAMPLES = """\
incidents redo"""

AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines, one change a line.")]
Count = Annotated[int, typer.Argument(metavar="N", help="How many revisions; else 1.")]
Why = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; published events ask for it.")]


app = Commands()


@app.command("history", examples=HISTORY_EXAMPLES)
def history(
    context: typer.Context,
    event_id: Annotated[str, typer.Argument(metavar="EVENT", help="The event's identifier, such as IRQ1.")],
    session: Session,
    as_json: AsJson = False,
) -> None:
    """Tell what happened to an event.

    Oldest first: when, who, by which command, why, and each field's old and new value; also of an event that is there
    no more. Lines on a terminal, JSON Lines elsewhere.
    """
    _print(open_project(context, session).history.of(event_id), as_json=as_json)


@app.command("log", examples=LOG_EXAMPLES)
def log(
    context: typer.Context,
    session: Session,
    *,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From a day (UTC), or an instant: 2026-03-01T12:30.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to a day, whole, or an instant.")] = (
        None
    ),
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="What this person did.")] = None,
    command: Annotated[
        str | None, typer.Option("--command", metavar="VERB", help="What this command did: code, edit, undo, ...")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", help="The last N revisions of those.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what was done to the database, the latest first.

    Lines on a terminal, JSON Lines elsewhere. A revision is one command; `incidents undo` takes revisions back.
    """
    if limit is not None and limit < 1:
        raise BadUsage(f"--limit is {limit}", mend="type a number from 1 up")
    found = open_project(context, session).history.log(since=since, until=until, by=by, command=command, limit=limit)
    _print(found, as_json=as_json)


@app.command("undo", examples=UNDO_EXAMPLES)
def undo(context: typer.Context, session: Session, signature: Signature, count: Count = 1, reason: Why = None) -> None:
    """Take back what the last commands did.

    Whoever gave them, the latest first, all N or none. Nothing is lost: an undoing is a revision of its own, and
    `incidents redo` takes it back. It is refused where somebody has changed the same things since. Identifiers of
    events that go are not given again.
    """
    for entry in open_project(context, session, signature).history.undo(_counted(count), reason=reason):
        for other in entry.passed:
            say(f"passed over revision {other.number}: {_name(other)}; what it did is not taken back")
        say(f"undid revision {entry.original}: {_name(entry)}")


@app.command("redo", examples=REDO_EXAMPLES)
def redo(context: typer.Context, session: Session, signature: Signature, count: Count = 1, reason: Why = None) -> None:
    """Do again what the last undoings took back.

    All N or none; refused where somebody has changed the same things since.
    """
    for entry in open_project(context, session, signature).history.redo(_counted(count), reason=reason):
        say(f"redid revision {entry.original}, which revision {entry.number} had taken back")


def _counted(count: int) -> int:
    if count < 1:
        raise BadUsage(f"{count} is no number of revisions", mend="type a number from 1 up")
    return count


def _name(entry: Entry) -> str:
    return f"{entry.command} by {entry.by}, {entry.at}"


def _print(changes: Iterable[Change], *, as_json: bool) -> None:
    if as_json or not sys.stdout.isatty():
        for change in changes:
            put_json(write_entry(change))
        return
    for line in show_entries(changes):
        put(line.text, weight=line.weight)
