"""``incidents map``: the events of a selection on a map, as one file that any browser opens without a network."""

from __future__ import annotations

from typing import Annotated

import typer

from incidents.cli.answering import tell
from incidents.cli.help import Commands
from incidents.cli.options import Filters, Past, Session
from incidents.cli.project import open_past
from incidents.cli.querying import read_question, show_filters
from incidents.cli.redaction import tell_redaction
from incidents.cli.terminal import say
from incidents.domain.text import count_of
from incidents.exchange.files import STDOUT
from incidents.services.maps import Drawn, MapOrder

EXAMPLES = """\
incidents map
incidents map --country Iraq --since 2021-10 -o iraq.html --title "Iraq, autumn 2021"
incidents map --weapon drone --redaction public -o drones.html"""


app = Commands()


@app.command("map", examples=EXAMPLES)
def draw_map(
    context: typer.Context,
    filters: Filters,
    session: Session,
    past: Past,
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The file to write, else map.html; - for stdout.")
    ] = "map.html",
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What stands above the map.")
    ] = "Security incidents",
    redaction: Annotated[
        str, typer.Option("--redaction", metavar="AUDIENCE", help="Whom it is for: internal, partner or public.")
    ] = "internal",
) -> None:
    """Draw the events that match every filter on a map: one HTML file that needs no network.

    Each point is drawn as far off as it may be, with a sign for its type. A slider for the time, filters by type and
    weapon, and a list for those who do not use a mouse. Events without a point stand in the list. Open the file in a
    browser; it loads nothing from anywhere, so nobody learns what you look at.
    """
    desk = open_past(context, session, past)
    answer = desk.events.resolve(read_question(filters))
    tell(answer)
    order = MapOrder(selection=answer.selection, query=show_filters(filters), title=title, redaction=redaction)
    _tell(desk.maps.draw(order, output), output)


def _tell(drawn: Drawn, output: str) -> None:
    tell_redaction(drawn.leaks, drawn.held_back)
    if drawn.tally.without_point:
        say(f"without a point, and only in the list: {drawn.tally.without_point:,}")
    if output != STDOUT:
        say(f"drew {count_of(drawn.tally.written, 'event')} to {output}")
