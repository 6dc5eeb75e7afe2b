"""``incidents erase``: words that the law wants gone, out of the base for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import ask, is_terminal, say
from incidents.errors import BadUsage
from incidents.services.maintenance import JOURNAL

ARTICLE_EXAMPLES = """\
incidents erase article 12 --reason 'court order of 3 May' --dry-run
incidents erase article 12 --reason 'court order of 3 May' --yes"""
NAME_EXAMPLES = """\
incidents erase name "Jane Doe" --reason 'request of 3 May'"""

Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="By what right; it stays in the log.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show how much it touches, and erase nothing.")]
Counts = dict[str, int]
Erase = Callable[..., Counts]
_MANY = {JOURNAL: "journals of unfinished work", "entry of the log": "entries of the log"}


app = Commands()
erase_app = Commands(help="Erase words for good, where the law asks for it.", examples=NAME_EXAMPLES)
app.add_typer(erase_app, name="erase")


@erase_app.command("article", examples=ARTICLE_EXAMPLES)
def erase_article(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's number, as `incidents why` has it.")],
    session: Session,
    signature: Signature,
    *,
    reason: Why,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Erase the text of an article and every quote from it.

    Its hash, its title, the offsets of the evidence, every number and the chain of the log stay. Unfinished work on it
    that lies beside the database is removed. It cannot be undone.
    """
    desk = open_project(context, session, signature)
    erase = partial(desk.maintenance.erase_article, article, reason=reason)
    _erase(erase, yes=yes, dry_run=dry_run)


@erase_app.command("name", examples=NAME_EXAMPLES)
def erase_name(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person's name, as it is written.")],
    session: Session,
    signature: Signature,
    *,
    reason: Why,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Erase a person's name wherever it stands: articles, quotes, actors, targets, summaries, the log.

    Unfinished work that lies beside the database is searched, too. Every number, every hash and the chain of the log
    stay. It cannot be undone.
    """
    desk = open_project(context, session, signature)
    erase = partial(desk.maintenance.erase_name, name, reason=reason)
    _erase(erase, yes=yes, dry_run=dry_run)


def _erase(do: Erase, *, yes: bool, dry_run: bool) -> None:
    """Show how much it touches, ask, and do it."""
    touched = _count(do(is_trial=True))
    say(f"this touches {touched}; it cannot be undone")
    if dry_run:
        say("nothing was erased: this was a dry run")
        return
    if not yes and not is_terminal():
        raise BadUsage("erasing asks first, and there is no terminal to ask on", mend="add --yes")
    if not yes and (ask("erase it for good? Type yes: ") or "").lower() != "yes":
        say("nothing was erased")
        return
    do(is_trial=False)
    say(f"erased; touched {touched}")


def _count(counts: Mapping[str, int]) -> str:
    return ", ".join(
        f"{count} {kind if count == 1 else _MANY.get(kind, f'{kind}s')}" for kind, count in counts.items() if count
    )
