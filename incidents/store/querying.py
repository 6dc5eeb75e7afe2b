"""Events by a selection: read as bare values, and counted. Imports what a query takes and no more: no record.

Opening never makes or changes a file, and refuses a database of another schema with the command that mends it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Self

from incidents.domain.filters import EVERYTHING, Moment, Selection
from incidents.store.bare import Asked, read_bare, select_bare
from incidents.store.connection import Link, Values
from incidents.store.database import Database
from incidents.store.dialect import Dialect
from incidents.store.filters import ALL, Query, count_events
from incidents.store.state import open_current


class Querying:
    """Answers questions about the events of one database, each as of the moment it is asked. A part of ``Reader``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    @classmethod
    @contextmanager
    def open(cls, database: Database, *, as_of: Moment | None = None) -> Iterator[Self]:
        """A reader while the block lasts, of what the database says now, or said at the moment *as_of*.

        Raises BadDatabase unless the database is there and up to date, BadUsage for a moment that cannot be asked for.
        """
        with open_current(database) as link:
            yield cls(link if as_of is None else _see_as_of(link, as_of))

    def snapshot(self) -> AbstractContextManager[None]:
        """While the block lasts, every answer is of one moment, that of the first; keep it short: writers wait."""
        return self._link.snapshot()

    def bare(self, selection: Selection, asked: Asked, also: Query = ALL) -> Generator[Sequence[Values], None, None]:
        """The events that *selection* means, in its order, as batches of bare values: see ``bare.select_bare``.

        All are of the moment the first is read.
        """
        return read_bare(self._link, select_bare(selection, _find_way(self._link, selection), asked, also))

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many events *selection* means."""
        query = count_events(selection, self._link.dialect)
        (row,) = self._link.rows(query.sql, query.parameters)
        return int(row["events"])

    def tallies(self, selection: Selection, by: Sequence[str]) -> list[tuple[Any, ...]]:
        """Counts and sums of the events that *selection* means by the columns *by*: see ``tallies.read_tallies``."""
        from incidents.store.tallies import read_tallies  # noqa: PLC0415 - only who counts pays for it

        return read_tallies(self._link, selection, by)


def _find_way(link: Link, selection: Selection) -> Dialect:
    if selection.text is None or selection.limit is None:
        return link.dialect
    from incidents.store.filters import find_way  # noqa: PLC0415 - only for the first events that have words

    return find_way(link, selection)


def _see_as_of(link: Link, moment: Moment) -> Link:
    from incidents.store.as_of import see_as_of  # noqa: PLC0415 - only who asks for the past pays for it

    return see_as_of(link, moment)
