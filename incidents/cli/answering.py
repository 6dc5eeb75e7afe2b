"""What ``query`` and ``export`` do once their options are read. Imports no Typer: they are asked most."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from os.path import splitext

from incidents.cli.terminal import say
from incidents.domain.text import count_of
from incidents.errors import BadUsage
from incidents.exchange.files import STDOUT
from incidents.exchange.rows import Report
from incidents.services.exports import Form, Layout
from incidents.services.filters import EventFilters, Resolved
from incidents.services.project import Project

FORMS = "csv, jsonl, geojson, xlsx, parquet, geoparquet or gpkg"


def answer_query(desk: Project, question: EventFilters, *, form: Form | None, columns: tuple[str, ...] = ()) -> None:
    """Print the events that *question* means: in *form*, else a table on a terminal and JSON Lines elsewhere."""
    with desk.hold():
        answer = desk.events.resolve(question)
        tell(answer)
        if form is None and sys.stdout.isatty():
            from incidents.cli.tables import draw  # noqa: PLC0415 - only a terminal has tables

            draw(desk.exports.tabulate(answer.selection, columns), is_fixed=bool(columns))
        else:
            desk.exports.write(answer.selection, None, layout=Layout(form=form or Form.JSON, columns=columns))


def answer_export(desk: Project, question: EventFilters, layout: Layout, output: str | None) -> None:
    """Write the events that *question* means to the file *output*, else to stdout, and say what was left out."""
    answer = desk.events.resolve(question)
    tell(answer)
    _tell_report(desk.exports.write(answer.selection, output, layout=layout), output)


def tell(answer: Resolved) -> None:
    """Say what the question would lose silently."""
    for note in answer.notes:
        say(f"incidents: {note}")


def read_form(asked: str | None, output: str | None) -> Form:
    """The form that is asked for, else the one that the file's name ends in, else CSV; BadUsage for an unknown one."""
    forms = {form.value: form for form in Form} | {"json": Form.JSON, "ndjson": Form.JSON}
    ending = splitext(output or "")[1][1:].lower() or Form.CSV.value
    if asked is None and ending not in forms:
        raise BadUsage(f"no format is called as {output!r} ends", mend=f"add --format: {FORMS}")
    if asked is not None and asked.lower() not in forms:
        raise BadUsage(f"unknown format: {asked!r}", mend=f"there are {FORMS}")
    return forms[ending if asked is None else asked.lower()]


def choose_form(asked: Mapping[str, bool]) -> Form | None:
    """The form of the one option that is given; BadUsage for two of them."""
    names = [name for name, is_asked in asked.items() if is_asked]
    if len(names) > 1:
        raise BadUsage(f"--{names[0]} and --{names[1]} exclude each other", mend="ask for one of them")
    return read_form(names[0], None) if names else None


def split(names: str | None) -> tuple[str, ...]:
    """The names in a list with commas, without blanks."""
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())


def _tell_report(report: Report, output: str | None) -> None:
    left = sum(each.events for each in report.left_out)
    if left:
        say(f"left out {left:,} of {count_of(report.written + left, 'event')}, which this layout cannot say:")
    for each in report.left_out:
        rest = ", ..." if each.events > len(each.first) else ""
        say(f"  {each.events:>9,}  {each.reason} ({', '.join(each.first)}{rest})")
    if any(each.events > len(each.first) for each in report.left_out):
        say("  for a list of them all, the same again with: --explain -o left_out.csv")
    if output not in {None, STDOUT}:
        say(f"wrote {count_of(report.written, 'event')} to {output}")
