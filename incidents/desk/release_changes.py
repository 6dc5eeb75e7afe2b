"""What differs between two releases, as both show it: events that came, went or say something else, field by field.

Nothing is compared that either release leaves out. Reasons are those that the log has for the change of the event; they
are words among coders, and told only where coders are named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from incidents.desk.release_view import View
from incidents.domain.event import Record
from incidents.exchange.records import write_record
from incidents.review.card import ROWS
from incidents.store.reading import Reader

FIRST = "This is the first release.\n"
_BATCH = 200
_PHRASES = {row.keys[0]: row.phrase for row in ROWS if len(row.keys) == 1}
# Each change of an event changes these; they say nothing of themselves.
_SILENT = frozenset({"version", "updated_at", "evidence", "confidence"})


def tell_changes(before: tuple[str, View] | None, after: View) -> str:
    """``CHANGES.md`` of the release that *after* shows, against the named one before it."""
    if before is None:
        return FIRST
    return "".join(f"{line}\n" for line in _tell(*before, after))


def _tell(name: str, before: View, after: View) -> Iterator[str]:
    old = {record.event_id: _digest(record) for record in before.records()}
    new = {record.event_id: _digest(record) for record in after.records()}
    changed = [event_id for event_id in new if event_id in old and old[event_id] != new[event_id]]
    yield f"# Changes since {name}"
    yield from _list("Added", [event_id for event_id in new if event_id not in old])
    yield from _list("No longer part of it", [event_id for event_id in old if event_id not in new])
    yield from _tell_changed(changed, before, after)


def _list(title: str, event_ids: list[str]) -> Iterator[str]:
    if event_ids:
        yield from ("", f"## {title} ({len(event_ids)})", "", *(f"- {event_id}" for event_id in event_ids))


def _tell_changed(event_ids: list[str], before: View, after: View) -> Iterator[str]:
    if event_ids:
        yield from (
            "",
            f"## Changed ({len(event_ids)})",
            "",
            "| event | field | was | is | reason |",
            "|---|---|---|---|---|",
        )
    rest = iter(event_ids)
    while batch := list(islice(rest, _BATCH)):
        old, new = before.find(batch), after.find(batch)
        reasons = _reasons(batch, before, after)
        for event_id in batch:
            for field, was, now in _differences(old[event_id], new[event_id]):
                told = (field, _phrase(field, was), _phrase(field, now), reasons.get(event_id))
                yield f"| {event_id} | {' | '.join(map(_show, told))} |"


def _differences(old: Record, new: Record) -> Iterator[tuple[str, Any, Any]]:
    was, now = write_record(old), write_record(new)
    return ((key, was[key], now[key]) for key in now if key not in _SILENT and was[key] != now[key])


def _reasons(event_ids: list[str], before: View, after: View) -> Mapping[str, str]:
    """The last reason that somebody gave for changing each event between the two, where the audience may read it."""
    if not after.audience.redaction.names_coders:
        return {}
    with Reader.open(after.database) as reader:
        return {
            event_id: change.reason
            for event_id in event_ids
            for change in reader.history(event_id)
            if before.revision < change.revision <= after.revision and change.reason is not None
        }


def _digest(record: Record) -> bytes:
    told = {key: value for key, value in write_record(record).items() if key not in _SILENT}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest()


def _phrase(field: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    """*value* as the card of an event has it, where it has a row for that field alone."""
    phrase = _PHRASES.get(field)
    return value if phrase is None or value in (None, []) else phrase({field: value})


def _show(value: Any) -> str:  # noqa: ANN401 - JSON
    """A value in a cell of a Markdown table, in which it must not end the cell or become markup."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(f"\\{sign}" if sign in "|<>[]`*_\\" else sign for sign in " ".join(text.split()))
