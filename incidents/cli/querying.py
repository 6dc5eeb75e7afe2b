"""``incidents query`` and ``incidents export``: events out of the database, on the terminal or as a file."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

import typer

from incidents.cli.answering import FORMS, answer_export, answer_query, choose_form, read_form, split, tell
from incidents.cli.explanation import show_explanation
from incidents.cli.help import Commands
from incidents.cli.options import Filters, Past, Session
from incidents.cli.project import open_past
from incidents.cli.terminal import say
from incidents.errors import BadUsage
from incidents.exchange.files import STDOUT
from incidents.exchange.profiles import NATIVE
from incidents.services.exports import Form, Layout
from incidents.services.filters import EventFilters

QUERY_EXAMPLES = """\
incidents query --country Iraq --since 2021-11-01 --until 2021-11-07 --weapon drone
incidents query --near Baghdad --within 50 --min-killed 1
incidents query --type Battles --sort -event_date --limit 20 --csv
incidents query --country Iraq --as-of 2026-03-01
incidents query --columns event_id,event_date,place,killed_best --json"""
EXPORT_EXAMPLES = """\
incidents export -o events.csv
incidents export --profile acled --country Iraq --since 2021 -o iraq.csv
incidents export --profile ged --explain -o left_out.csv
incidents export --since 2021 -o events.xlsx
incidents export --hxl -o events.csv
incidents export --tables -o tables
incidents export --format parquet --partition country,year -o events
incidents export --weapon drone -o drones.gpkg"""


app = Commands()


@app.command("query", examples=QUERY_EXAMPLES)
def query(
    context: typer.Context,
    filters: Filters,
    session: Session,
    past: Past,
    *,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="A,B,...", help="Columns of the native layout, in this order.")
    ] = None,
    sort: Annotated[
        str | None, typer.Option("--sort", metavar="A,-B", help="Sort by these; a leading - is descending.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", help="At most so many events.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV in the native layout.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, each a whole event with its event_id.")] = False,
    as_geojson: Annotated[bool, typer.Option("--geojson", help="One GeoJSON collection.")] = False,
) -> None:
    """List the events that match every filter.

    A table on a terminal, JSON Lines where the output goes to a file or a program, unless a form is asked for.
    """
    form = choose_form({"csv": as_csv, "json": as_json, "geojson": as_geojson})
    question = read_question(filters, sort=sort, limit=limit)
    answer_query(open_past(context, session, past), question, form=form, columns=split(columns))


@app.command("export", examples=EXPORT_EXAMPLES)
def export(
    context: typer.Context,
    filters: Filters,
    session: Session,
    past: Past,
    *,
    profile: Annotated[
        str, typer.Option("--profile", metavar="NAME", help="The layout: native (the default), acled, ged or gtd.")
    ] = "native",
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORM", help=f"{FORMS}; else as the file's name ends, else csv.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="The file to write; else standard output.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Only say what the layout cannot say; -o FILE lists the events left out."),
    ] = False,
    hxl: Annotated[
        bool, typer.Option("--hxl", help="A row of HXL hashtags under the header: csv and xlsx, native and acled.")
    ] = False,
    partition: Annotated[
        str | None,
        typer.Option("--partition", metavar="A,B", help="Parquet files in the folder -o, by country, year or both."),
    ] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="CSV tables in the new folder -o: events, weapons, actors, reports ...")
    ] = False,
) -> None:
    """Write the events that match every filter to a file, in a layout of the codebook.

    The file appears whole or not at all. What the layout cannot say is left out and told.
    """
    chosen = _read_partitioned(form, partition) if partition else read_form(form, None if tables else output)
    layout = Layout(form=chosen, profile=profile, has_tags=hxl, partition=split(partition))
    folder = _read_folder(output, layout, form, is_explained=explain) if tables else None
    desk, question = open_past(context, session, past), read_question(filters)
    if not explain and folder is None:
        answer_export(desk, question, layout, output)
        return
    answer = desk.events.resolve(question)
    tell(answer)
    if folder is not None:
        _tell_tables(desk.exports.write_tables(answer.selection, folder), folder)
    else:
        show_explanation(desk, answer.selection, layout, output)


def _read_partitioned(form: str | None, partition: str) -> Form:
    """The form of a folder of files, which is Parquet."""
    if form is not None and read_form(form, None) is not Form.PARQUET:
        raise BadUsage(f"{form} has no partitions", mend=f"incidents export --format parquet --partition {partition}")
    return Form.PARQUET


def _read_folder(output: str | None, layout: Layout, form: str | None, *, is_explained: bool) -> str:
    """The folder for the tables, which are CSV in the native layout and nothing else."""
    if layout.profile != NATIVE or layout.has_tags or form is not None or layout.partition or is_explained:
        raise BadUsage(
            "--tables goes without --profile, --format, --hxl, --partition and --explain",
            mend="incidents export --tables -o FOLDER",
        )
    if output in {None, STDOUT}:
        raise BadUsage("--tables needs a folder", mend="name a new one: -o tables")
    return str(output)


def _tell_tables(written: Mapping[str, int], folder: str) -> None:
    counts = ", ".join(f"{table} {rows:,}" for table, rows in written.items())
    say(f"wrote to {folder}: {counts}")


def read_question(filters: Filters, *, sort: str | None = None, limit: int | None = None) -> EventFilters:
    """The filters as the desk takes them."""
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in asdict(filters).items()
        if value is not None
    }
    return EventFilters(**given, sort=split(sort), limit=limit)


def show_filters(filters: Filters) -> str:
    """The filters as they would be typed."""
    words: list[str] = []
    for key, value in asdict(filters).items():
        option = f"--{key.replace('_', '-')}"
        if isinstance(value, bool):
            words += [option] if value else []
        else:
            given = value if isinstance(value, list) else [value]
            words += [word for each in given if each is not None for word in (option, str(each))]
    return shlex.join(words)
