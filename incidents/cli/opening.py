"""The desk that a command works at: which database, who codes, and making the database at its first use."""

from __future__ import annotations

import typer

from incidents.cli.inquiring import find_general
from incidents.cli.options import Past, Session, Signature
from incidents.cli.progress import show_build
from incidents.cli.terminal import say
from incidents.services.project import Project

UNSIGNED = Signature()


def open_desk(context: typer.Context, session: Session, signature: Signature = UNSIGNED) -> Project:
    """The desk that the options after the command's name ask for, else the same options before it."""
    general = find_general(context)
    database = session.database or general.session.database
    return Project.open(database, by=signature.by or general.signature.by, progress=show_build)


def open_past(context: typer.Context, session: Session, past: Past) -> Project:
    """The desk as it reads what the database said at the moment that was asked for, else now."""
    desk = open_desk(context, session)
    return desk if past.as_of is None else desk.at(past.as_of)


def prepare(desk: Project) -> None:
    """Make the database at its first use, and say so."""
    if desk.create():
        say(f"created {desk.database}")
