"""The edge of the program: what the user can mend becomes a sentence and an exit code; a bug keeps its traceback.

Errors carry their own sentences (``incidents.errors``); here they are only printed, on stderr, stripped of control
characters because they may quote an article. Also here, once for all commands: a closed pipe and Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from typing import Any

import typer

from incidents.cli.help import Context, GroupPage
from incidents.cli.terminal import say
from incidents.cli.verbs import SECTIONS, VERBS, load
from incidents.errors import IncidentsError, UnknownTerm

INTERRUPTED = 130  # 128 + SIGINT, as shells say it
PIPE_CLOSED = 141  # 128 + SIGPIPE: whoever wants all rows (pipefail) learns that not all were taken


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
        """Run the command; see the module for what becomes of its errors."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # a pipe that closed early is noticed here, not in the interpreter's last breath
        except IncidentsError as error:
            say(f"incidents: {error}")
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            say("\nincidents: interrupted")
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            _silence_stdout()
            raise typer.Exit(PIPE_CLOSED) from error
        return result


def _silence_stdout() -> None:
    """Point stdout nowhere, so that the interpreter's own flush at the end finds no closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
