"""Lines of CSV straight from the values of tables, for layouts that only need a part of an event for each cell.

What follows from a few values, such as the cells about weapons, is made once for the same values and then known: by
the conversions of ``cells``, of a document that has these values and no others. So both ways give the same bytes. A
batch of events is worked on column by column, which leaves Python next to nothing to do for each event.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Column, Profile
from incidents.domain.summing import WHEN, Document
from incidents.exchange.cells import compile_cells
from incidents.exchange.documents import make_document
from incidents.exchange.lines import quote, show_cell, show_texts
from incidents.store.bare import COLUMNS, KEY, PARTS, SOURCES, Asked

Values = tuple[Any, ...]
Inputs = tuple[str, ...]
Run = tuple[Column, ...]
Make = Callable[[Sequence[Values]], str]
Pieces = Callable[[Any], tuple[str, ...]]
_KNOWN = 32_768  # values whose cells are kept, of each kind

# Columns of an event's row that have few values between them; they are looked up together.
_CODES: Inputs = (
    "place_precision",
    "place_layer",
    "place_match",
    "event_type",
    "sub_event_type",
    "stage",
    "status",
    "version",
)
# The values that a source follows from, where that is more than the column or part of its own name.
_INPUTS: Mapping[str, Inputs] = {
    **dict.fromkeys((*_CODES, "disorder_type"), _CODES),
    **dict.fromkeys((*WHEN, "middle_date", "period", "known_month", "known_day"), WHEN),
    **dict.fromkeys(("country_name", "iso_numeric", "region"), ("country",)),
    **dict.fromkeys(("killed", "injured", "killed_apart"), ("casualties",)),
    **dict.fromkeys(("killed_first_side", "killed_second_side", "killed_civilians"), ("casualties",)),
    "claim": ("claims",),
    "reports": (SOURCES,),
    "location": ("place", "admin1"),
    **dict.fromkeys(("latitude", "longitude"), ("latitude", "longitude")),
}
# Columns that are different in nearly every event: nothing is gained by knowing them.
_OWN = frozenset(COLUMNS) - {*_CODES, "main", "country", "confidence"}


class BareLayout(NamedTuple):
    """What is *asked* of each event, and how to *make* lines of a batch of them."""

    asked: Asked
    make: Make


def compile_bare(profile: Profile, codebook: Definitions) -> BareLayout | None:
    """The layout of *profile*; None when a cell needs more of an event, or may be a reason to skip it.

    None, too, for a single column: an empty cell is written in another way where it is the whole line.
    """
    inputs = [_inputs(column) for column in profile.columns]
    is_plain = len(inputs) > 1 and all(column.needed is None for column in profile.columns)
    if not is_plain or not all(map(_is_known, inputs)):
        return None
    names = dict.fromkeys(name for each in inputs for name in each)
    columns = tuple(dict.fromkeys((KEY, *(name for name in names if name in COLUMNS))))
    parts = tuple(name for name in names if name in PARTS)
    return BareLayout(Asked(columns, parts), _compile(profile, codebook, columns, parts))


def _inputs(column: Column) -> Inputs:
    if column.source is None:  # a constant follows from anything
        return _CODES
    root = column.source.partition(".")[0]
    return _INPUTS.get(root, (root,))


def _is_known(inputs: Inputs) -> bool:
    return all(name in COLUMNS for name in inputs) or _is_part(inputs)


def _is_part(inputs: Inputs) -> bool:
    return inputs[0] in PARTS


def _is_kept(column: Column) -> bool:
    return column.source in _OWN and column.conversion in {None, "keep"}


def _compile(profile: Profile, codebook: Definitions, columns: Sequence[str], parts: Sequence[str]) -> Make:
    """The function that makes lines of their pieces: kept cells, and runs of cells that follow from the same values."""
    runs = list(_find_runs(profile.columns))
    kept = [run for run in runs if _is_kept(run[0])]
    places = {name: place for place, name in enumerate((*columns, *parts))}
    plain = [(_SHOWN.get(name, show_texts), places[name]) for name in (run[0].source or "" for run in kept)]
    groups = _group(run for run in runs if not _is_kept(run[0]))
    known = [
        ([places[name] for name in inputs], _Known(_compile_pieces(inputs, own, profile, codebook)))
        for inputs, own in groups.items()
    ]
    order = _order([*kept, *(run for own in groups.values() for run in own)], runs)

    def make(batch: Sequence[Values]) -> str:
        values = list(zip(*batch, strict=True))
        pieces: list[Sequence[str]] = [show(values[place]) for show, place in plain]
        for own, made in known:
            asked = values[own[0]] if len(own) == 1 else zip(*(values[place] for place in own), strict=True)
            pieces += zip(*map(made.__getitem__, asked), strict=True)
        return "\n".join([*map(",".join, zip(*order(pieces), strict=True)), ""])

    return make


class _Known(dict[Any, tuple[str, ...]]):
    """The pieces by the values that they follow from; forgets all when there are too many."""

    def __init__(self, make: Pieces) -> None:
        self._make = make

    def __missing__(self, values: object) -> tuple[str, ...]:
        if len(self) >= _KNOWN:
            self.clear()
        made = self[values] = self._make(values)
        return made


def _find_runs(columns: Iterable[Column]) -> Iterator[Run]:
    """The columns, those side by side together that follow from the same values and are not kept."""
    run: Run = ()
    for column in columns:
        if run and not _is_kept(column) and not _is_kept(run[0]) and _inputs(column) == _inputs(run[0]):
            run = (*run, column)
        else:
            yield from (run,) if run else ()
            run = (column,)
    yield run


def _group(runs: Iterable[Run]) -> Mapping[Inputs, list[Run]]:
    """The runs by what they follow from."""
    groups: dict[Inputs, list[Run]] = defaultdict(list)
    for run in runs:
        groups[_inputs(run[0])].append(run)
    return groups


def _order(made: list[Run], wanted: list[Run]) -> Callable[[list[Sequence[str]]], Sequence[Sequence[str]]]:
    """What puts columns of pieces that are *made* in one order into the *wanted* one."""
    return itemgetter(*map(made.index, wanted)) if len(wanted) > 1 else list


def _show_numbers(cells: Sequence[float | None]) -> Sequence[str]:
    return ["" if cell is None else repr(cell) if abs(cell) > _TINY else show_cell(cell) for cell in cells]


def _show_days(days: Sequence[object]) -> Sequence[str]:
    """Days, which SQLite has as texts already."""
    return ["" if day is None else str(day) for day in days]


_TINY = 0.001  # degrees, far below which Python writes 4e-05
_SHOWN: Mapping[str, Callable[[Sequence[Any]], Sequence[str]]] = {
    **dict.fromkeys(("latitude", "longitude"), _show_numbers),
    **dict.fromkeys(("event_date", "end_date"), _show_days),
}


def _compile_pieces(inputs: Inputs, runs: Sequence[Run], profile: Profile, codebook: Definitions) -> Pieces:
    """The pieces of a line for *runs*, which follow from *inputs*, by the value or values of these."""
    makers = [compile_cells(run, profile, codebook) for run in runs]
    describe = _describer(inputs)

    def make(values: Any) -> tuple[str, ...]:  # noqa: ANN401 - as wide as a table's values
        document = describe(values)
        return tuple([",".join([quote(show_cell(cell)) for cell in cells(document)]) for cells in makers])

    return make


def _describer(inputs: Inputs) -> Callable[[Any], Document]:
    """What makes a document of the value or values of *inputs*, with nothing else in it."""
    first = inputs[0]
    if first in PARTS:
        return lambda text: make_document({}, {first: text})
    if len(inputs) == 1:
        return lambda value: make_document({first: value}, {})
    return lambda values: make_document(dict(zip(inputs, values, strict=True)), {})
