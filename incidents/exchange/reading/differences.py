"""Where a row contradicts itself: columns that follow from others, computed again and compared.

Reports; changes nothing. What the database stores is computed afresh whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.codebook.model import Profile
from incidents.codebook.readings import Reading
from incidents.domain.event import Record
from incidents.domain.problem import Problem
from incidents.exchange.conversions import Cell
from incidents.exchange.reading.figures import whole
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.rows import compile_columns

_BLANK = "blank"
Find = Callable[[Row], Iterator[Problem]]


def compile_differences(profile: Profile, reader: Reader, codebook: Codebook) -> Find:
    """The function that yields a warning for each cell of a row that its other cells contradict."""
    places = {fold(name): place for place, name in enumerate(reader.header)}
    wanted = [column for column in profile.columns if column.name in reader.reading.computed]
    present = [column for column in wanted if fold(column.name) in places]
    same = reader.reading.same
    make_cells = compile_columns(replace(profile, columns=tuple(present)), codebook)

    def find(row: Row) -> Iterator[Problem]:
        if row.event is not None:
            computed = make_cells(Record(event_id="", event=row.event))
            for column, cell in zip(present, computed, strict=True):
                given = row.line.cells[places[fold(column.name)]].strip()
                if given and not _are_same(same.get(given.removesuffix(".0"), given), cell):
                    yield _warning(
                        row, column.name, f"is {_BLANK if cell is None else repr(cell)} by the other columns", given
                    )
            yield from _check_sums(row, reader.reading, places)

    return find


def _check_sums(row: Row, reading: Reading, places: dict[str, int]) -> Iterator[Problem]:
    for total, parts in reading.sums.items():
        if all(fold(column) in places for column in (total, *parts)):
            cells = {column: row.line.cells[places[fold(column)]].strip() for column in (total, *parts)}
            message = _compare_sum(cells, total) if all(cells.values()) else None
            if message is not None:
                yield _warning(row, total, message, cells[total])


def _compare_sum(cells: dict[str, str], total: str) -> str | None:
    """What is wrong with *total* as the sum of the other cells; None when nothing is."""
    others = [column for column in cells if column != total]
    try:
        found = sum(whole(cells[column]) for column in others)
        is_right = found == whole(cells[total])
    except ValueError:
        return f"cannot be the sum of {', '.join(others)}, of which one is not a whole number"
    return None if is_right else f"is not the sum of {', '.join(others)}: {found}"


def _are_same(given: str, computed: Cell) -> bool:
    """Whether two cells say the same, however they write it."""
    if computed is None:
        return False
    if given == str(computed) or fold(given) == fold(str(computed)):
        return True
    try:
        return float(given) == float(computed)
    except ValueError:
        return False


def _warning(row: Row, column: str, message: str, value: str) -> Problem:
    return Problem(field=column, message=message, value=value, line=row.line.number, is_error=False)
