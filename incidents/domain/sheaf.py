"""Events bound together as a load writes them, column by column, but for what only the database knows.

That is numbers of actors and reports, and who writes when. Plain lists, which pass quickly from one process to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.domain import columns
from incidents.domain.columns import Packed

Listed = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """Columns of events.

    *own* are those of the events' own rows, by name. *facets* has by field the groups of rows that hang on them: each
    different group once, and for each event which it is, so that every sheaf counts on those before it; packed for
    whoever only hands them on. *accounts* are what reports of them say, and *quoted* the same as the log has it; both
    are empty where there are none. What the log says of each event stands in *before* and *behind* its reports, or,
    where it has none, as the digests of it with their *salts*.
    """

    own: Mapping[str, Listed]
    facets: Packed
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
    return Sheaf(
        own={name: _pick(column, places) for name, column in sheaf.own.items()},
        facets=columns.pick(columns.unpack(sheaf.facets), places),
        accounts=_pick(sheaf.accounts, places),
        quoted=_pick(sheaf.quoted, places),
        before=_pick(sheaf.before, places),
        behind=_pick(sheaf.behind, places),
        salts=_pick(sheaf.salts, places),
        digests=_pick(sheaf.digests, places),
    )


def is_silent(column: Listed) -> bool:
    """Whether a column says nothing of any event."""
    return not column or (column[0] is None and column.count(None) == len(column))


def _pick(column: Listed, places: Sequence[int]) -> Listed:
    return [column[place] for place in places] if column else ()
