"""How a help page looks: usage, what the command does, arguments, options, and examples to copy.

Plain text of our own layout, so that it starts quickly, reads well on any terminal and stays the same from one
version of Typer to the next: ``docs/cli-reference.md`` is made of it. An ``epilog`` holds the examples, one a line,
each a whole command.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from incidents.cli.options import expand_groups

# Typer carries its own Click since 0.26 and used the separate one before: its classes cannot be named here.
Context = Any
Formatter = Any
Parameter = Any
Function = TypeVar("Function", bound=Callable[..., Any])


class Page(TyperCommand):
    """A command with a help page as described above."""

    def format_usage(self, ctx: Context, formatter: Formatter) -> None:
        """Write ``Usage: incidents verb ARGUMENTS [OPTIONS]``."""
        arguments = [_name_argument(each) for each in self.get_params(ctx) if _is_argument(each)]
        formatter.write_usage(ctx.command_path, " ".join([*arguments, "[OPTIONS]"]))

    def format_options(self, ctx: Context, formatter: Formatter) -> None:
        """Write the arguments and the options, each with its help."""
        write_parameters(self.get_params(ctx), formatter)

    def format_epilog(self, ctx: Context, formatter: Formatter) -> None:  # noqa: ARG002 - the parent's signature
        """Write the examples as they stand."""
        write_examples(self.epilog, formatter)


class GroupPage(TyperGroup):
    """A group of commands with a help page as described above."""

    def format_options(self, ctx: Context, formatter: Formatter) -> None:
        """Write the options that stand before a command's name, then the commands."""
        write_parameters(self.get_params(ctx), formatter)
        for title, helps in self.list_sections(ctx):
            with formatter.section(title):
                formatter.write_dl(helps)

    def format_epilog(self, ctx: Context, formatter: Formatter) -> None:  # noqa: ARG002 - the parent's signature
        """Write the examples as they stand."""
        write_examples(self.epilog, formatter)

    def list_sections(self, ctx: Context) -> list[tuple[str, list[tuple[str, str]]]]:  # noqa: ARG002 - for heirs
        """The commands by section: its title, and each command with the first paragraph of its help."""
        helps = [(name, (command.help or "").partition("\n\n")[0]) for name, command in self.commands.items()]
        return [("Commands", helps)]


class Commands(typer.Typer):
    """Commands with the help pages above, whose parameters may be groups of options (``cli.options``)."""

    def __init__(self, *, cls: type[TyperGroup] = GroupPage, help: str | None = None, examples: str = "") -> None:  # noqa: A002 - as in Typer
        super().__init__(
            cls=cls,
            help=help,
            epilog=examples,
            no_args_is_help=True,
            rich_markup_mode=None,  # plain help: quick to start, and the same everywhere
            pretty_exceptions_enable=False,  # a bug keeps its ordinary traceback
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )

    def command(  # type: ignore[override]  # fewer settings than Typer's, and the examples
        self, name: str, *, examples: str, context_settings: dict[str, Any] | None = None
    ) -> Callable[[Function], Function]:
        """Register the decorated function as the command *name*, with *examples* at the end of its help page."""

        def register(function: Function) -> Function:
            add = super(Commands, self).command(name, cls=Page, epilog=examples, context_settings=context_settings)
            add(expand_groups(function))
            return function

        return register


def write_parameters(parameters: list[Parameter], formatter: Formatter) -> None:
    """Write *parameters*, arguments first."""
    arguments = [(_name_argument(each), each.help or "") for each in parameters if _is_argument(each)]
    options = [(_name_option(each), each.help or "") for each in parameters if not _is_argument(each)]
    for title, rows in (("Arguments", arguments), ("Options", options)):
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def write_examples(examples: str | None, formatter: Formatter) -> None:
    """Write *examples*, unwrapped, so that they can be copied."""
    if examples:
        formatter.write("\nExamples:\n" + "".join(f"  {line}\n" for line in examples.splitlines()))


def _is_argument(parameter: Parameter) -> bool:
    return bool(parameter.param_type_name == "argument")


def _name_argument(parameter: Parameter) -> str:
    name = (parameter.metavar or parameter.name.upper()) + ("..." if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _name_option(parameter: Parameter) -> str:
    names = ", ".join(sorted(parameter.opts, key=lambda name: name.startswith("--")))
    return names if parameter.is_flag else f"{names} {parameter.metavar or parameter.name.upper()}"
