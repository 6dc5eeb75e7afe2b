"""``incidents places``: the gazetteer on the terminal, the project's own places, and a check of coded ones."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli import place_lists
from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.place_lines import place_json, show_hits, show_place
from incidents.cli.project import open_project
from incidents.cli.terminal import put, put_json, say
from incidents.domain.text import count_of
from incidents.errors import CheckFailed, NotFound
from incidents.services.places import Places, Search

EXAMPLES = """\
incidents places search Tripoli --country Lebanon
incidents places match villages.csv
incidents places nearest 36.34 43.13
incidents places import IQ.zip
incidents places check"""
SEARCH = """\
incidents places search Mosul
incidents places search Tripoli --near Beirut --json
incidents places search Oualata --country Mauritania --provider nominatim"""
SHOW = "incidents places show Tripoli --country Lebanon"
ADD = """\
incidents places add "Camp Alpha" 36.1 43.2 --country Iraq --admin1 Nineveh --kind camp
incidents places add Qutaynah 36.5 42.1 --country Iraq --also Kotaina"""
IMPORT = """\
incidents places import IQ.zip
incidents places import villages.csv --country Mali"""
NEAREST = """\
incidents places nearest 36.34 43.13
incidents places nearest -33.92 18.42 --json"""
CHECK = """\
incidents places check
incidents places check --json"""

# A latitude may be negative, and is then no option.
_NUMBERS = {"ignore_unknown_options": True}
Name = Annotated[str, typer.Argument(metavar="NAME", help="The place's name, in any script.")]
Country = Annotated[str | None, typer.Option("--country", metavar="COUNTRY", help="A country's name or ISO code.")]
Admin1 = Annotated[str | None, typer.Option("--admin1", metavar="NAME", help="The first-level unit it should lie in.")]
Latitude = Annotated[float, typer.Argument(metavar="LAT", help="Degrees, north positive.")]
Longitude = Annotated[float, typer.Argument(metavar="LON", help="Degrees, east positive.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines.")]


app = Commands()
places_app = Commands(help="Look places up, list places of your own, check coded ones.", examples=EXAMPLES)
app.add_typer(places_app, name="places")


@places_app.command("search", examples=SEARCH)
def search(
    context: typer.Context,
    session: Session,
    name: Name,
    *,
    country: Country = None,
    admin1: Admin1 = None,
    admin2: Annotated[
        str | None, typer.Option("--admin2", metavar="NAME", help="The second-level unit it should lie in.")
    ] = None,
    near: Annotated[
        str | None, typer.Option("--near", metavar="PLACE", help="Nearer ones first: a name, or LAT,LON.")
    ] = None,
    limit: Limit = 10,
    provider: Annotated[
        str | None,
        typer.Option(
            "--provider",
            metavar="NAME",
            help="Where nothing here bears the name, ask nominatim, photon, geonames or pelias, who learn it.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the places that a name may mean, the likeliest first, each with why.

    Nothing goes out to the network unless a provider is named.
    """
    wanted = Search(name=name, country=country, admin1=admin1, admin2=admin2, near=near, limit=limit, service=provider)
    hits = Places(open_project(context, session)).search(wanted)
    if not hits:
        raise NotFound(f"no place is called {name!r}", mend="add it: incidents places add NAME LAT LON")
    if as_json:
        for hit in hits:
            put_json(place_json(hit.place) | {"km": hit.km, "why": hit.why})
    else:
        show_hits(hits)


places_app.command("match", examples=place_lists.EXAMPLES)(place_lists.match)


@places_app.command("show", examples=SHOW)
def show(context: typer.Context, session: Session, name: Name, country: Country = None, admin1: Admin1 = None) -> None:
    """Show the likeliest place of a name: its point, what the point lies in, and what lies around it."""
    places = Places(open_project(context, session))
    hits = places.search(Search(name=name, country=country, admin1=admin1))
    if not hits:
        raise NotFound(f"no place is called {name!r}", mend=f"look around: incidents places search {name!r}")
    first = hits[0].place
    near = places.nearest(first.latitude, first.longitude, limit=4)
    show_place(hits[0], territory=places.territory(first.latitude, first.longitude), near=near)
    if len(hits) > 1:
        say(f"{len(hits) - 1} more of that name or like it: incidents places search {name!r}")


@places_app.command("add", examples=ADD, context_settings=_NUMBERS)
def add(
    context: typer.Context,
    session: Session,
    signature: Signature,
    *,
    name: Name,
    latitude: Latitude,
    longitude: Longitude,
    country: Country = None,
    admin1: Admin1 = None,
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="NAME", help="Another of its names; may be given again.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="town, district, adm1, adm2, region, base, airport, camp ...")
    ] = "town",
) -> None:
    """List a place for this project, in its database: it comes before the shipped places of that name."""
    place = Places(open_project(context, session, signature)).add(
        name,
        latitude=latitude,
        longitude=longitude,
        country=country,
        admin1=admin1,
        others=tuple(also or ()),
        kind=kind,
    )
    say(f"listed {place.name} ({place.latitude:g},{place.longitude:g})")


@places_app.command("import", examples=IMPORT)
def load(
    context: typer.Context,
    session: Session,
    signature: Signature,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoNames txt or zip, or a table with a head line.")],
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="The country of rows that name none.")
    ] = None,
) -> None:
    """List every place of a file for this project, or none: a bad row refuses the file, by line.

    The same file again replaces what it brought before. Alternate names of GeoNames need their country file first.
    """
    imported = Places(open_project(context, session, signature)).load(file, country=country)
    say(f"imported {count_of(imported.count, 'name' if imported.are_names else 'place')} from {file}")
    if imported.unmatched:
        say(f"left out {count_of(imported.unmatched, 'name')} of places that this project does not list")


@places_app.command("nearest", examples=NEAREST, context_settings=_NUMBERS)
def nearest(
    context: typer.Context,
    session: Session,
    latitude: Latitude,
    longitude: Longitude,
    *,
    limit: Limit = 5,
    as_json: AsJson = False,
) -> None:
    """List the towns nearest to a point, and say in which country and unit the point itself lies."""
    places = Places(open_project(context, session))
    near = places.nearest(latitude, longitude, limit=limit)
    if as_json:
        for place, km in near:
            put_json(place_json(place) | {"km": round(km, 3)})
        return
    territory = places.territory(latitude, longitude)
    put("at sea" if territory is None else f"in {territory.name}, {territory.country}")
    for place, km in near:
        put(f"{km:8.1f} km  {', '.join(part for part in (place.name, place.admin1, place.country) if part)}")


@places_app.command("check", examples=CHECK)
def check(context: typer.Context, session: Session, *, as_json: AsJson = False) -> None:
    """Find events whose place contradicts itself; exit code 3 when there are any.

    A point outside its country or first-level unit, by more than 10 km; 0,0; a precision that the place's name denies.
    """
    count = 0
    for fault in Places(open_project(context, session)).check():
        count += 1
        if as_json:
            put_json({"event_id": fault.event_id, "field": fault.field, "message": fault.message})
        else:
            put(f"{fault.event_id}  {fault.field}: {fault.message}")
    sys.stdout.flush()
    if count:
        raise CheckFailed(count_of(count, "contradiction"), mend="mend one: incidents edit EVENT_ID FIELD=VALUE")
    say("no contradictions")
