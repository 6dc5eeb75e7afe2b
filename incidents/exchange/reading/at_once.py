"""Cells of one column read all at once, where each says just what it says: a text, or a number.

In a tenth of the time that one by one takes; but only what is right. Whoever gets None asks cell by cell what is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from incidents.domain.where import pair_degrees
from incidents.exchange.reading.source import Source

ReadColumn = Callable[[Sequence[str]], Sequence[Any] | None]


def compile_column(way: str | None, source: Source) -> ReadColumn | None:
    """What reads cells of *source* by the conversion *way*, None for one that looks things up or takes them apart."""
    return _COLUMNS[way](source) if way in _COLUMNS and len(source.places) == 1 else None


def join_columns(columns: Sequence[Sequence[Any] | None]) -> Sequence[Any] | None:
    """The values of a field that has one column, or the points of two of degrees; None where one was not read."""
    read = [column for column in columns if column is not None]
    if len(read) < len(columns):
        return None
    return read[0] if len(read) == 1 else pair_degrees(*read)


def _read_texts(source: Source) -> ReadColumn:
    def read(cells: Sequence[str]) -> Sequence[str | None] | None:
        cleaned = source.clean_all(cells)
        return None if source.has_failed(cleaned) else [cell or None for cell in cleaned]

    return read


def _read_numbers(source: Source) -> ReadColumn:
    def read(cells: Sequence[str]) -> Sequence[float | None] | None:
        cleaned = source.clean_all(cells)
        try:
            numbers = [float(cell) if cell else None for cell in cleaned] if "" in cleaned else [*map(float, cleaned)]
        except ValueError:
            return None
        return numbers if math.isfinite(sum(filter(None, numbers))) else None

    return read


_COLUMNS: Mapping[str | None, Callable[[Source], ReadColumn]] = {"text": _read_texts, "decimal": _read_numbers}
