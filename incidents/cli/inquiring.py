"""The desk of a command that only asks for events. Imports no more than that takes: a query is held to its start."""

from __future__ import annotations

import typer

from incidents.cli.options import General, Past, Session, Signature
from incidents.cli.progress import show_build
from incidents.services.project import Project


def open_inquiry(context: typer.Context, session: Session, past: Past) -> Project:
    """The database that the options name, as it was at the moment that was asked for, else now."""
    desk = Project.open(session.database or find_general(context).session.database, progress=show_build)
    return desk if past.as_of is None else desk.at(past.as_of)


def find_general(context: typer.Context) -> General:
    """The options before the command's name."""
    return context.obj if isinstance(context.obj, General) else General(Session(), Signature())
