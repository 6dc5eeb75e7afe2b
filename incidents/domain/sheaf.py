"""Events bound together as a load writes them, column by column, but for what only the database knows.

That is numbers of actors and reports, and who writes when. Plain lists, which pass quickly from one process to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

Listed = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """Columns of events.

    *own* are those of the events' own rows, by name. *facets* has by field those of the rows that hang on them, the
    first of which says at which place of the sheaf their event stands. *accounts* are what reports of them say, and
    *quoted* the same as the log has it; both are empty where there are none. What the log says of each event stands in
    *before* and *behind* its reports, or, where it has none, as the digests of it with their *salts*.
    """

    own: Mapping[str, Listed]
    facets: Mapping[str, Sequence[Listed]]
    accounts: Sequence[str] = ()
    quoted: Sequence[str] = ()
    before: Sequence[str] = ()
    behind: Sequence[str] = ()
    salts: Sequence[str] = ()
    digests: Sequence[str] = ()


def pick(sheaf: Sheaf, places: Sequence[int]) -> Sheaf:
    """Only the events at those *places*, which are in order."""
    if len(places) == len(next(iter(sheaf.own.values()))):
        return sheaf
    moved = {place: number for number, place in enumerate(places)}
    return Sheaf(
        own={name: _pick(column, places) for name, column in sheaf.own.items()},
        facets={field: _pick_rows(columns, moved) for field, columns in sheaf.facets.items()},
        accounts=_pick(sheaf.accounts, places),
        quoted=_pick(sheaf.quoted, places),
        before=_pick(sheaf.before, places),
        behind=_pick(sheaf.behind, places),
        salts=_pick(sheaf.salts, places),
        digests=_pick(sheaf.digests, places),
    )


def _pick(column: Listed, places: Sequence[int]) -> Listed:
    return [column[place] for place in places] if column else ()


def _pick_rows(columns: Sequence[Listed], moved: Mapping[int, int]) -> Sequence[Listed]:
    """The rows of the events that are in *moved*, at the places that it says."""
    if not columns:
        return ()
    chosen = [place in moved for place in columns[0]]
    places, *rest = (list(compress(column, chosen)) for column in columns)
    return [[moved[place] for place in places], *rest]
