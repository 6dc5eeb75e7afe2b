"""Records as rows of short texts for a terminal: unknown is empty, every text on one line without control signs.

Draws nothing; the command line does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.exchange.conversions import Cell
from incidents.exchange.report import Report
from incidents.exchange.rows import make_rows


def make_table(
    records: Iterable[Record], profile: Profile, *, codebook: Definitions, report: Report
) -> Iterator[tuple[str, ...]]:
    """The rows under *profile*, one by one; the header is the names of its columns."""
    for _, row in make_rows(records, profile, codebook=codebook, report=report):
        yield tuple(_show(cell) for cell in row)


def _show(cell: Cell) -> str:
    """A cell on one line. An article is hostile input: it could hold the signs that steer a terminal."""
    text = "" if cell is None else str(cell)
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
