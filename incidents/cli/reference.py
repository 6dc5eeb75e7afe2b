"""``docs/cli-reference.md``: every help page, generated from the commands themselves so that it cannot lie.

``python -m incidents.cli.reference`` writes it; ``--check`` only compares and exits 3 when it is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from incidents.cli.app import app
from incidents.cli.terminal import say
from incidents.errors import CheckFailed
from incidents.resources import ROOT

TARGET = ROOT / "docs" / "cli-reference.md"
_WIDTH = 88
_HEAD = """\
# Command line reference

Generated from `incidents --help` by `python -m incidents.cli.reference`; a test compares the two.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 failure, 2 usage, 3 a check or
threshold not met, 130 interrupted, 143 terminated, 141 whoever read the output closed it early.
"""


def render() -> str:
    """The whole document."""
    return "".join([_HEAD, *(f"\n## {name}\n\n```text\n{page}\n```\n" for name, page in help_pages())])


def help_pages() -> Iterator[tuple[str, str]]:
    """Each command with its help page, in the order of ``incidents --help``; the general page first."""
    root = get_command(app)
    context = typer.Context(root, info_name="incidents", terminal_width=_WIDTH, help_option_names=["-h", "--help"])
    yield from _pages(root, context)


def _pages(command: Any, context: typer.Context) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - see incidents.cli.help
    yield context.command_path, command.get_help(context).rstrip()
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        below = command.get_command(context, name)
        yield from _pages(below, typer.Context(below, info_name=name, parent=context))


def write(target: Path = TARGET, *, is_check: bool = False) -> None:
    """Write the document to *target*, or with *is_check* raise CheckFailed when it says anything else."""
    if not is_check:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(), encoding="utf-8")
    elif not target.is_file() or target.read_text(encoding="utf-8") != render():
        raise CheckFailed(f"{target} is out of date", mend="run: python -m incidents.cli.reference")


if __name__ == "__main__":
    try:
        write(is_check="--check" in sys.argv[1:])
    except CheckFailed as failed:
        say(f"incidents: {failed}")
        sys.exit(failed.exit_code)
