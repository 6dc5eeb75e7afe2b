"""The project that a command works on: which database, who codes, and creating the database at its first use."""

from __future__ import annotations

import typer

from incidents.cli.options import General, Past, Session, Signature
from incidents.cli.progress import show_build
from incidents.cli.terminal import say
from incidents.services.project import Project

UNSIGNED = Signature()


def open_project(context: typer.Context, session: Session, signature: Signature = UNSIGNED) -> Project:
    """Open the project that the options after the command's name ask for, else the same options before it."""
    general = context.obj if isinstance(context.obj, General) else General(Session(), UNSIGNED)
    database = session.database or general.session.database
    return Project.open(database, by=signature.by or general.signature.by, progress=show_build)


def open_past(context: typer.Context, session: Session, past: Past) -> Project:
    """Open the project as its database was at the moment that was asked for, else as it is now."""
    project = open_project(context, session)
    return project if past.as_of is None else project.at(past.as_of)


def prepare(project: Project) -> None:
    """Create the database if there is none, and say so."""
    if project.create():
        say(f"created {project.database}")
