"""``incidents verify``: whether the log is whole and everything else what it says, or a release what it was."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session
from incidents.cli.project import open_project
from incidents.cli.terminal import flat, put, put_json
from incidents.domain.text import count_of
from incidents.errors import BadUsage, CheckFailed
from incidents.exchange.release.folder import SUMS, digest
from incidents.exchange.release.folder import verify as verify_release
from incidents.store.verify import Verdict

EXAMPLES = """\
incidents verify
incidents verify --json
incidents verify 2021-W44
incidents verify --head 5f0c0a6e..."""
_MOST = 20


app = Commands()


@app.command("verify", examples=EXAMPLES)
def verify(
    context: typer.Context,
    session: Session,
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="The folder of a release; else the database.")
    ] = None,
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

    With FOLDER, check a release against its list of sums: files that are changed, missing or added. The hash of the
    list is the one in its citation. No database is needed.
    """
    if folder is not None:
        _verify_release(folder, head, as_json=as_json)
        return
    verdict = open_project(context, session).history.verify(head)
    if as_json:
        put_json({"is_whole": not verdict.faults, **asdict(verdict)})
    else:
        _tell(verdict)
    if verdict.faults:
        raise CheckFailed(f"the database is not what its log says: {flat(str(verdict.faults[0]))}", mend=_MEND)


_MEND = "look at a backup; whatever was changed outside of incidents is not in the log"


def _verify_release(folder: Path, head: str | None, *, as_json: bool) -> None:
    if head is not None:
        raise BadUsage("--head is of the database, not of a release", mend=f"incidents verify {folder}")
    faults, sums = verify_release(folder), digest(folder / SUMS)
    if as_json:
        put_json({"is_whole": not faults, "sums": sums, "faults": [asdict(fault) for fault in faults]})
    else:
        put(f"hash of {SUMS} {sums}")
        for fault in faults:
            put(flat(f"{fault.what}: {fault.file}"))
        put("whole" if not faults else f"{count_of(len(faults), 'fault')}")
    if faults:
        raise CheckFailed(
            flat(f"{folder} is not as it was released: {faults[0].file} is {faults[0].what}"),
            mend="make it again from the database: incidents release NAME -o FOLDER",
        )


def _tell(verdict: Verdict) -> None:
    put(f"{count_of(verdict.revisions, 'revision')}, {count_of(verdict.changes, 'change')}, {verdict.erased:,} erased")
    put(f"last hash {verdict.head or '-'}")
    for fault in verdict.faults[:_MOST]:
        put(flat(f"fault: {fault}"))
    if len(verdict.faults) > _MOST:
        put(f"and {count_of(len(verdict.faults) - _MOST, 'more fault')}: --json")
    if not verdict.faults:
        put("whole")
