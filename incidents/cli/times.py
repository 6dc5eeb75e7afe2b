"""``incidents times``: what items cost people at the desk and at triage, in keys and seconds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session
from incidents.cli.project import open_project
from incidents.cli.tables import draw
from incidents.cli.terminal import put_json, say
from incidents.services.coding import Cost
from incidents.services.exports import Table

EXAMPLES = """\
incidents times
incidents times --json"""


app = Commands()


@app.command("times", examples=EXAMPLES)
def tell_times(
    context: typer.Context,
    session: Session,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines.")] = False,
) -> None:
    """Tell what articles cost at the desk and at triage, in keys and seconds.

    By person and task: the median of the keys and of the seconds at work of an article, or of a group at triage. Rests
    of more than two minutes do not count. Untouched is the share of the form's rows that were accepted as they were
    suggested. For the team's own planning: it says nothing of how hard the articles were.
    """
    costs = open_project(context, session).effort.costs()
    if as_json or not sys.stdout.isatty():
        for cost in costs:
            put_json(asdict(cost))
    elif costs:
        draw(_lay_out(costs), is_fixed=False)
    else:
        say("nothing was done at the desk yet: incidents desk article.txt")


def _lay_out(costs: Sequence[Cost]) -> Table:
    names = tuple(field.name for field in fields(Cost))
    rows = [tuple("" if (cell := getattr(cost, name)) is None else str(cell) for name in names) for cost in costs]
    return Table(names, iter(rows))
