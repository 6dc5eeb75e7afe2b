"""The command line: which module has which command, how commands are found, and how the program runs.

``incidents --help`` is printed from the table below, so that a command's module is imported only when it is used.
"""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_group

from incidents import __version__
from incidents.cli.errors import HANDLED, report
from incidents.cli.help import Commands, Context, GroupPage
from incidents.cli.options import General, Session, Signature, expand_groups
from incidents.cli.terminal import put
from incidents.errors import UnknownTerm

EXAMPLES = """\
incidents suggest article.txt
incidents code article.txt
incidents query --country Iraq --since 2021-11
incidents export --profile acled -o events.csv"""

SECTIONS = {
    "Articles in": {
        "ingest": ("ingesting", "Take many articles in, to wait for triage."),
        "triage": ("triaging", "Decide on articles that came in, a group at a time, with one key for each."),
        "assign": ("assigning", "Share articles that wait among coders."),
    },
    "Coding": {
        "suggest": ("suggesting", "Show the events that articles report, each value with the words behind it."),
        "code": ("coding", "Code the events that articles report, and store them."),
        "desk": ("desking", "Code articles on a full screen, with single keys."),
        "add": ("adding", "Code an event without an article's help."),
        "edit": ("events", "Change fields of an event."),
        "show": ("events", "Show one event, each value with the words behind it."),
        "why": ("events", "Say where an event's values come from."),
        "withdraw": ("events", "Take an event back."),
        "times": ("times", "Tell what articles cost at the desk and at triage, in keys and seconds."),
    },
    "Many reports, one event": {
        "duplicates": ("duplicates", "List what may be in the base twice, the likeliest first."),
        "link": ("judging", "Let an event rest on more reports."),
        "unlink": ("judging", "Let an event rest on fewer reports."),
        "merge": ("judging", "Make several events one: the first stays and rests on the reports of all."),
        "unmerge": ("judging", "Take a merging back."),
        "split": ("judging", "Make reports of an event an event of their own, a draft."),
        "rule": ("judging", "Choose the rule by which a field of one event follows from its reports."),
    },
    "Review": {
        "adjudicate": ("adjudicating", "Decide where two people coded an article differently."),
        "agree": ("agreeing", "Measure how far people who coded the same articles agree."),
        "review": ("reviewing", "Mark events as reviewed, or show what waits for review."),
        "publish": ("reviewing", "Mark reviewed events as published."),
        "reopen": ("reviewing", "Make events drafts again."),
        "check": ("checking", "Check every event by every rule of the codebook; exit code 3 when there is an error."),
    },
    "Asking": {
        "query": ("querying", "List the events that match every filter."),
        "stats": ("statistics", "Count the events that match every filter, and sum up their dead and injured."),
        "chart": ("statistics", "Draw the events that match every filter as bars: on the terminal, or as SVG or PNG."),
        "map": ("mapping", "Draw the events that match every filter on a map: one HTML file that needs no network."),
        "places": ("places", "Look places up, list places of your own, check coded ones."),
        "codebook": ("codebook", "Print the codebook: what each code means."),
    },
    "Files in and out": {
        "import": ("importing", "Import events from a file: all of its rows, or none."),
        "export": ("querying", "Write the events that match every filter to a file, in a layout of the codebook."),
        "release": (
            "releasing",
            "Check the events that match every filter, and write them as a release: a folder that can be cited.",
        ),
        "cite": ("releasing", "Print how a release is cited: with its query, its name and its hash."),
    },
    "History": {
        "history": ("history", "Tell what happened to an event."),
        "log": ("history", "Tell what was done to the database, the latest first."),
        "undo": ("history", "Take back what the last commands did."),
        "redo": ("history", "Do again what the last undoings took back."),
        "diff": ("differing", "Tell what the database says otherwise at two moments."),
        "verify": ("verifying", "Check that nobody altered the log, and that everything is what it says."),
        "erase": ("erasing", "Erase words for good, where the law asks for it."),
    },
    "The machine coder": {
        "evaluate": ("evaluating", "Measure the machine coder, or any coding, against another."),
        "coder": ("training", "Teach the machine coder by what people made of its suggestions."),
    },
    "Upkeep": {
        "init": ("database", "Make a new, empty database."),
        "members": ("members", "Say who may write what in a database that a team shares."),
        "backup": ("upkeep", "Write the whole database to one new file, and verify it there."),
        "restore": ("upkeep", "Let the database hold what a backup holds."),
        "doctor": (
            "upkeep",
            "Look at all that the work rests on: pages, references, tables, indexes, log, clock, disk, gazetteer.",
        ),
        "db": ("database", "Look after the database."),
    },
}
"""Each section of the overview: its commands, the module of ``incidents.cli`` of each, and its help in a sentence."""
COMMANDS = {name: module for commands in SECTIONS.values() for name, (module, _) in commands.items()}


def load(name: str) -> Any | None:  # noqa: ANN401 - a Click command, whose class depends on Typer's version
    """Import and return the command *name*, or None if there is none."""
    if name not in COMMANDS:
        return None
    return get_group(import_module(f"incidents.cli.{COMMANDS[name]}").app).commands[name]


class LazyGroup(GroupPage):
    """The group of all commands: imports a command when it is used, and turns errors into exit codes."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the parent's signature
        """Return the names of all commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Any | None:  # noqa: ANN401, ARG002 - as in ``load``
        """Import and return the command, or None if there is none."""
        return load(cmd_name)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - the parent's tuple
        """Find the command, or raise UnknownTerm with similar names."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS)
            raise UnknownTerm(args[0], kind="command", near=near, mend="see all commands: incidents --help")
        return super().resolve_command(ctx, args)

    def list_sections(self, ctx: Context) -> list[tuple[str, list[tuple[str, str]]]]:  # noqa: ARG002 - as above
        """Return the commands by section, each with its line of help, without importing any."""
        return [(title, [(name, line) for name, (_, line) in named.items()]) for title, named in SECTIONS.items()]

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - the command's own value, passed on
        """Run the command, and report an error that the user can act on."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # a pipe that closed early is noticed here, not when the interpreter ends
        except HANDLED as error:
            raise typer.Exit(report(error)) from error
        return result


app = Commands(
    cls=LazyGroup,
    help="Turn news articles into research-grade event data, with the words behind each value.",
    examples=EXAMPLES,
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        put(f"incidents {__version__}")
        raise typer.Exit


@app.callback()
@expand_groups
def main(
    context: typer.Context,
    session: Session,
    signature: Signature,
    version: Annotated[  # noqa: ARG001 - acted on by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Keep the options before the command's name for the command."""
    context.obj = General(session, signature)
