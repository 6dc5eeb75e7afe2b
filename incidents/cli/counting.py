"""What ``stats`` does once its options are read. Imports no Typer: see ``answering``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from incidents.cli.answering import split, tell
from incidents.cli.terminal import put_json
from incidents.errors import BadUsage
from incidents.exchange.files import open_output
from incidents.exchange.writers.csv import csv_writer, show_cell
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
            writer = csv_writer(out)
            writer.writerow((*by, *FIGURES))
            writer.writerows(map(show_cell, row) for row in found)
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
