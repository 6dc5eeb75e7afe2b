"""Rows of cells straight from the values of tables, for layouts that only need a part of an event for each cell.

What follows from a few values, such as the cells about weapons, is made once for the same values and then known: by
the conversions of ``rows``, of a record that has these values and no others. So both ways give the same cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Column, Profile
from incidents.domain.document import Document
from incidents.domain.event import Event, Record
from incidents.domain.weapon import Weapon
from incidents.domain.who import Actor, Target
from incidents.exchange.conversions import Cell
from incidents.exchange.export import show_cell
from incidents.exchange.guard import guard
from incidents.exchange.records import write_record
from incidents.exchange.rows import compile_cells
from incidents.store.bare import COLUMNS, KEY, PARTS, SOURCES, make_part

Values = tuple[Any, ...]
Make = Callable[[Values], Sequence[Cell]]
_KNOWN = 1024  # values whose cells are kept, of each part

_WHEN = ("event_date", "end_date", "date_precision")
# The values that a source follows from, where that is more than the column or part of its own name.
_INPUTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("middle_date", "period", "known_month", "known_day"), _WHEN),
    **dict.fromkeys(("country_name", "iso_numeric", "region"), ("country",)),
    "disorder_type": ("sub_event_type",),
    **dict.fromkeys(("killed", "injured", "killed_apart"), ("casualties",)),
    **dict.fromkeys(("killed_first_side", "killed_second_side", "killed_civilians"), ("casualties",)),
    "claim": ("claims",),
    "reports": (SOURCES,),
    "location": ("place", "admin1"),
}
_POINT = frozenset({"latitude", "longitude"})
_KEPT = frozenset(COLUMNS) - {"main", "confidence"}
_TEXT = _KEPT - _POINT - {"version", "event_date", "end_date"}
# Parts whose rows stand in a document as they are: it can be written without making an event of them.
_ROWS: Mapping[str, type] = {"weapons": Weapon, "actors": Actor, "targets": Target}
_NOTHING = Record(event_id="", event=Event())


@dataclass(frozen=True, slots=True)
class BareLayout:
    """What to read of each event, *columns* of its row and *parts*, and how to *make* it a row of texts and numbers."""

    columns: tuple[str, ...]
    parts: tuple[str, ...]
    make: Make


def compile_bare(profile: Profile, codebook: Codebook) -> BareLayout | None:
    """The layout of *profile*; None when one of its cells needs more of an event, or may be a reason to skip it."""
    inputs = [_inputs(column) for column in profile.columns]
    if any(column.needed is not None for column in profile.columns) or not all(map(_is_known, inputs)):
        return None
    names = dict.fromkeys(name for each in inputs for name in each)
    columns = tuple(dict.fromkeys((KEY, *(name for name in names if name in COLUMNS))))
    parts = tuple(name for name in names if name in PARTS)
    return BareLayout(columns, parts, _compile(profile, codebook, columns, parts))


def _inputs(column: Column) -> tuple[str, ...]:
    root = (column.source or "status").partition(".")[0]  # a constant follows from anything
    return _INPUTS.get(root, (root,))


def _is_known(inputs: Sequence[str]) -> bool:
    return all(name in COLUMNS for name in inputs) or (len(inputs) == 1 and inputs[0] in PARTS)


def _is_kept(column: Column) -> bool:
    return column.source in _KEPT and column.conversion in {None, "keep"}


def _compile(profile: Profile, codebook: Codebook, columns: Sequence[str], parts: Sequence[str]) -> Make:
    """The function that makes a row: the kept columns, then the cells of each group, put in the profile's order."""
    groups = _group(profile.columns)
    pick = _picker(profile.columns, columns, groups)
    texts = [place for place, name in enumerate(columns) if name in _TEXT]
    points = [place for place, name in enumerate(columns) if name in _POINT]
    made = {
        inputs: _remember(inputs, replace(profile, columns=tuple(group)), codebook) for inputs, group in groups.items()
    }
    of_row = [
        (itemgetter(*map(columns.index, inputs)), cells) for inputs, cells in made.items() if not _is_part(inputs)
    ]
    of_parts = [(1 + parts.index(inputs[0]), cells) for inputs, cells in made.items() if _is_part(inputs)]

    def make(bare: Values) -> Sequence[Cell]:
        row = bare[0]
        cells = list(row)
        for place in texts:
            if cells[place] is not None:
                cells[place] = guard(cells[place])
        for place in points:
            cells[place] = show_cell(cells[place])
        for read, make_cells in of_row:
            cells += make_cells(read(row))
        for place, make_cells in of_parts:
            cells += make_cells(bare[place])
        return pick(cells)

    return make


def _is_part(inputs: Sequence[str]) -> bool:
    return inputs[0] in PARTS


def _group(columns: Iterable[Column]) -> Mapping[tuple[str, ...], list[Column]]:
    """The columns that are not kept as they are, by what they follow from; those of a row before those of parts."""
    groups: dict[tuple[str, ...], list[Column]] = defaultdict(list)
    for column in columns:
        if not _is_kept(column):
            groups[_inputs(column)].append(column)
    return dict(sorted(groups.items(), key=lambda pair: _is_part(pair[0])))


def _picker(
    columns: Sequence[Column], kept: Sequence[str], groups: Mapping[tuple[str, ...], list[Column]]
) -> Callable[[list[Cell]], Sequence[Cell]]:
    """What puts the kept cells and those of the groups into the order of the *columns*."""
    made = [column.name for group in groups.values() for column in group]
    order = [
        kept.index(column.source or "") if _is_kept(column) else len(kept) + made.index(column.name)
        for column in columns
    ]
    return itemgetter(*order) if len(order) > 1 else lambda cells: (cells[order[0]],)


def _remember(inputs: tuple[str, ...], profile: Profile, codebook: Codebook) -> Callable[[Any], tuple[str, ...]]:
    """The texts of the cells under *profile* that follow from *inputs*, by the value or values of these."""
    make_cells, describe = compile_cells(profile, codebook), _describer(inputs)

    @lru_cache(maxsize=_KNOWN)
    def make(values: Any) -> tuple[str, ...]:  # noqa: ANN401 - as wide as a table's values
        return tuple(map(show_cell, make_cells(*describe(values))))

    return make


def _describer(inputs: tuple[str, ...]) -> Callable[[Any], tuple[Record, Document]]:
    """What makes a record and its document of the value or values of *inputs*, with nothing else in them."""
    part = inputs[0]
    if part in _ROWS:
        names = [field.name for field in fields(_ROWS[part])]
        return lambda rows: (_NOTHING, {part: [dict(zip(names, row, strict=True)) for row in rows or ()]})
    if part in PARTS:
        return lambda rows: _with_document(make_part({}, {part: rows or ()}))
    if len(inputs) == 1:
        return lambda value: _with_document(make_part({part: value}, {}))
    return lambda values: _with_document(make_part(dict(zip(inputs, values, strict=True)), {}))


def _with_document(record: Record) -> tuple[Record, Document]:
    return record, write_record(record)
