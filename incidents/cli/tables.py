"""Rows as a table that fits the terminal. The one place that imports rich, and only when a table is drawn.

Short columns stay whole and long ones fold; where that is not enough, the last columns are left out and named.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Literal

from incidents.cli.terminal import say
from incidents.services.exports import Table

_SHORT = 10
_GAP = 2


def draw(table: Table, *, is_fixed: bool) -> None:
    """Print *table* on stdout; with *is_fixed* no column is left out: it folds, however narrow the terminal.

    Cells are text and nothing else: rich's markup in them is not read.
    """
    from rich.console import Console  # noqa: PLC0415 - rich costs a tenth of a second, and only tables need it
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    console = Console(file=sys.stdout, highlight=False, color_system=None if is_plain else "auto")
    columns = list(zip(table.header, *table.rows, strict=True))
    shown = columns if is_fixed else columns[: count_fitting(columns, console.width)]
    grid = Grid(box=None, padding=(0, _GAP, 0, 0), pad_edge=False)
    for header, *cells in shown:
        justify: Literal["left", "right"] = "right" if all(cell.isdigit() for cell in cells if cell) else "left"
        grid.add_column(
            Text(header), justify=justify, overflow="fold", min_width=None if is_fixed else _least([header, *cells])
        )
    for row in zip(*(cells for _, *cells in shown), strict=True):
        grid.add_row(*map(Text, row))
    console.print(grid)
    if len(shown) < len(columns):
        say(f"not shown for want of room: {', '.join(header for header, *_ in columns[len(shown) :])}")


def count_fitting(columns: Sequence[Sequence[str]], width: int) -> int:
    """How many of *columns*, from the left, fit into *width* when none is folded below a readable width; at least 1."""
    taken, fitting = 0, 0
    for column in columns:
        taken += _least(column) + _GAP
        if taken - _GAP > width:
            break
        fitting += 1
    return max(fitting, 1)


def _least(column: Sequence[str]) -> int:
    """How narrow *column* may be folded: its header stays whole, and so does every short cell."""
    return max(len(column[0]), *(min(len(cell), _SHORT) for cell in column))
