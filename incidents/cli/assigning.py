"""``incidents assign``: who is to code which articles, and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Lots, Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import flat, put, put_json, say
from incidents.domain.team import Assignment
from incidents.domain.text import count_of
from incidents.errors import BadUsage
from incidents.review.sampling import Draw
from incidents.services.project import Project
from incidents.services.team import AssignmentPlan

EXAMPLES = """\
incidents assign amal bilal --double 0.1 --seed 44
incidents assign amal=2 bilal --stratum outlet --hours 48 --dry-run
incidents assign --list
incidents assign --release 12 --release 15"""


app = Commands()


@app.command("assign", examples=EXAMPLES)
def assign(
    context: typer.Context,
    session: Session,
    signature: Signature,
    lots: Lots,
    *,
    coders: Annotated[
        list[str] | None, typer.Argument(metavar="CODER[=SHARE]", help="Who codes; bilal=2 takes twice as many.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show who has what, and change nothing.")] = False,
    release: Annotated[
        list[str] | None, typer.Option("--release", metavar="ARTICLE", help="End the assignment of an article.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be drawn, and change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: JSON Lines.")] = False,
) -> None:
    """Share articles that wait among coders.

    Articles that triage selected and nobody has are drawn by a seed: each goes to one person, a share of --double to
    two, who code it apart: neither sees what the other made of it, and `incidents agree` compares them. An assignment
    keeps others away from an article until it ends. What one of two has coded and the other let expire is drawn again.
    """
    desk = open_project(context, session, signature)
    if listed:
        _list(desk, as_json=as_json)
    elif release:
        say(f"ended {count_of(desk.assignments.release(release), 'assignment')}")
    else:
        states = [desk.codebook.vocabulary("article_states").find(each).code for each in lots.state or ["selected"]]
        lottery = _read_lottery(lots, _read_weights(coders or []), states)
        _tell(desk.assignments.assign(lottery, is_trial=dry_run), states, is_trial=dry_run)


def _read_lottery(lots: Lots, weights: dict[str, float], states: list[str]) -> AssignmentPlan:
    return AssignmentPlan(
        weights=weights,
        states=states,
        double=lots.double,
        seed=lots.seed,
        hours=lots.hours,
        stratum=lots.stratum,
        share=lots.share,
    )


def _tell(drawn: Sequence[Draw], states: Sequence[str], *, is_trial: bool) -> None:
    if not drawn:
        say(f"nothing to share: no article is {' or '.join(states)} and nobody's")
        say("  select some: incidents triage; or share what came in: --state new")
        return
    counts = Counter(coder for each in drawn for coder in each.coders)
    twice = sum(len(each.coders) > 1 for each in drawn)
    told = ", ".join(f"{coder} {count}" for coder, count in sorted(counts.items()))
    say(f"{count_of(len(drawn), 'article')}, {twice} of them for two coders{f': {told}' if told else ''}")
    if is_trial:
        say("nothing was changed: this was a dry run")


def _list(desk: Project, *, as_json: bool) -> None:
    for each in desk.assignments.assignments():
        title = desk.articles.get(each.article_id).title or ""
        if as_json:
            put_json(_write(each, title))
        else:
            put(flat(f"{each.article_id}  {each.coder}  {each.mode}  until {each.due_at}  {title}"))


def _write(each: Assignment, title: str) -> dict[str, object]:
    return {
        "article": each.article_id,
        "coder": each.coder,
        "mode": each.mode,
        "due_at": each.due_at,
        "stratum": each.stratum,
        "seed": each.seed,
        "title": title,
    }


def _read_weights(words: list[str]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word in words:
        name, mark, number = word.partition("=")
        try:
            weight = float(number) if mark else 1.0
        except ValueError:
            weight = -1.0
        if not name.strip() or weight <= 0 or name.strip() in weights:
            raise BadUsage(f"{word!r} is no CODER or CODER=SHARE, each once", mend="type it like bilal or bilal=2")
        weights[name.strip()] = weight
    return weights
