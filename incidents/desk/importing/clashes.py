"""Whether a row of our own layout may change the event of its identifier: not if it was made from something else.

Every database begins with IRQ1. A file tells from which state of an event each row was made, by version and instant;
what this database never had is of another one. Only looks; a row that changes nothing is no clash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from incidents.domain.events import Event, Record
from incidents.exchange.reading.reader import Row

Version = tuple[int, str]
Versions = Callable[[str], Iterable[Version]]


def find_clash(record: Record, before: Event, row: Row, *, versions: Versions) -> str | None:
    """Why *row* cannot change the event of *record*, which says *before* in the words of the file; None if it can.

    *versions* tells which ones an event had before, each with its instant; it is asked only where it matters.
    """
    version, at = row.record.get("version"), row.record.get("updated_at")
    if not _is_of(record.version, record.updated_at, version, at):
        if any(_is_of(*each, version, at) for each in versions(record.event_id)):
            return f"the event has moved on: it is at version {record.version}, the file has version {version or at}"
        told = " of ".join(filter(None, (version and f"version {version}", at)))
        return f"is another event here, or was changed in another database: this one never had {told}"
    if row.event is not None and _is_another(before, row.event):
        return f"is another event here, {_tell(before)}: date, place and type all differ"
    return None


def _is_of(number: int, instant: str | None, version: str | None, at: str | None) -> bool:
    """Whether a row may have been made from that version: what the row does not say differs from nothing."""
    return (version is None or int(version) == number) and (at is None or instant is None or _same(at, instant))


def _same(instant: str, other: str) -> bool:
    return instant == other or datetime.fromisoformat(instant) == datetime.fromisoformat(other)


def _is_another(event: Event, other: Event) -> bool:
    """Whether none of what an event is known by is left: what was blank and is filled in is the same event."""
    pairs = (
        (event.when, other.when),
        (event.place.name, other.place.name),
        (event.sub_event_type, other.sub_event_type),
    )
    return all(one is not None and another is not None and one != another for one, another in pairs)


def _tell(event: Event) -> str:
    day = "" if event.when is None else event.when.start.isoformat()
    return ", ".join(filter(None, (day, event.place.name, event.sub_event_type)))
