"""``incidents verify``: whether the log is whole, and everything else what the log says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from incidents.cli.help import Page
from incidents.cli.opening import open_desk
from incidents.cli.options import Session
from incidents.cli.spread import spread
from incidents.cli.terminal import flat, put, put_json
from incidents.errors import CheckFailed
from incidents.store.verdict import Verdict

EXAMPLES = """\
incidents verify
incidents verify --json
incidents verify --head 5f0c0a6e..."""
_MOST = 20


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("verify", cls=Page, epilog=EXAMPLES)(spread(verify))


def verify(
    context: typer.Context,
    session: Session,
    *,
    head: Annotated[
        str | None, typer.Option("--head", metavar="HASH", help="A hash noted earlier, which must be in the chain.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Check that nobody altered the log, and that everything is what it says.

    Exit code 3 when something does not fit: the first broken entry is named. Walks the chain of hashes, hashes every
    article, looks every quote up in its text, and traces every event back to how it was added. Whoever can write to
    the database can write a whole new chain: note the last hash elsewhere.
    """
    verdict = open_desk(context, session).history.verify(head)
    if as_json:
        put_json({"is_whole": not verdict.faults, **asdict(verdict)})
    else:
        _tell(verdict)
    if verdict.faults:
        raise CheckFailed(f"the database is not what its log says: {flat(str(verdict.faults[0]))}", mend=_MEND)


_MEND = "look at a backup; whatever was changed outside of incidents is not in the log"


def _tell(verdict: Verdict) -> None:
    put(f"{_count(verdict.revisions, 'revision')}, {_count(verdict.changes, 'change')}, {verdict.erased:,} erased")
    put(f"last hash {verdict.head or '-'}")
    for fault in verdict.faults[:_MOST]:
        put(flat(f"fault: {fault}"))
    if len(verdict.faults) > _MOST:
        put(f"and {len(verdict.faults) - _MOST:,} more faults: --json")
    if not verdict.faults:
        put("whole")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
