"""``incidents agree``: how far people who coded the same articles agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from incidents.cli.cards import Line, fold_line
from incidents.cli.help import Commands
from incidents.cli.options import Session
from incidents.cli.project import open_project
from incidents.cli.taking import show_taking, write_taking
from incidents.cli.terminal import BOLD, FAINT, PLAIN, put, put_json
from incidents.domain.text import count_of
from incidents.errors import BadUsage
from incidents.review.agreement import Agreement, Figure
from incidents.review.automation_bias import measure_automation_bias
from incidents.services.agreement import AgreementReport, compare_coded, compare_files
from incidents.services.project import Project

EXAMPLES = """\
incidents agree --gate
incidents agree --suggestions
incidents agree amal.jsonl bilal.jsonl
incidents agree amal.jsonl bilal.jsonl --json
incidents agree amal.jsonl bilal.jsonl --gate"""
_NAMES = {"events": "which events", "relevance": "any event at all", "how_many": "how many events"}
_WIDTH = 16


app = Commands()


@app.command("agree", examples=EXAMPLES)
def agree(
    context: typer.Context,
    session: Session,
    *,
    one: Annotated[
        Path | None, typer.Argument(metavar="ONE", help="A coding as JSON Lines, as evaluate takes it.")
    ] = None,
    other: Annotated[Path | None, typer.Argument(metavar="OTHER", help="Another coding of the same articles.")] = None,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="How people take suggestions, instead: moved, caught, quicker.")
    ] = False,
    gate: Annotated[
        bool, typer.Option("--gate", help="Exit 3 when a threshold of schema/agreement.toml is not reached.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure how far people who coded the same articles agree.

    Those of the database that two coded apart from each other (incidents assign --double), or two files. First comes
    which events there are, then the values of those that both found: raw agreement, Krippendorff's alpha and Gwet's
    AC1, each with its 95 % interval, bootstrapped over articles, and the most frequent value. Where one value is nearly
    all there is, alpha misleads and AC1 is read instead; the line below says so in words.
    """
    desk = open_project(context, session)
    if suggestions:
        _tell_taking(desk, as_json=as_json)
        return
    agreed = _compare(desk, one, other)
    if as_json:
        put_json(agreed.write())
    else:
        for line in show_agreed(agreed):
            put(line.text, weight=line.weight)
    if gate:
        agreed.check()


def _compare(desk: Project, one: Path | None, other: Path | None) -> AgreementReport:
    if one is None:
        return compare_coded(desk.adjudication.aligned(), codebook=desk.codebook)
    if other is None:
        raise BadUsage(f"{one} is compared with nothing", mend="name a second coding, or none")
    return compare_files(one, other, codebook=desk.codebook)


def _tell_taking(desk: Project, *, as_json: bool) -> None:
    with desk.open_reader() as reader:
        taking = measure_automation_bias(reader.trials())
    if as_json:
        put_json(write_taking(taking))
    else:
        for line in show_taking(taking):
            put(line)


def show_agreed(agreed: AgreementReport) -> Iterator[Line]:
    """The figures in a table for people, narrow enough for 80 columns where it can be."""
    yield from fold_line(f"{count_of(agreed.articles, 'article')} coded by {' and '.join(agreed.coders)}", BOLD)
    yield Line(f"{'':<{_WIDTH}} {'n':>4}  {'raw':>5}  {'alpha':>5} {'95 %':<12} {'AC1':>5} {'95 %':<12} gate", FAINT)
    for each in (*agreed.events, *agreed.fields):
        yield from _show(each)


def _show(each: Agreement) -> Iterator[Line]:
    name = _NAMES.get(each.field, each.field)
    ends = f"{_value(each.alpha)} {_interval(each.alpha)} {_value(each.ac1)} {_interval(each.ac1)}"
    if each.alpha.value is None and each.ac1.value is None:
        ends = f"{'':>5} {_interval(each.raw)} {'':>5} {'':<12}"
    yield Line(f"{name:<{_WIDTH}} {each.units:>4}  {_value(each.raw)}  {ends} {_gate(each)}", PLAIN)
    yield from fold_line(_tell(each), FAINT, indent=4)


def _tell(each: Agreement) -> str:
    if each.prevalent is None or each.share is None:
        return each.reading
    told = each.prevalent
    named = ", ".join(sorted(map(str, told))) or "none" if isinstance(told, frozenset) else f"{told}"
    return f"{each.reading}; most often {named} ({each.share:.0%})"


def _value(figure: Figure) -> str:
    return f"{'-':>5}" if figure.value is None else f"{figure.value:5.2f}"


def _interval(figure: Figure) -> str:
    told = "" if figure.interval is None else f"[{figure.interval.low:.2f} {figure.interval.high:.2f}]"
    return f"{told:<12}"


def _gate(each: Agreement) -> str:
    if each.at_least is None:
        return ""
    word = "ok" if each.is_met else "few" if each.is_few else "LOW"
    return f"{word} >= {each.at_least:g}"
