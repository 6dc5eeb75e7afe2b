"""``incidents members``: who shares a database, and who may write what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import put, put_json, say

EXAMPLES = """\
incidents members list
incidents members add amal --role lead
incidents members add bilal --role coder
incidents members remove bilal"""
LIST_EXAMPLES = """\
incidents members list
incidents members list --json"""
ADD_EXAMPLES = """\
incidents members add amal --role lead
incidents members add bilal --role reviewer"""
REMOVE_EXAMPLES = """\
incidents members remove bilal"""


HELP = """Say who may write what in a database that a team shares.

While there are no members, everybody may do everything. What each role may do: incidents codebook roles."""

app = Commands()
members_app = Commands(help=HELP, examples=EXAMPLES)
app.add_typer(members_app, name="members")


@members_app.command("list", examples=LIST_EXAMPLES)
def show(
    context: typer.Context,
    session: Session,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, a member each.")] = False,
) -> None:
    """List who belongs to the team, and in which role."""
    members = open_project(context, session).team.members()
    for member in members:
        if as_json:
            put_json(asdict(member))
        else:
            put(f"{member.name}  {member.role}")
    if not members:
        say("no members: everybody may do everything")


@members_app.command("add", examples=ADD_EXAMPLES)
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As the person signs: --by, else their login.")],
    session: Session,
    signature: Signature,
    *,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, coder, reviewer or lead.")] = "coder",
) -> None:
    """Give somebody a role, or another one. The first member must be a lead; from then on only members write."""
    is_changed = open_project(context, session, signature).team.set(name, role)
    say(f"{name} is a {role}" if is_changed else f"{name} is a {role} already; nothing was changed")


@members_app.command("remove", examples=REMOVE_EXAMPLES)
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A member.")],
    session: Session,
    signature: Signature,
) -> None:
    """Let somebody be no member any more. What they did stays in the history."""
    open_project(context, session, signature).team.remove(name)
    say(f"{name} is no member any more")
