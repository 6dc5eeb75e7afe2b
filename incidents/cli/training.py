"""``incidents coder train``: what the machine coder can learn from the project's own decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.cards import Line
from incidents.cli.help import GroupPage, Page
from incidents.cli.opening import open_desk
from incidents.cli.options import Session
from incidents.cli.spread import spread
from incidents.cli.terminal import BOLD, put, say
from incidents.coder.training import Training
from incidents.services.training import beside, save_learned

EXAMPLES = """\
incidents coder train
incidents coder train --database iraq.db -o iraq.learned.json"""


def register(app: typer.Typer) -> None:
    """Add the group to *app*."""
    group = typer.Typer(cls=GroupPage, rich_markup_mode=None, no_args_is_help=True, epilog=EXAMPLES)
    group.callback(help="Teach the machine coder by what people made of its suggestions.")(_stand)
    group.command("train", cls=Page, epilog=EXAMPLES)(spread(learn))
    app.add_typer(group, name="coder")


def learn(
    context: typer.Context,
    session: Session,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it; else beside the database."),
    ] = None,
) -> None:
    """Fit small models on what people accepted and corrected, and say whether they help.

    Learned are how sure to be of each field, and the sub-event type. Each is tried by cross-validation on articles that
    it has not seen, and kept only when more than chance speaks for it. Nothing of it is used unless suggest or code is
    told so: --model on. Too few decisions are refused with exit code 3. Needs the extra incidents[learn].
    """
    desk = open_desk(context, session)
    path = beside(desk.database) if output is None else output
    training = desk.training.train()
    for line in _show(training):
        put(line.text, weight=line.weight)
    if not any(gain.helps for gain in training.gains):
        say("nothing of it helps yet: no model was written")
        return
    save_learned(training.learned, path)
    say(f"written to {path}; use it with: --model {'on' if output is None else path}")


def _show(training: Training) -> Iterator[Line]:
    yield Line(f"{'learned':<28} {'from':>5}  {'before':<6} {'after':<6} {'gain':<7} 95 %", BOLD)
    for each in training.gains:
        ends = f"{each.interval.low:+.3f} to {each.interval.high:+.3f}"
        verdict = "helps" if each.helps else "does not help, left out"
        measured = f"{each.before:.3f}  {each.after:.3f}  {each.gain:+.3f}  {ends}"
        yield Line(f"{each.part:<28} {each.examples:>5}  {measured}  {verdict}")


def _stand() -> None:
    """Keep a group of one command a group."""
