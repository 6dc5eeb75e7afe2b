"""Lay blocks of new events down: in their tables, in those of their facets, and in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from incidents.domain.columns import Columns
from incidents.domain.imported import State
from incidents.store.keys import split_key
from incidents.store.loading import Loading
from incidents.store.log import Session
from incidents.store.rows import EVENT_COLUMNS, FACETS, Facet
from incidents.store.shelves import Shelves
from incidents.store.writing import add_tuples, find_or_add_many

Group = tuple[tuple[Any, ...], ...]  # rows of one event
BATCH = 500  # events for which it is worth putting indexes off
_OWN = ("event_id", "prefix", "number", "status", "version", "updated_at")
_EVENT = (*_OWN, *EVENT_COLUMNS, "codebook_version", "created_at", "revision_id")
_LINK = ("report_id", "event_id", "linked_at", "linked_by")


class Laying:
    """Lays the blocks of one stream: each counts on the values of those before it."""

    def __init__(self, session: Session, loading: Loading) -> None:
        self._session = session
        self._loading = loading
        self._actors: dict[str, int] = {}
        self.shelves = Shelves()

    def take(self, events: Columns) -> None:
        """Let *events*, as shapes, be the block. Every block is taken, also one of which nothing is laid down."""
        self.shelves.take(events)

    def lay(self, event_ids: Sequence[str], states: Sequence[State], reports: Sequence[Sequence[str]]) -> None:
        """Store the block's events under those identifiers, in those states, each resting on its *reports*."""
        if not event_ids:
            return
        self._loading.begin(len(event_ids), worthwhile=BATCH)
        add_tuples(self._session.connection, "event", _EVENT, list(self._events(event_ids, states)))
        for facet in FACETS:
            self._lay_facet(facet, event_ids)
        self._link(event_ids, reports)
        told = self.shelves.told((state.status for state in states), reports)
        self._session.log.added_many("event", event_ids, told)

    def _events(self, event_ids: Sequence[str], states: Sequence[State]) -> Iterator[tuple[Any, ...]]:
        signature = self._session.signature
        stamp = (signature.codebook_version, signature.at, self._session.log.revision)
        keys = zip(*map(split_key, event_ids), strict=True)
        own = zip(*((each.status, each.version, each.updated_at or signature.at) for each in states), strict=True)
        return zip(event_ids, *keys, *own, *self.shelves.columns(), *map(repeat, stamp), strict=False)

    def _lay_facet(self, facet: Facet, event_ids: Sequence[str]) -> None:
        shelved, codes = self.shelves.facet(facet.field)
        used = {code: shelved[code] for code in sorted(set(codes))}
        rows = self._numbered(facet, used) if facet.names_actor else used
        columns = ("actor_id" if column == "actor" else column for column in facet.columns)
        found = [(event_id, *row) for event_id, code in zip(event_ids, codes, strict=True) for row in rows[code]]
        add_tuples(self._session.connection, facet.table, ("event_id", "position", *columns), found)

    def _numbered(self, facet: Facet, used: Mapping[int, Group]) -> Mapping[int, Group]:
        """Rows with the number of the actor in place of the name."""
        place = 1 + facet.columns.index("actor")  # behind the position
        names = dict.fromkeys(row[place] for group in used.values() for row in group if row[place] is not None)
        new = [name for name in names if name not in self._actors]
        self._actors |= find_or_add_many(self._session.connection, "actor", "name", new)
        return {
            code: tuple((*row[:place], self._actors.get(row[place]), *row[place + 1 :]) for row in group)
            for code, group in used.items()
        }

    def _link(self, event_ids: Sequence[str], reports: Iterable[Sequence[str]]) -> None:
        stamp = (self._session.signature.at, self._session.signature.by)
        pairs = zip(event_ids, reports, strict=True)
        rows = [(int(report), event_id, *stamp) for event_id, linked in pairs for report in linked]
        add_tuples(self._session.connection, "report_event", _LINK, rows)
