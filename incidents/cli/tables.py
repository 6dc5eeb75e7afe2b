"""Rows as a table that fits the terminal. The one place that imports rich, and only when a table is drawn."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence


def draw(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print *rows* under *header* on stdout. Cells are text and nothing else: rich's markup in them is not read."""
    from rich.console import Console  # noqa: PLC0415 - rich costs a tenth of a second, and only tables need it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for name in header:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    Console(file=sys.stdout, highlight=False, color_system=None if is_plain else "auto").print(table)
