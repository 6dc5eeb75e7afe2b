"""``incidents coder train``: what the machine coder can learn from the project's own decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.cards import Line
from incidents.cli.help import Commands
from incidents.cli.options import Session
from incidents.cli.project import open_project
from incidents.cli.terminal import BOLD, put, say
from incidents.coder.training import Training
from incidents.services.training import default_path, save_learned

EXAMPLES = """\
incidents coder train
incidents coder train --database iraq.db -o iraq.learned.json"""


app = Commands()
coder_app = Commands(help="Teach the machine coder by what people made of its suggestions.", examples=EXAMPLES)
app.add_typer(coder_app, name="coder")


@coder_app.command("train", examples=EXAMPLES)
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
    desk = open_project(context, session)
    path = default_path(desk.database) if output is None else output
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
