"""``incidents check``: every rule of the codebook over the events of a selection."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer

from incidents.cli.answering import tell
from incidents.cli.help import Commands
from incidents.cli.options import Filters, Session
from incidents.cli.project import open_project
from incidents.cli.querying import read_question
from incidents.cli.terminal import put, put_json, say
from incidents.domain.text import count_of
from incidents.errors import CheckFailed
from incidents.services.checks import Checks, Finding

EXAMPLES = """\
incidents check
incidents check --country Iraq --since 2021-11-01
incidents check --errors --json > problems.jsonl"""


app = Commands()


@app.command("check", examples=EXAMPLES)
def check(
    context: typer.Context,
    filters: Filters,
    session: Session,
    *,
    errors: Annotated[bool, typer.Option("--errors", help="Only errors, no warnings.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, a problem each.")] = False,
) -> None:
    """Check every event by every rule of the codebook; exit code 3 when there is an error.

    Errors are what no event may have, warnings what a second look should settle. Nothing is changed.
    What each rule means: incidents codebook checks.
    """
    desk = open_project(context, session)
    answer = desk.events.resolve(read_question(filters))
    tell(answer)
    seen: Counter[bool] = Counter()
    for finding in Checks(desk).run(answer.selection):
        seen[finding.problem.is_error] += 1
        if finding.problem.is_error or not errors:
            _put(finding, as_json=as_json)
    sys.stdout.flush()
    told = f"{count_of(seen[True], 'error')}, {count_of(seen[False], 'warning')}"
    if seen[True]:
        raise CheckFailed(told, mend="mend one: incidents edit EVENT_ID FIELD=VALUE")
    say(told)


def _put(finding: Finding, *, as_json: bool) -> None:
    problem = finding.problem
    gravity = "error" if problem.is_error else "warning"
    if as_json:
        told = {"event_id": finding.event_id, "severity": gravity, "rule": problem.rule, "field": problem.field}
        put_json(told | {"message": problem.message, "value": problem.value})
    else:
        put(f"{finding.event_id}  {gravity}  {problem}  [{problem.rule}]")
