"""``incidents stats`` and ``incidents chart``: how many events, dead and injured, by country, month, type or weapon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from incidents.cli.answering import choose_form
from incidents.cli.counting import answer_stats, count, read_groups
from incidents.cli.help import Commands
from incidents.cli.options import Filters, Past, Session
from incidents.cli.project import open_past
from incidents.cli.querying import read_question
from incidents.cli.terminal import put, say
from incidents.errors import BadUsage
from incidents.exchange.files import open_path
from incidents.exchange.writers.chart import draw_chart
from incidents.services.statistics import MOST, NAMES
from incidents.store.tallies import FIGURES

STATS_EXAMPLES = """\
incidents stats --since 2021
incidents stats --by country,month --weapon drone --csv"""
CHART_EXAMPLES = """\
incidents chart --by sub_type --since 2021-10-01
incidents chart --by month --country Iraq -o iraq.svg"""
_WIDEST, _BLOCK = 40, "\u2588"
By = Annotated[str, typer.Option("--by", metavar="A,B", help=f"Up to {MOST} of {', '.join(NAMES)}.")]


app = Commands()


@app.command("stats", examples=STATS_EXAMPLES)
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
    form = choose_form({"csv": as_csv, "json": as_json})
    answer_stats(open_past(context, session, past), read_question(filters), read_groups(by), form=form)


@app.command("chart", examples=CHART_EXAMPLES)
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
    names = read_groups(by)
    if len(names) != 1 or of not in {"events", "killed", "injured"}:
        raise BadUsage(
            "a chart is of events, killed or injured by one thing", mend="incidents chart --by month --of killed"
        )
    found = count(open_past(context, session, past), read_question(filters), names)
    figure = 1 + FIGURES.index(of)
    bars = [(row[0] or "unknown", int(row[figure])) for row in found]
    if output is None:
        for line in _bars(bars):
            put(line)
        return
    with open_path(output) as path:
        draw_chart(bars, path, form=output.rpartition(".")[2].lower(), title=f"{of} by {by}")
    say(f"drew {output}")


def _bars(bars: Sequence[tuple[str, int]]) -> Iterator[str]:
    """One line a bar, the longest as wide as the terminal leaves room for."""
    widest = max((len(label) for label, _ in bars), default=0)
    most = max((value for _, value in bars), default=0)
    for label, value in bars:
        bar = _BLOCK * (round(_WIDEST * value / most) if most else 0)
        yield f"{label:<{widest}}  {bar} {value}"
