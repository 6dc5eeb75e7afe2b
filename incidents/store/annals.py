"""Read the log: what happened, to what, when, by whom, why; and the releases that it knows. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from incidents.store.journal import Change
from incidents.store.journal import (
    LogFilter,
    read_changes_between,
    read_changes_since,
    read_coders,
    read_history,
    read_log,
)
from incidents.store.keys import event_key
from incidents.store.link import Link
from incidents.store.releases import Revised, Sealed, read_releases, read_revision


class Annals:
    """The log of the database behind *link*. A part of ``Reader``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def history(self, event_id: str) -> tuple[Change, ...]:
        """What happened to the event, oldest first."""
        return tuple(read_history(self._link, event_key(event_id)))

    def changes_since(self, event_id: str, version: int) -> tuple[Change, ...]:
        """What changed in the fields of the event after it was at *version*, oldest first."""
        return tuple(read_changes_since(self._link, event_key(event_id), version))

    def coders_of(self, event_id: str) -> frozenset[str]:
        """Who coded the event or changed what it says."""
        return read_coders(self._link, event_key(event_id))

    def log(self, wanted: LogFilter) -> Iterator[Change]:
        """The changes of the revisions that are *wanted*, the newest revision first."""
        return read_log(self._link, wanted)

    def changes_between(self, after: int, until: int) -> tuple[Change, ...]:
        """What happened to events after one revision and up to another, oldest first."""
        return tuple(read_changes_between(self._link, after, until))

    def last_revision(self) -> int:
        """The number of the last revision; 0 when nothing was ever written."""
        (row,) = self._link.rows("SELECT coalesce(max(id), 0) AS last FROM revision", {})
        return int(row["last"])

    def revision(self, number: int) -> Revised | None:
        """The revision of that number, None when there is none."""
        return read_revision(self._link, number)

    def releases(self) -> tuple[Sealed, ...]:
        """Every release that was made, the oldest first."""
        return read_releases(self._link)
