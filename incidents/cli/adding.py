"""``incidents add``: an event that rests on no article here, from flags or by asking."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from typer.models import OptionInfo

from incidents.cli.cards import show, show_event, tell
from incidents.cli.help import Commands
from incidents.cli.interview import Interview, Leaving
from incidents.cli.likely import tell_candidates
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project, prepare
from incidents.cli.terminal import is_terminal, put, say
from incidents.errors import BadUsage
from incidents.services.project import Project

EXAMPLES = """\
incidents add --date 2021-11-07 --country Iraq --place Baghdad --sub-event-type "Air/drone strike"
incidents add --date 2021-11 --country Mali --sub-event-type Attack --killed 5-9 --claim "stated none"
incidents add"""


def _flag(*names: str, takes: str = "TEXT", help: str) -> OptionInfo:  # noqa: A002 - Typer's own word
    option: OptionInfo = typer.Option(*names, metavar=takes, help=help)
    return option


@dataclass(frozen=True)
class Values:
    """The fields of the coding form, written as the form writes them; what is not given stays unknown."""

    event_date: Annotated[
        str | None, _flag("--event-date", "--date", takes="DATE", help="2021-11-07, 2021-11, or 2021-11-05/2021-11-07.")
    ] = None
    country: Annotated[str | None, _flag("--country", takes="COUNTRY", help="Name or ISO code.")] = None
    admin1: Annotated[str | None, _flag("--admin1", takes="NAME", help="Province, state or governorate.")] = None
    place: Annotated[str | None, _flag("--place", takes="NAME", help="The place's name.")] = None
    place_reported: Annotated[str | None, _flag("--place-reported", help="The place in the source's words.")] = None
    point: Annotated[str | None, _flag("--point", takes="LAT,LON", help="Coordinates in degrees, WGS84.")] = None
    place_precision: Annotated[str | None, _flag("--place-precision", takes="CODE", help="How precise they are.")] = (
        None
    )
    event_type: Annotated[
        str | None, _flag("--event-type", "--type", takes="TYPE", help="Follows from the sub-event type.")
    ] = None
    sub_event_type: Annotated[str | None, _flag("--sub-event-type", takes="TYPE", help="The sub-event type.")] = None
    stage: Annotated[str | None, _flag("--stage", takes="CODE", help="accomplished, attempted, ...")] = None
    weapons: Annotated[
        str | None, _flag("--weapons", "--weapon", help="drone:3/2/1 (launched/intercepted/impacted); several by ;")
    ] = None
    actors: Annotated[
        str | None, _flag("--actors", "--actor", help="perpetrator=NAME (type=rebel_group); several by ;")
    ] = None
    targets: Annotated[str | None, _flag("--targets", "--target", help="TYPE=NAME (outcome=damaged).")] = None
    killed: Annotated[str | None, _flag("--killed", takes="COUNT", help="7, 5-9, 5/7/9, 5+, none or unknown.")] = None
    injured: Annotated[str | None, _flag("--injured", takes="COUNT", help="Likewise.")] = None
    casualties: Annotated[str | None, _flag("--casualties", help="By group: abducted=5; injured civilians=7.")] = None
    claim: Annotated[str | None, _flag("--claim", help="claimed by NAME (video), or stated none.")] = None
    summary: Annotated[str | None, _flag("--summary", help="What happened, in a sentence.")] = None

    def typed(self) -> dict[str, str]:
        """The fields that were given."""
        return {field: value for field, value in asdict(self).items() if value is not None}


app = Commands()


@app.command("add", examples=EXAMPLES)
def add(context: typer.Context, values: Values, session: Session, signature: Signature) -> None:
    """Code an event without an article's help; without flags, on a terminal, it asks for each field.

    Every problem is told at once, by field, and then nothing is stored.
    """
    desk = open_project(context, session, signature)
    typed = values.typed()
    if typed:
        event, warnings = desk.forms.write_new(typed)
        prepare(desk)
        tell_candidates(desk.duplicates.events_like(event))
        event_id = desk.coding.add(event)
        put(f"{event_id}\tdraft")
        show(show_event(event, heading=event_id))
        tell(warnings)
    elif is_terminal():
        prepare(desk)
        _ask(desk)
    else:
        raise BadUsage(
            "there is nothing to add, and no terminal to ask on", mend="give the values: incidents add --help"
        )


def _ask(desk: Project) -> None:
    try:
        Interview(desk=desk, save=lambda event, _: desk.coding.add(event)).write_new()
    except Leaving:
        say("left; what was accepted is stored")
