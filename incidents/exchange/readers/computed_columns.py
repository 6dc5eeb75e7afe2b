"""Compare the computed columns of a row (sums, regions, dyads) with the values that the other columns give.

Only reports: such columns are not stored, but computed whenever they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Codes, Profile
from incidents.domain.documents import Document
from incidents.domain.events import PARTS, Event, to_document
from incidents.domain.problems import Problem
from incidents.exchange.conversions import Cell
from incidents.exchange.readers.conversions import whole
from incidents.exchange.readers.reader import Reader, Row
from incidents.exchange.rows import compile_cells

_BLANK = "blank"
_KNOWN = 16_384  # answers that a check remembers


Facts = tuple[tuple[str, Any], ...]  # some keys of an event's document, with their values


def _country(event: Event) -> Facts:
    return (("country", event.place.country),)


def _days(event: Event) -> Facts:
    return tuple(PARTS["when"].write(event.when).items())


def _types(event: Event) -> Facts:
    return (("event_type", event.event_type), ("sub_event_type", event.sub_event_type))


def _point(event: Event) -> Facts:
    return (("latitude", event.place.latitude), ("longitude", event.place.longitude))


# By the source of a computed column, what it depends on; a column of another source depends on the whole event.
_FACTS: Mapping[str, Callable[[Event], Facts]] = {
    **dict.fromkeys(("region", "iso_numeric", "country"), _country),
    **dict.fromkeys(("event_date", "middle_date"), _days),
    "disorder_type": _types,
    "grid_cell": _point,
}
Judge = Callable[[Sequence[str], Event], str | None]


@dataclass(frozen=True, slots=True)
class _Check:
    """Says what is wrong with the first of some cells of a row, beside the others and the row's event."""

    column: str
    places: tuple[int, ...]
    judge: Judge


class ComputedColumns:
    """Finds each cell of a row that other cells of the row contradict."""

    def __init__(self, profile: Profile, reader: Reader, codebook: Codebook) -> None:
        places = {fold(name): place for place, name in enumerate(reader.header)}
        self._checks = (*_computed(profile, reader, codebook, places), *_sums(reader, places))

    def find(self, row: Row) -> Iterator[Problem]:
        """Yield a warning for each of them. The row has an event."""
        for check in self._checks:
            cells = [row.line.cells[place].strip() for place in check.places]
            message = check.judge(cells, row.event) if row.event is not None else None
            if message is not None:
                yield Problem(field=check.column, message=message, value=cells[0], line=row.line.number, is_error=False)


def _computed(profile: Profile, reader: Reader, codebook: Codebook, places: Mapping[str, int]) -> Iterator[_Check]:
    """Yield a check for each column of the file that is computed from others."""
    for column in profile.columns:
        if column.name in reader.reading.computed and fold(column.name) in places:
            compute = _compile(compile_cells([column], profile, codebook), _FACTS.get(column.source or ""))
            yield _Check(column.name, (places[fold(column.name)],), partial(_compare, compute, reader.reading.same))


def _compile(
    make: Callable[[Document], tuple[Cell, ...]], facts: Callable[[Event], Facts] | None
) -> Callable[[Event], Cell]:
    """Return the function that computes a column's cell; it remembers what followed from the same facts."""
    if facts is None:
        return lambda event: make(to_document(event))[0]
    nothing = to_document(Event())
    known = lru_cache(maxsize=_KNOWN)(lambda found: make({**nothing, **dict(found)})[0])
    return lambda event: known(facts(event))


def _compare(compute: Callable[[Event], Cell], same: Codes, cells: Sequence[str], event: Event) -> str | None:
    """Return what is wrong with the one cell, which should say what is computed."""
    (given,) = cells
    if not given:
        return None
    computed = compute(event)
    if _are_same(same.get(given.removesuffix(".0"), given), computed):
        return None
    return f"is {_BLANK if computed is None else repr(computed)} by the other columns"


def _sums(reader: Reader, places: Mapping[str, int]) -> Iterator[_Check]:
    """Yield a check for each column of the file that is the sum of others."""
    for total, parts in reader.reading.sums.items():
        if all(fold(column) in places for column in (total, *parts)):
            where = tuple(places[fold(column)] for column in (total, *parts))
            yield _Check(total, where, partial(_compare_sum, parts))


def _compare_sum(parts: Sequence[str], cells: Sequence[str], _: Event) -> str | None:
    """Return what is wrong with the first of *cells* as the sum of the others, which *parts* name."""
    if not all(cells):
        return None
    try:
        total, *others = map(whole, cells)
    except ValueError:
        return f"cannot be the sum of {', '.join(parts)}, of which one is not a whole number"
    return None if sum(others) == total else f"is not the sum of {', '.join(parts)}: {sum(others)}"


def _are_same(given: str, computed: Cell) -> bool:
    """Return whether two cells say the same, however they write it."""
    if computed is None:
        return False
    if given == str(computed) or fold(given) == fold(str(computed)):
        return True
    try:
        return float(given) == float(computed)
    except ValueError:
        return False
