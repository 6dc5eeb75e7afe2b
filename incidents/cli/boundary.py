"""The edge of the program: finds commands, and turns how they end into an exit code; a bug keeps its traceback."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import Any

import typer

from incidents.cli.ending import ENDINGS, tell_ending
from incidents.cli.help import Context, GroupPage
from incidents.cli.verbs import SECTIONS, VERBS, load
from incidents.errors import UnknownTerm


class Boundary(GroupPage):
    """The group of all commands: finds them by name, and turns how they end into an exit code."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the parent's signature
        """The names of all commands, in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: Context, cmd_name: str) -> Any | None:  # noqa: ANN401, ARG002 - as in ``load``
        """The command of that name, imported now; None when there is none."""
        return load(cmd_name)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - the parent's tuple
        """Find the command; a mistyped one is told which it may have been."""
        if args[0] not in VERBS and not args[0].startswith("-"):
            near = get_close_matches(args[0], VERBS)
            raise UnknownTerm(args[0], kind="command", near=near, mend="see all commands: incidents --help")
        return super().resolve_command(ctx, args)

    def list_sections(self, ctx: Context) -> list[tuple[str, list[tuple[str, str]]]]:  # noqa: ARG002 - as above
        """The commands by section, each with its line of help, without importing any."""
        return [(title, [(name, entry.help) for name, entry in verbs.items()]) for title, verbs in SECTIONS.items()]

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - the command's own value, passed on
        """Run the command; see ``ending`` for what becomes of its errors."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # a pipe that closed early is noticed here, not in the interpreter's last breath
        except ENDINGS as error:
            raise typer.Exit(tell_ending(error)) from error
        return result
