"""``incidents init`` and ``incidents db``: making a database, bringing an older one up to date, and copying one."""

from __future__ import annotations

from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session
from incidents.cli.progress import show_rows
from incidents.cli.project import open_project
from incidents.cli.terminal import say
from incidents.domain.text import count_of
from incidents.services.maintenance import copy_database

INIT_EXAMPLES = """\
incidents init
incidents init --database iraq.db"""
UPGRADE_EXAMPLES = """\
incidents db upgrade
incidents db upgrade --database iraq.db"""
COPY_EXAMPLES = """\
incidents db copy iraq.db postgresql://amal@db.example.org/iraq
incidents db copy postgresql://amal@db.example.org/iraq iraq.db"""


app = Commands()
db_app = Commands(help="Look after the database.", examples=UPGRADE_EXAMPLES)
app.add_typer(db_app, name="db")


@app.command("init", examples=INIT_EXAMPLES)
def create(context: typer.Context, session: Session) -> None:
    """Make a new, empty database. One that is there already is left alone."""
    desk = open_project(context, session)
    is_new = desk.create()
    say(f"created {desk.database}" if is_new else f"{desk.database} is there already; nothing was changed")


@db_app.command("upgrade", examples=UPGRADE_EXAMPLES)
def upgrade(context: typer.Context, session: Session) -> None:
    """Bring an older database up to date, after a backup beside it."""
    desk = open_project(context, session)
    backup = desk.maintenance.upgrade()
    say(f"{desk.database} is up to date" + ("" if backup is None else f"; the old one is kept as {backup}"))


@db_app.command("copy", examples=COPY_EXAMPLES)
def copy(
    source: Annotated[str, typer.Argument(metavar="SRC", help="The database to copy: a path or URL.")],
    target: Annotated[str, typer.Argument(metavar="DST", help="A new or empty one: a path or URL.")],
) -> None:
    """Copy a whole database, history and log included, from SQLite to PostgreSQL or back; all of it, or nothing.

    The source is not changed. The last hash of the log is the same in both: incidents verify --head HASH.
    """
    copied = copy_database(source, target, progress=show_rows)
    say(f"copied {count_of(copied.rows, 'row')}; last hash {copied.head or '-'}")
