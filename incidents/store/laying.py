"""Lay sheaves of new events down: in their tables, in those of their facets, and in the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter

from incidents.domain.columns import EventBatch, Listed, is_silent
from incidents.domain.datasets import Keys, State
from incidents.store.at_once import Laid
from incidents.store.facets import EVENT_COLUMNS
from incidents.store.loading import Loading
from incidents.store.log import Session
from incidents.store.roll import Roll
from incidents.store.telling import tell_events
from incidents.store.writing import add_tuples

BATCH = 500  # events for which it is worth putting indexes off
_KEYS = ("event_id", "prefix", "number")
_STAMP = ("codebook_version", "created_at", "revision_id")
_LINK = ("report_id", "event_id", "linked_at", "linked_by")
_read_state = attrgetter("status", "version", "updated_at")


class Laying:
    """Lays down what one import brings."""

    def __init__(self, session: Session, loading: Loading) -> None:
        self._session = session
        self._loading = loading
        self._roll = Roll()

    def take(self, sheaf: EventBatch) -> None:
        """Let *sheaf* be the next one. Every one is taken, also one of which nothing is laid down."""
        self._loading.hanging.take(sheaf.facets)

    def lay(self, keys: Keys, states: Sequence[State], reports: Sequence[Sequence[str]], sheaf: EventBatch) -> None:
        """Store the events of *sheaf*, the one that was taken, under those identifiers, in those states.

        Each rests on its *reports*.
        """
        if not keys.event_ids:
            return
        self._loading.begin(len(keys.event_ids), worthwhile=BATCH)
        columns = self._columns(keys, states, sheaf)
        add_tuples(self._session.connection, "event", tuple(columns), list(zip(*columns.values(), strict=True)))
        statuses = [state.status for state in states]
        self._loading.hanging.lay(Laid(keys.event_ids, sheaf.own["country"], sheaf.own["event_date"], statuses))
        self._roll.add(keys.event_ids)
        self._link(keys.event_ids, reports)
        log = self._session.log
        if sheaf.digests:
            log.added_digests("event", keys.event_ids, sheaf.salts, sheaf.digests)
        else:
            log.added_many("event", keys.event_ids, tell_events(sheaf.before, sheaf.behind, reports))

    def end(self) -> Collection[str]:
        """Make what a large load put off; nothing can be laid afterwards. Returns what ``Loading.end`` does."""
        return self._loading.end(self._roll.told())

    def _columns(self, keys: Keys, states: Sequence[State], sheaf: EventBatch) -> Mapping[str, Listed]:
        """The columns of the events' own rows, but for those that say nothing; truths are numbers.

        Of a None and of a truth SQLite's driver first looks whether anybody adapts it, for four times the time of a
        number.
        """
        signature = self._session.signature
        stamp = (signature.codebook_version, signature.at, self._session.log.revision)
        statuses, versions, updated = zip(*map(_read_state, states), strict=True)
        columns = {
            **dict(zip(_KEYS, keys, strict=True)),
            "status": statuses,
            "version": versions,
            "updated_at": [each or signature.at for each in updated],
            **{name: sheaf.own[name] for name in EVENT_COLUMNS},
            "main": list(map(int, sheaf.own["main"])),
            **{name: [value] * len(states) for name, value in zip(_STAMP, stamp, strict=True)},
        }
        return {name: column for name, column in columns.items() if not is_silent(column)}

    def _link(self, event_ids: Sequence[str], reports: Iterable[Sequence[str]]) -> None:
        stamp = (self._session.signature.at, self._session.signature.by)
        pairs = zip(event_ids, reports, strict=True)
        rows = [(int(report), event_id, *stamp) for event_id, linked in pairs for report in linked]
        add_tuples(self._session.connection, "report_event", _LINK, rows)
