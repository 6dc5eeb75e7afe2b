"""``incidents release`` and ``incidents cite``: a state of the data that can be cited, checked and made again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Filters, Session, Signature
from incidents.cli.project import open_project
from incidents.cli.querying import read_question, show_filters
from incidents.cli.redaction import tell_redaction
from incidents.cli.terminal import put, say
from incidents.services.releases import Order, Released, Releases

RELEASE_EXAMPLES = """\
incidents release 2021-W44 --country Iraq --since 2021-11-01 --until 2021-11-07
incidents release 2021-W44-public --redaction public --author "Example Desk" --licence CC-BY-4.0"""
CITE_EXAMPLES = """\
incidents cite
incidents cite 2021-W44"""


app = Commands()


@app.command("release", examples=RELEASE_EXAMPLES)
def release(
    context: typer.Context,
    filters: Filters,
    session: Session,
    signature: Signature,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the release is called: 2021-W44.")],
    *,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FOLDER", help="The folder to make; else NAME.")
    ] = None,
    redaction: Annotated[
        str | None,
        typer.Option("--redaction", metavar="AUDIENCE", help="Whom it is for: internal (else), partner or public."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The title that is cited.")] = None,
    author: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Who is cited; else who codes. Repeatable.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", metavar="SPDX", help="The licence of your coding: CC-BY-4.0.")
    ] = None,
) -> None:
    """Check the events that match every filter, and write them as a release: a folder that can be cited.

    Tables, codebook, description, citation, changes since the release before, and the sums of all files. A release is
    frozen: made again by its name, it is the same byte for byte, whatever has changed since.
    """
    desk = open_project(context, session, signature)
    order = Order(
        name=name,
        question=read_question(filters),
        query=show_filters(filters),
        title=title,
        authors=tuple(author or ()),
        licence=licence,
        redaction=redaction,
    )
    _tell(Releases(desk).make(order, Path(output or name)))


@app.command("cite", examples=CITE_EXAMPLES)
def cite(
    context: typer.Context,
    session: Session,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A release; else the last one.")] = None,
) -> None:
    """Print how a release is cited: with its query, its name and its hash."""
    put(Releases(open_project(context, session)).cite(name))


def _tell(released: Released) -> None:
    tell_redaction(released.leaks, released.held_back)
    again = " again, the same as before" if released.was_made_before else ""
    counts = ", ".join(f"{name} {count}" for name, count in released.rows.items())
    say(f"released {released.folder}{again}: {counts}")
    put(released.citation)
