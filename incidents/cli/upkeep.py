"""``incidents backup``, ``restore`` and ``doctor``: keeping a database safe, and seeing whether it is well."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session
from incidents.cli.progress import show_rows
from incidents.cli.project import open_project
from incidents.cli.terminal import flat, put, put_json, say
from incidents.domain.problems import Gravity, Remark
from incidents.domain.text import count_of
from incidents.errors import BadUsage, CheckFailed
from incidents.services.maintenance import Maintenance

BACKUP_EXAMPLES = """\
incidents backup
incidents backup --database iraq.db /media/stick/iraq-2026-03-01.db"""
RESTORE_EXAMPLES = """\
incidents restore iraq-2026-03-01.db --database iraq.db --yes"""
DOCTOR_EXAMPLES = """\
incidents doctor
incidents doctor --json"""


app = Commands()


@app.command("backup", examples=BACKUP_EXAMPLES)
def back_up(
    context: typer.Context,
    session: Session,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A new file; else one named after today.")] = None,
) -> None:
    """Write the whole database to one new file, and verify it there. Others may go on working meanwhile.

    The file is a database of its own: any command reads it with --database. So is the backup of a PostgreSQL database.
    """
    written, verdict = Maintenance(open_project(context, session)).back_up(file, progress=show_rows)
    say(f"wrote {written}: {count_of(verdict.revisions, 'revision')}, whole; last hash {verdict.head or '-'}")


@app.command("restore", examples=RESTORE_EXAMPLES)
def restore(
    context: typer.Context,
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Replace a database that is there; it is kept beside.")] = False,
) -> None:
    """Let the database hold what a backup holds. The backup is verified first; a damaged or newer one is refused.

    A database that is there is replaced only with --yes, and kept beside itself. On PostgreSQL the database must be
    empty.
    """
    desk = open_project(context, session)
    path = desk.database.path
    if path is not None and Path(path).exists() and not yes:
        verdict = Maintenance(desk).inspect(file)
        say(f"{file}: {count_of(verdict.revisions, 'revision')}, whole; last hash {verdict.head or '-'}")
        raise BadUsage(
            f"{path} is there; nothing was changed",
            mend=f"to replace it (it is kept beside): incidents restore {file} --database {path} --yes",
        )
    kept = Maintenance(desk).restore(file, progress=show_rows)
    say(f"{desk.database} is as {file} has it" + ("" if kept is None else f"; what was there is kept as {kept}"))


@app.command("doctor", examples=DOCTOR_EXAMPLES)
def examine(
    context: typer.Context,
    session: Session,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, a remark each.")] = False,
) -> None:
    """Look at all that the work rests on: pages, references, tables, indexes, log, clock, disk, gazetteer.

    Exit code 3 when there is a fault. Nothing is changed.
    """
    faults = []
    for remark in Maintenance(open_project(context, session)).examine():
        if remark.gravity is Gravity.FAULT:
            faults.append(remark)
        _put(remark, as_json=as_json)
    if faults:
        raise CheckFailed(f"{count_of(len(faults), 'fault')}: {flat(faults[0].what)}", mend=faults[0].mend)


def _put(remark: Remark, *, as_json: bool) -> None:
    if as_json:
        put_json(asdict(remark))
        return
    put(f"{remark.gravity:5}  {flat(f'{remark.subject}: {remark.what}')}")
    if remark.mend is not None:
        put(f"       {flat(remark.mend)}")
