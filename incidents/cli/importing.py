"""``incidents import``: rows of a file into the database, and what became of each."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.progress import show_share
from incidents.cli.project import open_project
from incidents.cli.terminal import put_json, say
from incidents.domain.text import count_of
from incidents.services.import_layouts import ImportRequest, import_command
from incidents.services.imports import ImportResult
from incidents.services.project import Project

EXAMPLES = """\
incidents import GEDEvent_v23_1.csv --dry-run
incidents import GEDEvent_v23_1.csv
incidents import old_workbook.xlsx --sheet 2019 --propose old_workbook.map.toml
incidents import old_workbook.xlsx --sheet 2019 --map old_workbook.map.toml
incidents import acled.csv --skip-bad rejects.csv
incidents import events_of_amal.csv --dataset amal"""
_TOLD = 5
SkipBad = Annotated[
    Path | None,
    typer.Option("--skip-bad", metavar="FILE", help="Leave bad rows out, and write them to this file to be mended."),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Of a CSV file that is not UTF-8, such as cp1252.")
]
DatasetName = Annotated[
    str | None,
    typer.Option(
        "--dataset",
        metavar="NAME",
        help="Whose rows these are, of our own layout or a table: new events, under identifiers of this database.",
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite", help="Our own layout: change events even if they have moved on since, or are others here."
    ),
]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="Of a workbook; else its first one.")]


app = Commands()


@app.command("import", examples=EXAMPLES)
def load(
    context: typer.Context,
    session: Session,
    signature: Signature,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file or an XLSX workbook.")],
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="NAME", help="The layout, where the header does not tell it.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="A mapping of columns and codes (TOML).")
    ] = None,
    proposed: Annotated[
        Path | None,
        typer.Option("--propose", metavar="FILE", help="Only write a mapping to this file, for a person to check."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    skip_bad: SkipBad = None,
    encoding: Encoding = None,
    sheet: SheetName = None,
    dataset: DatasetName = None,
    overwrite: Overwrite = False,
    as_json: Annotated[bool, typer.Option("--json", help="What happened, as one JSON object.")] = False,
) -> None:
    """Import events from a file: all of its rows, or none.

    UCDP GED, the ACLED and GTD layouts, Insecurity Insight, our own CSV and any table through a mapping. The layout is
    told by the header. The same file again changes nothing; a newer one changes what it says otherwise.
    """
    desk = open_project(context, session, signature)
    if proposed is not None:
        _propose(desk, file, proposed, encoding=encoding, sheet=sheet)
        return
    progress = show_share if sys.stderr.isatty() else None
    request = ImportRequest(
        path=file,
        profile=profile,
        mapping=mapping,
        encoding=encoding,
        sheet=sheet,
        rejects=skip_bad,
        dataset=dataset,
        overwrites=overwrite,
        is_dry=dry_run,
    )
    result = desk.imports.load(request, progress=progress)
    if as_json:
        put_json(_document(result))
    else:
        _tell(result, request)


def _propose(desk: Project, file: Path, target: Path, *, encoding: str | None, sheet: str | None) -> None:
    """Write a mapping, and say how much of it was found."""
    proposal = desk.imports.propose(file, target, encoding=encoding, sheet=sheet)
    say(f"{proposal.target}: {proposal.found} of {proposal.columns} columns have names that come near ours")
    say(f"  words in columns of codes that are not known here: {proposal.words}")
    say(f"check it, then: {import_command(file, sheet, map=proposal.target)}")


def _tell(result: ImportResult, request: ImportRequest) -> None:
    would = "would be " if request.is_dry else ""
    say(f"{result.name}: {count_of(result.rows, 'row')}, {result.layout}")
    counts = {"added": result.added, "changed": result.changed, "unchanged": result.unchanged}
    counts |= {"rejected": result.rejected, "joined to another row": result.joined}
    say("  " + ", ".join(f"{number:,} {would}{name}" for name, number in counts.items() if number or name == "added"))
    if result.terms is not None:
        shared = "may be shared" if result.terms.may_be_shared else "may not be passed on"
        say(f"  {result.terms.label}: {result.terms.licence}, {shared}")
    if result.above:
        say(f"  above the header, not read: {count_of(result.above, 'line')}")
    if result.unread:
        kept = "not read and not kept" if result.terms is None else "kept with the row, not read"
        say(f"  {kept}: {', '.join(result.unread)}")
    for problem in result.kept[:_TOLD]:
        say(f"  {problem}")
    if result.dropped:
        named = ", ".join(result.dropped_events[:_TOLD]) + (", ..." if result.dropped > _TOLD else "")
        say(f"  of earlier files, not in this one, and left as they are: {result.dropped:,} ({named})")
    if result.different:
        listed = ", ".join(f"{column} {number:,}" for column, number in sorted(result.different.items()))
        say(f"  cells that others of their row contradict, as computed here: {listed}")
        for problem in result.differences[:_TOLD]:
            say(f"    {problem}")
    for problem in result.problems[:_TOLD]:
        say(f"  left out: {problem}")
    if result.rejects is not None:
        _tell_rejects(result.rejects, request, has_clashes=result.clashes > 0)


def _tell_rejects(rejects: Path, request: ImportRequest, *, has_clashes: bool) -> None:
    again = partial(import_command, rejects, map=request.mapping, profile=request.profile)
    say(f"  mend them in {rejects}, then: {again(dataset=request.dataset)}")
    if has_clashes:
        say(f"  or take those of another database in as events of their own: {again(dataset='NAME')}")


def _document(result: ImportResult) -> dict[str, object]:
    document = asdict(result)
    return document | {
        "rows": result.rows,
        "different": dict(sorted(result.different.items())),
        "rejects": None if result.rejects is None else str(result.rejects),
    }
