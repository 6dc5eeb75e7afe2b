"""``incidents diff``: what the database says otherwise at two moments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from incidents.cli.cards import Line, fold_line
from incidents.cli.entries import phrase_value
from incidents.cli.help import Commands
from incidents.cli.options import Session
from incidents.cli.project import open_project
from incidents.cli.terminal import BOLD, PLAIN, flat, put, put_json, say
from incidents.domain.text import count_of
from incidents.services.history import Difference

EXAMPLES = """\
incidents diff 2026-02-28 2026-03-31
incidents diff yesterday today --json
incidents diff r17 r23
incidents diff 2021-W44 2021-W45"""

Moment = Annotated[
    str,
    typer.Argument(metavar="WHEN", help="A day, which counts whole (UTC), an instant, a revision (r17) or a release."),
]


app = Commands()


@app.command("diff", examples=EXAMPLES)
def diff(
    context: typer.Context,
    before: Moment,
    after: Moment,
    session: Session,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, one event a line.")] = False,
) -> None:
    """Tell what the database says otherwise at two moments.

    Events added, changed by field with the reason, withdrawn, merged, removed. Lines on a terminal, JSON Lines
    elsewhere.
    """
    count = 0
    for difference in open_project(context, session).history.compare(before, after):
        count += 1
        if as_json or not sys.stdout.isatty():
            put_json(asdict(difference))
        else:
            for line in _show(difference):
                put(line.text, weight=line.weight)
    say("no difference" if not count else f"{count_of(count, 'event')} {'differs' if count == 1 else 'differ'}")


def _show(difference: Difference) -> Iterator[Line]:
    into = "" if difference.into is None else f" into {difference.into}"
    why = "" if difference.fields else _because(difference.reasons)
    yield from fold_line(flat(f"{difference.event_id} {difference.what}{into}{why}"), BOLD)
    for each in difference.fields:
        values = f"{phrase_value(each.field, each.old)} -> {phrase_value(each.field, each.new)}"
        by = f" ({', '.join(each.by)})" if each.by else ""
        yield from fold_line(flat(f"{each.field}: {values}{by}{_because(each.reasons)}"), PLAIN, indent=4)


def _because(reasons: tuple[str, ...]) -> str:
    return f": {'; '.join(reasons)}" if reasons else ""
