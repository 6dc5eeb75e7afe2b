"""What ``query``, ``export`` and ``stats`` do once their options are read. Imports no Typer: they are asked most."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import PurePath

from incidents.cli.terminal import put_json, say
from incidents.desk.asking import Answer, Question
from incidents.desk.inquiry import Inquiry
from incidents.desk.layouts import Form, Layout, Table
from incidents.desk.statistics import MOST, NAMES, tally
from incidents.errors import BadUsage
from incidents.exchange.lines import show_cell, show_texts
from incidents.exchange.output import open_output
from incidents.exchange.report import Report
from incidents.store.tallies import Tally

FORMS = "csv, jsonl, geojson, xlsx, parquet, geoparquet or gpkg"
_FIGURES = ("events", "killed", "killed_known", "injured", "injured_known")
_read_figures = attrgetter(*_FIGURES)  # ``asdict`` would copy each figure deeply


def answer_query(desk: Inquiry, question: Question, *, form: Form | None, columns: tuple[str, ...] = ()) -> None:
    """Print the events that *question* means: in *form*, else a table on a terminal and JSON Lines elsewhere."""
    answer = desk.ask(question)
    tell(answer)
    if form is None and sys.stdout.isatty():
        from incidents.cli.tables import draw  # noqa: PLC0415 - only a terminal has tables

        draw(desk.tabulate(answer.selection, columns), is_fixed=bool(columns))
    else:
        desk.publish(answer.selection, Layout(form=form or Form.JSON, columns=columns))


def answer_export(desk: Inquiry, question: Question, layout: Layout, output: str | None) -> None:
    """Write the events that *question* means to the file *output*, else to stdout, and say what was left out."""
    answer = desk.ask(question)
    tell(answer)
    _tell_report(desk.publish(answer.selection, layout, output), output)


def answer_stats(desk: Inquiry, question: Question, by: Sequence[str], *, form: Form | None) -> None:
    """Print how many events *question* means *by* what: in *form*, else a table on a terminal and CSV elsewhere."""
    found = count(desk, question, by)
    if form is Form.JSON:
        for each in found:
            put_json(dict(zip(by, each.group, strict=True)) | dict(zip(_FIGURES, _read_figures(each), strict=True)))
    elif form is Form.CSV or not sys.stdout.isatty():
        with open_output(None) as out:
            out.write("\n".join([*_lines(found, by), ""]))
    else:
        from incidents.cli.tables import draw  # noqa: PLC0415 - as above

        draw(Table((*by, *_FIGURES), iter(_rows(found))), is_fixed=True)


def count(desk: Inquiry, question: Question, by: Sequence[str]) -> tuple[Tally, ...]:
    """The tallies of what *question* means, which is told as for ``query``."""
    answer = desk.ask(question)
    tell(answer)
    return tally(desk, answer.selection, by)


def tell(answer: Answer) -> None:
    """Say what the question would lose silently."""
    for note in answer.notes:
        say(f"incidents: {note}")


def read_form(asked: str | None, output: str | None) -> Form:
    """The form that is asked for, else the one that the file's name ends in, else CSV; BadUsage for an unknown one."""
    forms = {form.value: form for form in Form} | {"json": Form.JSON, "ndjson": Form.JSON}
    ending = PurePath(output or "").suffix[1:].lower() or Form.CSV.value
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


def read_groups(by: str) -> tuple[str, ...]:
    """What is counted by; BadUsage for none or too many."""
    names = tuple(dict.fromkeys(name.lower() for name in split(by)))
    if not 0 < len(names) <= MOST:
        raise BadUsage(f"--by takes one to {MOST} names", mend=f"there are {', '.join(NAMES)}")
    return names


def split(names: str | None) -> tuple[str, ...]:
    """The names in a list with commas, without blanks."""
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())


def _tell_report(report: Report, output: str | None) -> None:
    for skipped in report.skipped:
        say(f"left out {skipped.event_id}: {skipped.reason}")
    if output is not None:
        say(f"wrote {report.written} events to {output}")


def _rows(found: Sequence[Tally]) -> Iterator[tuple[str, ...]]:
    for each in found:
        yield (*map(show_cell, each.group), *map(str, _read_figures(each)))


def _lines(found: Sequence[Tally], by: Sequence[str]) -> Iterator[str]:
    """The lines of a sheet of CSV, made column by column."""
    yield ",".join([*by, *_FIGURES])
    groups, *figures = zip(*found, strict=True) if found else [()]
    shown = [map(_show_distinct(column).__getitem__, column) for column in zip(*groups, strict=True)]
    yield from map(",".join(["%s"] * (len(by) + len(_FIGURES))).__mod__, zip(*shown, *figures, strict=True))


def _show_distinct(column: Sequence[str | None]) -> Mapping[str | None, str]:
    distinct = dict.fromkeys(column)
    return dict(zip(distinct, show_texts([*distinct]), strict=True))
