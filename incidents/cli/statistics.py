"""``incidents stats`` and ``incidents chart``: how many events, dead and injured, by country, month, type or weapon."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from operator import attrgetter
from typing import Annotated

import typer

from incidents.cli.help import Page
from incidents.cli.inquiring import open_inquiry
from incidents.cli.options import Filters, Past, Session
from incidents.cli.querying import read_question, tell
from incidents.cli.spread import spread
from incidents.cli.tables import draw
from incidents.cli.terminal import put, put_json, say
from incidents.desk.inquiry import Inquiry
from incidents.desk.publishing import Table
from incidents.desk.statistics import MOST, NAMES, tally
from incidents.errors import BadUsage
from incidents.exchange.charts import draw_chart
from incidents.exchange.export import show_cell
from incidents.exchange.output import open_path
from incidents.store.tallies import Tally

STATS_EXAMPLES = """\
incidents stats --since 2021
incidents stats --by country,month --weapon drone --csv"""
CHART_EXAMPLES = """\
incidents chart --by sub_type --since 2021-10-01
incidents chart --by month --country Iraq -o iraq.svg"""
_FIGURES = ("events", "killed", "killed_known", "injured", "injured_known")
_WIDEST, _BLOCK = 40, "\u2588"
By = Annotated[str, typer.Option("--by", metavar="A,B", help=f"Up to {MOST} of {', '.join(NAMES)}.")]


def register(app: typer.Typer) -> None:
    """Add the two commands to *app*."""
    app.command("stats", cls=Page, epilog=STATS_EXAMPLES)(spread(stats))
    app.command("chart", cls=Page, epilog=CHART_EXAMPLES)(spread(chart))


def stats(
    context: typer.Context,
    filters: Filters,
    session: Session,
    past: Past,
    *,
    by: By = "country",
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines.")] = False,
) -> None:
    """Count the events that match every filter, and sum up their dead and injured.

    A sum is over the events whose figure is known; how many these are stands beside it. An event with two weapons
    counts under both.
    """
    names = _names(by)
    found = _count(open_inquiry(context, session, past), filters, names)
    if as_json:
        for each in found:
            put_json(dict(zip(names, each.group, strict=True)) | {key: asdict(each)[key] for key in _FIGURES})
    elif as_csv or not sys.stdout.isatty():
        sheet = csv.writer(sys.stdout, lineterminator="\n")
        sheet.writerow([*names, *_FIGURES])
        sheet.writerows((*map(show_cell, each.group), *_read_figures(each)) for each in found)
        sys.stdout.flush()
    else:
        draw(Table((*names, *_FIGURES), iter(_rows(found))), is_fixed=True)


def chart(
    context: typer.Context,
    filters: Filters,
    session: Session,
    past: Past,
    *,
    by: Annotated[str, typer.Option("--by", metavar="A", help=f"One of {', '.join(NAMES)}.")] = "month",
    of: Annotated[
        str, typer.Option("--of", metavar="WHAT", help="What is drawn: events, killed or injured.")
    ] = "events",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="An .svg or .png file; else the terminal.")
    ] = None,
) -> None:
    """Draw the events that match every filter as bars: on the terminal, or as SVG or PNG."""
    names = _names(by)
    if len(names) != 1 or of not in {"events", "killed", "injured"}:
        raise BadUsage(
            "a chart is of events, killed or injured by one thing", mend="incidents chart --by month --of killed"
        )
    found = _count(open_inquiry(context, session, past), filters, names)
    bars = [(each.group[0] or "unknown", int(asdict(each)[of])) for each in found]
    if output is None:
        for line in _bars(bars):
            put(line)
        return
    with open_path(output) as path:
        draw_chart(bars, path, form=output.rpartition(".")[2].lower(), title=f"{of} by {by}")
    say(f"drew {output}")


def _count(desk: Inquiry, filters: Filters, names: Sequence[str]) -> tuple[Tally, ...]:
    answer = desk.ask(read_question(filters))
    tell(answer)
    return tally(desk, answer.selection, names)


def _names(by: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in by.split(",") if name.strip()))
    if not 0 < len(names) <= MOST:
        raise BadUsage(f"--by takes one to {MOST} names", mend=f"there are {', '.join(NAMES)}")
    return names


_read_figures = attrgetter(*_FIGURES)  # ``asdict`` would copy each figure deeply


def _rows(found: Sequence[Tally]) -> Iterator[tuple[str, ...]]:
    for each in found:
        yield (*map(show_cell, each.group), *map(str, _read_figures(each)))


def _bars(bars: Sequence[tuple[str, int]]) -> Iterator[str]:
    """One line a bar, the longest as wide as the terminal leaves room for."""
    widest = max((len(label) for label, _ in bars), default=0)
    most = max((value for _, value in bars), default=0)
    for label, value in bars:
        bar = _BLOCK * (round(_WIDEST * value / most) if most else 0)
        yield f"{label:<{widest}}  {bar} {value}"
