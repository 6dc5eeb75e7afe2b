"""What ``stats`` does once its options are read. Imports no Typer: see ``answering``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from incidents.cli.answering import split, tell
from incidents.cli.terminal import put_json
from incidents.errors import BadUsage
from incidents.exchange.lines import show_cell, show_texts
from incidents.exchange.output import open_output
from incidents.services.exports import Form, Table
from incidents.services.filters import EventFilters
from incidents.services.project import Project
from incidents.services.statistics import MOST, NAMES
from incidents.store.tallies import FIGURES, Counted


def answer_stats(desk: Project, question: EventFilters, by: Sequence[str], *, form: Form | None) -> None:
    """Print how many events *question* means *by* what: in *form*, else a table on a terminal and CSV elsewhere."""
    found = count(desk, question, by)
    if form is Form.JSON:
        for row in found:
            put_json(dict(zip((*by, *FIGURES), row, strict=True)))
    elif form is Form.CSV or not sys.stdout.isatty():
        with open_output(None) as out:
            out.write(_write_sheet(found, by))
    else:
        from incidents.cli.tables import draw  # noqa: PLC0415 - only a terminal has tables

        draw(Table((*by, *FIGURES), (tuple(map(show_cell, row)) for row in found)), is_fixed=True)


def count(desk: Project, question: EventFilters, by: Sequence[str]) -> Sequence[Counted]:
    """The counts of what *question* means, which is told as for ``query``."""
    answer = desk.events.resolve(question)
    tell(answer)
    return desk.statistics.count(answer.selection, by)


def read_groups(by: str) -> tuple[str, ...]:
    """What is counted by; BadUsage for none or too many."""
    names = tuple(dict.fromkeys(name.lower() for name in split(by)))
    if not 0 < len(names) <= MOST:
        raise BadUsage(f"--by takes one to {MOST} names", mend=f"there are {', '.join(NAMES)}")
    return names


def _write_sheet(found: Sequence[Counted], by: Sequence[str]) -> str:
    """The sheet of CSV, made column by column."""
    columns = list(zip(*found, strict=True))
    shown = [_show(column, show_texts) for column in columns[: len(by)]]
    shown += [_show(column, _show_numbers) for column in columns[len(by) :]]
    return "\n".join([",".join((*by, *FIGURES)), *map(",".join, zip(*shown, strict=True)), ""])


def _show(column: Sequence[Any], show: Callable[[Sequence[Any]], Iterable[str]]) -> Iterable[str]:
    """The cells of *column*, each different one shown once."""
    distinct = list(dict.fromkeys(column))
    return map(dict(zip(distinct, show(distinct), strict=True)).__getitem__, column)


def _show_numbers(numbers: Sequence[int]) -> Iterable[str]:
    return map(str, numbers)
