"""The cells behind one value of a row: where they stand in a file, what it calls them, and what they say.

Knows no rule and builds no event; what cannot be read becomes a problem with the file's own column and value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from incidents.codebook.readings import Part
from incidents.domain.problems import Problem
from incidents.errors import UnknownTerm
from incidents.exchange.conversions import SEPARATOR
from incidents.exchange.reading.batch import Cells
from incidents.exchange.reading.conversions import Read

Row = Cells | Mapping[int, str]  # the cells of a row by their places, all of them or some
_LONGEST_SHOWN = 60
_FAILED = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})  # as workbooks say it


class Spot(NamedTuple):
    """Where a column of the profile stands in the file, and what the file calls it."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """One part, compiled: where its cells stand (None for a column that the file lacks), and how they are read.

    *name* is what the file calls those columns. *way* is the conversion, where nothing but it decides what a cell says.
    """

    part: Part
    name: str
    places: tuple[int | None, ...]
    read: Read
    blanks: frozenset[str]
    is_exact: bool
    way: str | None = None

    def cells(self, row: Row) -> tuple[str, ...]:
        """The part's cells of *row*, blank ones empty."""
        if len(self.places) == 1 and self.places[0] is not None:
            return (self.clean(row[self.places[0]]),)
        return tuple("" if place is None else self.clean(row[place]) for place in self.places)

    def clean(self, cell: str) -> str:
        """*cell*, empty when it says nothing."""
        if self.is_exact:
            return cell
        text = cell.strip()
        return "" if text in self.blanks else text

    def clean_all(self, cells: Sequence[str]) -> Sequence[str]:
        """Each of *cells*, empty when it says nothing."""
        return cells if self.is_exact else list(map(self.clean, cells))

    def has_failed(self, cells: Sequence[str]) -> bool:
        """Whether one of *cells* is what a workbook shows for a formula that fails."""
        return not self.is_exact and not _FAILED.isdisjoint(cells)

    def value(self, cells: Sequence[str]) -> Any:  # noqa: ANN401 - as wide as a document's values
        """What *cells* say, None for nothing. Raises Misread."""
        if self.part.constant is not None:
            return self.part.constant
        if not any(cells):
            return None
        if self.has_failed(cells):
            raise self.misread("is what a formula gives that fails: mend it, then save again", cells)
        try:
            return self.read(cells)
        except UnknownTerm as error:
            raise self.misread(error.what, cells) from None
        except (ValueError, OverflowError) as error:
            raise self.misread(str(error), cells) from None

    def misread(self, message: str, cells: Sequence[str]) -> Misread:
        """The problem with *cells*, of which those that stand in the file are shown."""
        return Misread(
            self.name, message, [cell for cell, place in zip(cells, self.places, strict=True) if place is not None]
        )


class Misread(Exception):
    """A cell that cannot be read; becomes a Problem."""

    def __init__(self, columns: str, message: str, cells: Sequence[str]) -> None:
        super().__init__(message)
        value = SEPARATOR.join(cells)
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}..."
        says_value = repr(value) in message
        self.problem = Problem(field=columns, message=message, value=None if says_value else shown)
