"""Groups of rows that hang on events, as a load brings them: each different group once, however many events have it.

Keeps those of the blocks before that still count, and puts numbers of actors in place of their names: of those groups
alone that an event has. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.domain.columns import Columns, pick_values
from incidents.store.facets import FACETS, Facet

NumberActors = Callable[[Sequence[str]], Mapping[str, int]]
"""What gives names of actors their numbers, new ones in their order."""
Row = tuple[Any, ...]  # its position, then the columns of the facet


@dataclass(slots=True)
class Group:
    """The *rows* of an event in one facet; *number* is 0 until one is given."""

    rows: tuple[Row, ...]
    number: int = 0
    is_used: bool = False


class Groups:
    """The groups of one load."""

    def __init__(self, number_actors: NumberActors) -> None:
        self._numbered = number_actors
        self._kept: dict[str, list[Group]] = {facet.field: [] for facet in FACETS}
        self._block: Columns = {}
        self._actors: dict[str | None, int | None] = {None: None}

    def take(self, facets: Columns) -> None:
        """Let *facets* be the block. Every block is taken, also one of which nothing is laid down."""
        self._block = facets
        for field, column in facets.items():
            self._kept[field][column.start :] = map(Group, column.new)

    def of_block(self, facet: Facet) -> tuple[Sequence[Group], Sequence[Group]]:
        """The groups of the block's events, and before them those that no event had before."""
        kept, codes = self._kept[facet.field], self._block[facet.field].codes
        new = [kept[code] for code in sorted(set(codes)) if not kept[code].is_used]
        if facet.names_actor:
            self._number_actors(facet, new)
        for group in new:
            group.is_used = True
        return new, pick_values(codes)(kept)

    def _number_actors(self, facet: Facet, groups: Sequence[Group]) -> None:
        place = 1 + facet.columns.index("actor")  # behind the position
        names = dict.fromkeys(row[place] for group in groups for row in group.rows)
        new = [name for name in names if name is not None and name not in self._actors]
        self._actors.update(self._numbered(new))
        for group in groups:
            group.rows = tuple((*row[:place], self._actors[row[place]], *row[place + 1 :]) for row in group.rows)
