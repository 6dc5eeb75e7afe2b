"""Every command by name: one line of help, and the module that is imported when the command is used, not before.

They stand in sections, in the order of the work. ``incidents --help`` prints this table, so that it costs no import;
a test compares it with the commands themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.main import get_group


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: the *module* of ``incidents.cli`` whose ``register`` adds it, and its *help* in a sentence."""

    module: str
    help: str


SECTIONS = {
    "Articles in": {
        "ingest": Entry("ingesting", "Take many articles in, to wait for triage."),
        "triage": Entry("triaging", "Decide on articles that came in, a group at a time, with one key for each."),
        "assign": Entry("assigning", "Share articles that wait among coders."),
    },
    "Coding": {
        "suggest": Entry("suggesting", "Show the events that articles report, each value with the words behind it."),
        "code": Entry("coding", "Code the events that articles report, and store them."),
        "desk": Entry("desking", "Code articles on a full screen, with single keys."),
        "add": Entry("adding", "Code an event without an article's help."),
        "edit": Entry("events", "Change fields of an event."),
        "show": Entry("events", "Show one event, each value with the words behind it."),
        "why": Entry("events", "Say where an event's values come from."),
        "withdraw": Entry("events", "Take an event back."),
        "times": Entry("times", "Tell what articles cost at the desk and at triage, in keys and seconds."),
    },
    "Many reports, one event": {
        "duplicates": Entry("duplicates", "List what may be in the base twice, the likeliest first."),
        "link": Entry("judging", "Let an event rest on more reports."),
        "unlink": Entry("judging", "Let an event rest on fewer reports."),
        "merge": Entry("judging", "Make several events one: the first stays and rests on the reports of all."),
        "unmerge": Entry("judging", "Take a merging back."),
        "split": Entry("judging", "Make reports of an event an event of their own, a draft."),
        "rule": Entry("judging", "Choose the rule by which a field of one event follows from its reports."),
    },
    "Review": {
        "adjudicate": Entry("adjudicating", "Decide where two people coded an article differently."),
        "agree": Entry("agreeing", "Measure how far people who coded the same articles agree."),
        "review": Entry("reviewing", "Mark events as reviewed, or show what waits for review."),
        "publish": Entry("reviewing", "Mark reviewed events as published."),
        "reopen": Entry("reviewing", "Make events drafts again."),
        "check": Entry(
            "checking", "Check every event by every rule of the codebook; exit code 3 when there is an error."
        ),
    },
    "Asking": {
        "query": Entry("querying", "List the events that match every filter."),
        "stats": Entry("statistics", "Count the events that match every filter, and sum up their dead and injured."),
        "chart": Entry(
            "statistics", "Draw the events that match every filter as bars: on the terminal, or as SVG or PNG."
        ),
        "map": Entry(
            "mapping", "Draw the events that match every filter on a map: one HTML file that needs no network."
        ),
        "places": Entry("places", "Look places up, list places of your own, check coded ones."),
        "codebook": Entry("codebook", "Print the codebook: what each code means."),
    },
    "Files in and out": {
        "import": Entry("importing", "Import events from a file: all of its rows, or none."),
        "export": Entry("querying", "Write the events that match every filter to a file, in a layout of the codebook."),
        "release": Entry(
            "releasing",
            "Check the events that match every filter, and write them as a release: a folder that can be cited.",
        ),
        "cite": Entry("releasing", "Print how a release is cited: with its query, its name and its hash."),
    },
    "History": {
        "history": Entry("history", "Tell what happened to an event."),
        "log": Entry("history", "Tell what was done to the database, the latest first."),
        "undo": Entry("history", "Take back what the last commands did."),
        "redo": Entry("history", "Do again what the last undoings took back."),
        "diff": Entry("differing", "Tell what the database says otherwise at two moments."),
        "verify": Entry("verifying", "Check that nobody altered the log, and that everything is what it says."),
        "erase": Entry("erasing", "Erase words for good, where the law asks for it."),
    },
    "The machine coder": {
        "evaluate": Entry("evaluating", "Measure the machine coder, or any coding, against another."),
        "coder": Entry("training", "Teach the machine coder by what people made of its suggestions."),
    },
    "Upkeep": {
        "init": Entry("database", "Make a new, empty database."),
        "members": Entry("members", "Say who may write what in a database that a team shares."),
        "backup": Entry("upkeep", "Write the whole database to one new file, and verify it there."),
        "restore": Entry("upkeep", "Let the database hold what a backup holds."),
        "doctor": Entry(
            "upkeep",
            "Look at all that the work rests on: pages, references, tables, indexes, log, clock, disk, gazetteer.",
        ),
        "db": Entry("database", "Look after the database."),
    },
}
VERBS = {name: entry for verbs in SECTIONS.values() for name, entry in verbs.items()}


def load(name: str) -> Any | None:  # noqa: ANN401 - a Click command, whose class depends on Typer's version
    """The command called *name*, None when there is none."""
    if name not in VERBS:
        return None
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(_stand)
    import_module(f"incidents.cli.{VERBS[name].module}").register(app)
    return get_group(app).commands[name]


def _stand() -> None:
    """Keep a group of one command a group."""
