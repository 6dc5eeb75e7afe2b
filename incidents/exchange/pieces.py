"""Pieces of a line of CSV that follow from some of an event's bare values, made once for the same values.

A piece is a run of cells side by side. Knows no batch and no order of pieces: ``bare`` does.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Column, Profile
from incidents.domain.summing import Document
from incidents.exchange.cells import compile_cells
from incidents.exchange.documents import make_document, show_part
from incidents.exchange.lines import quote, show_cell
from incidents.store.bare import COLUMNS, PARTS

Inputs = tuple[str, ...]
Run = tuple[Column, ...]
Fault = tuple[int, str]
"""The place of a needed column that is blank, and why an event without it is left out."""
Pieces = tuple[Any, ...]
"""A text for each run; behind them the first fault, None for none, where any column of the runs is needed."""
_KNOWN = 16_384  # values whose pieces are kept, and as many from before


class Remembered(dict[Any, Pieces]):
    """The pieces by the values that they follow from; forgets those that were not met for long when there are many."""

    def __init__(self, make: Callable[[Any], Pieces]) -> None:
        self._make = make
        self._before: dict[Any, Pieces] = {}

    def __missing__(self, values: object) -> Pieces:
        if len(self) >= _KNOWN:
            self._before = dict(self)
            self.clear()
        made = self[values] = self._before.pop(values, ()) or self._make(values)
        return made


def compile_pieces(
    inputs: Inputs, runs: Sequence[Run], profile: Profile, codebook: Definitions
) -> Callable[[Any], Pieces]:
    """The function that makes the pieces for *runs*, which follow from *inputs*, of the value or values of these."""
    makers = [compile_cells(run, profile, codebook) for run in runs]
    describe, find_fault = _describer(inputs), _fault_finder(runs, profile)

    def make(values: Any) -> Pieces:  # noqa: ANN401 - as wide as a table's values
        document = describe(values)
        rows = [cells(document) for cells in makers]
        pieces = tuple([",".join(["" if cell is None else quote(show_cell(cell)) for cell in row]) for row in rows])
        return pieces if find_fault is None else (*pieces, find_fault(rows))

    return make


def is_judging(runs: Sequence[Run]) -> bool:
    """Whether any column of *runs* is needed."""
    return any(column.needed is not None for run in runs for column in run)


def _fault_finder(runs: Sequence[Run], profile: Profile) -> Callable[[Sequence[Pieces]], Fault | None] | None:
    """What finds the first fault among the cells of *runs*; None where no column is needed."""
    numbers = {column.name: number for number, column in enumerate(profile.columns)}
    needed = sorted(
        (numbers[column.name], column.needed, place, at)
        for place, run in enumerate(runs)
        for at, column in enumerate(run)
        if column.needed is not None
    )
    if not needed:
        return None
    return lambda rows: next(((number, why) for number, why, place, at in needed if rows[place][at] is None), None)


def _describer(inputs: Inputs) -> Callable[[Any], Document]:
    """What makes a document of the value or values of *inputs*, columns before parts, with nothing else in it."""
    if len(inputs) == 1 and inputs[0] in PARTS:
        return partial(show_part, inputs[0])
    columns = [name for name in inputs if name in COLUMNS]
    parts = inputs[len(columns) :]

    def describe(values: Sequence[Any]) -> Document:
        own = dict(zip(columns, values, strict=False))
        return make_document(own, dict(zip(parts, values[len(columns) :], strict=True)))

    return describe if len(inputs) > 1 else lambda value: describe((value,))
