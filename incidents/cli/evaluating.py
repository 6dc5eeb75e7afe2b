"""``incidents evaluate``: the machine coder, or any coding, measured against another of the same articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.figures import show_evaluation, show_misses
from incidents.cli.help import Commands
from incidents.cli.options import Facts, Proposer, Session
from incidents.cli.progress import Tally
from incidents.cli.project import open_project
from incidents.cli.proposing import open_backing
from incidents.cli.suggesting import suggest_all
from incidents.cli.terminal import put, put_json, say
from incidents.domain.suggestions import Suggestion
from incidents.review.answer_keys import Coding
from incidents.services.evaluation import check_gates, evaluate, find_articles, gather_coding, open_coding, read_gates
from incidents.services.project import Project
from incidents.services.suggestions import BackendChoice

EXAMPLES = """\
incidents evaluate gold/
incidents evaluate gold/ suggestions.jsonl --misses
incidents evaluate gold/ --compare last-version.jsonl
incidents evaluate amal.jsonl bilal.jsonl
incidents evaluate gold/ --gate date=0.9 --gate precision=0.85"""


app = Commands()


@app.command("evaluate", examples=EXAMPLES)
def measure(
    context: typer.Context,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder with gold.jsonl and articles/, or a coding as JSON Lines.")
    ],
    session: Session,
    *,
    proposer: Proposer,
    suggested: Annotated[
        Path | None,
        typer.Argument(metavar="SUGGESTED", help="The coding to measure; else what the coder suggests now."),
    ] = None,
    compare: Annotated[
        Path | None, typer.Option("--compare", metavar="OTHER", help="A second coding: what got better, what worse.")
    ] = None,
    gate: Annotated[
        list[str] | None,
        typer.Option("--gate", metavar="FIELD=SHARE", help="Exit 3 when a measure of the main events is below SHARE."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="How many processes share it.")] = 1,
    misses: Annotated[bool, typer.Option("--misses", help="Every event that went wrong, with the words.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure the machine coder, or any coding, against another.

    A coding is a hand-coded gold.jsonl, what "suggest --json" printed, or what "query --json" did: each can be measured
    by each. Precision and recall of events and the share of right values per field come with 95 % intervals, and the
    confidences with how many they got right. A missed event is wrong in every field. Names of measures for --gate:
    precision, recall, f1, main_recall, irrelevant, mean, and every field of the table.
    """
    gates = read_gates(gate or ())
    desk = open_project(context, session)
    countries = desk.codebook.countries
    key = open_coding(gold, countries=countries)
    other = None if compare is None else open_coding(compare, countries=countries)
    coding = (
        _code(desk, gold, key, open_backing(desk, proposer), jobs)
        if suggested is None
        else open_coding(suggested, countries=countries)
    )
    evaluation = evaluate(key, coding, other)
    if as_json:
        put_json(evaluation.write(has_misses=misses))
    else:
        for line in (*show_evaluation(evaluation), *(show_misses(evaluation.misses) if misses else ())):
            put(line.text, weight=line.weight)
    check_gates(evaluation.scores, gates)


def _code(desk: Project, path: Path, key: Coding, backing: BackendChoice, jobs: int) -> Coding:
    """What the coder suggests today for the articles of *key*."""
    return gather_coding(_suggestions(desk, find_articles(path, key), backing, jobs), countries=desk.codebook.countries)


def _suggestions(desk: Project, sources: list[str], backing: BackendChoice, jobs: int) -> Iterator[Suggestion]:
    tally = Tally(len(sources))
    for outcome in suggest_all(desk, sources, Facts(), backing, jobs=jobs):
        tally.done += 1
        tally.hide()
        if outcome.suggestion is None:
            say(f"incidents: {outcome.problem}")
        else:
            yield outcome.suggestion
        tally.show()
    tally.hide()
