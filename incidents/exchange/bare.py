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
from incidents.domain.summing import WHEN
from incidents.exchange.lines import show_cell, show_texts
from incidents.exchange.pieces import Fault, Inputs, Pieces, Remembered, Run, compile_pieces, is_judging
from incidents.exchange.report import LeftOut, Lines
from incidents.store.bare import CODE_COLUMNS, CODES, COLUMNS, KEY, PARTS, SOURCES, Asked

Values = tuple[Any, ...]
Make = Callable[[Sequence[Values]], Lines]

_CODES: Inputs = (CODES,)
_SIDES: Inputs = ("event_type", "sub_event_type", "country", "actors", "targets")
_SUMMARY = "summary"  # different in nearly every event: nothing is gained by knowing what follows from it
# The values that a source follows from, columns before parts, where that is more than what has its own name.
_INPUTS: Mapping[str, Inputs] = {
    **dict.fromkeys((*CODE_COLUMNS, "disorder_type"), _CODES),
    **dict.fromkeys(("event_date", "end_date", "middle_date", "period", "known_month", "known_day"), WHEN),
    **dict.fromkeys(("country_name", "iso_numeric", "region"), ("country",)),
    **dict.fromkeys(("killed", "injured", "killed_apart"), ("casualties",)),
    **dict.fromkeys(("killed_first_side", "killed_second_side", "killed_civilians"), ("casualties",)),
    "claim": ("claims",),
    "reports": (SOURCES,),
    "location": ("place", "admin1"),
    **dict.fromkeys(("latitude", "longitude", "point_wkt", "grid_cell"), ("latitude", "longitude")),
    **dict.fromkeys(("type_of_violence", "dyad_name"), ("actors",)),
    **dict.fromkeys(("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2"), _SIDES),
    **dict.fromkeys(("interaction", "civilian_targeting"), _SIDES),
    "notes": (*WHEN, "event_type", "sub_event_type", "stage", "place", "place_reported", "admin1", _SUMMARY),
}
# Columns that are different in nearly every event: nothing is gained by knowing them.
_OWN = frozenset(COLUMNS) - {*CODE_COLUMNS, "main", "country", "confidence"}


class BareLayout(NamedTuple):
    """What is *asked* of each event, and how to *make* lines of a batch of them."""

    asked: Asked
    make: Make


def compile_bare(profile: Profile, codebook: Definitions) -> BareLayout | None:
    """The layout of *profile*; None when a cell needs more of an event.

    None, too, for a single column: an empty cell is written in another way where it is the whole line.
    """
    inputs = [_inputs(column) for column in profile.columns]
    if len(inputs) == 1 or not all(name in COLUMNS or name in PARTS for each in inputs for name in each):
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


def _is_kept(column: Column) -> bool:
    return column.source in _OWN and column.conversion in {None, "keep"} and column.needed is None


def _compile(profile: Profile, codebook: Definitions, columns: Sequence[str], parts: Sequence[str]) -> Make:
    """The function that makes lines of their pieces: kept cells, and runs of cells that follow from the same values."""
    runs = list(_find_runs(profile.columns))
    kept = [run for run in runs if _is_kept(run[0])]
    places = {name: place for place, name in enumerate((*columns, *parts))}
    plain = [(_SHOWN.get(name, show_texts), places[name]) for name in (run[0].source or "" for run in kept)]
    groups = _group(run for run in runs if not _is_kept(run[0]))
    made = [
        ([places[name] for name in inputs], _maker(inputs, own, profile, codebook), is_judging(own))
        for inputs, own in groups.items()
    ]
    order = _order([*kept, *(run for own in groups.values() for run in own)], runs)

    def make(batch: Sequence[Values]) -> Lines:
        values = list(zip(*batch, strict=True))
        pieces: list[Sequence[str]] = [show(values[place]) for show, place in plain]
        faults: list[Sequence[Fault | None]] = []
        for own, make_pieces, is_judge in made:
            asked = values[own[0]] if len(own) == 1 else zip(*(values[place] for place in own), strict=True)
            found = list(zip(*map(make_pieces, asked), strict=True))
            faults += [found.pop()] if is_judge else []
            pieces += found
        return _put_together(values[0], map(",".join, zip(*order(pieces), strict=True)), faults)

    return make


def _maker(inputs: Inputs, runs: Sequence[Run], profile: Profile, codebook: Definitions) -> Callable[[Any], Pieces]:
    make = compile_pieces(inputs, runs, profile, codebook)
    return make if _SUMMARY in inputs else Remembered(make).__getitem__


def _put_together(keys: Sequence[str], lines: Iterable[str], faults: Sequence[Sequence[Fault | None]]) -> Lines:
    """The *lines* of events, but for those with a fault, of which the first tells why they are left out."""
    if not faults:
        return Lines(len(keys), "\n".join([*lines, ""]))
    first = [min((fault for fault in found if fault is not None), default=None) for found in zip(*faults, strict=True)]
    said = [line for line, fault in zip(lines, first, strict=True) if fault is None]
    left_out = (LeftOut(fault[1], 1, (key,)) for key, fault in zip(keys, first, strict=True) if fault is not None)
    return Lines(len(said), "\n".join([*said, ""]), tuple(left_out))


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
    texts = ["" if cell is None else repr(cell) for cell in cells]
    return list(map(show_cell, cells)) if "e" in "".join(texts) else texts  # 4e-05


def _show_days(days: Sequence[object]) -> Sequence[str]:
    """Days, which SQLite has as texts already."""
    return ["" if day is None else str(day) for day in days]


_SHOWN: Mapping[str, Callable[[Sequence[Any]], Sequence[str]]] = {
    **dict.fromkeys(("latitude", "longitude"), _show_numbers),
    **dict.fromkeys(("event_date", "end_date"), _show_days),
}
