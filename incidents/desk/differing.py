"""What two states of a database differ in: events added, changed by field, withdrawn, merged, removed.

Compares what was said, not how it came about; why it was changed is taken from the log between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from incidents.domain.codes import WITHDRAWN
from incidents.domain.document import write
from incidents.domain.event import Record
from incidents.errors import NotFound
from incidents.store.holdings import Change
from incidents.store.reading import Reader

ADDED, CHANGED, MERGED, REMOVED, STANDING_AGAIN = "added", "changed", "merged", "removed", "standing again"
_NOT_COMPARED = frozenset({"evidence", "claim"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """One *field* of the event's document, its two values as JSON, and who changed it in between and why."""

    field: str
    old: Any
    new: Any
    by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One event that is not what it was. *what* says in a word what became of it; *into* names where it was merged."""

    event_id: str
    what: str
    fields: tuple[FieldDifference, ...] = ()
    into: str | None = None
    reasons: tuple[str, ...] = ()


def find_differences(before: Reader, after: Reader) -> Iterator[Difference]:
    """The differences between two readers of one database, by event, in the order of identifiers.

    Only events that the log names in between are read.
    """
    changes = sorted(after.changes_between(before.last_revision(), after.last_revision()), key=_order)
    for event_id, group in groupby(changes, lambda change: change.key):
        difference = _compare(event_id, _find(before, event_id), _find(after, event_id), list(group))
        if difference is not None:
            yield difference


def _order(change: Change) -> tuple[str, int, int]:
    prefix = change.key.rstrip("0123456789")
    return prefix, int(change.key[len(prefix) :] or 0), change.number


def _find(reader: Reader, event_id: str) -> Record | None:
    try:
        return reader.own_record(event_id)
    except NotFound:
        return None


def _compare(event_id: str, old: Record | None, new: Record | None, changes: Sequence[Change]) -> Difference | None:
    reasons = tuple(dict.fromkeys(change.reason for change in changes if change.reason is not None))
    was, stands = _stands(old), _stands(new)
    if new is None or not stands:
        into = None if new is None else new.merged_into
        what = REMOVED if new is None else WITHDRAWN if into is None else MERGED
        return Difference(event_id=event_id, what=what, into=into, reasons=reasons) if was else None
    if not was:
        what = ADDED if old is None else STANDING_AGAIN
        return Difference(event_id=event_id, what=what, reasons=reasons)
    fields = tuple(_compare_fields(_describe(old), _describe(new), changes))
    return Difference(event_id=event_id, what=CHANGED, fields=fields, reasons=reasons) if fields else None


def _stands(record: Record | None) -> bool:
    return record is not None and record.status != WITHDRAWN


def _describe(record: Record | None) -> Mapping[str, Any]:
    if record is None:
        return {}
    return {**write(record.event), "status": record.status, "reports": list(record.reports)}


def _compare_fields(
    old: Mapping[str, Any], new: Mapping[str, Any], changes: Sequence[Change]
) -> Iterator[FieldDifference]:
    for field in new:
        if field not in _NOT_COMPARED and old.get(field) != new[field]:
            those = [change for change in changes if change.field == field]
            yield FieldDifference(
                field=field,
                old=old.get(field),
                new=new[field],
                by=tuple(dict.fromkeys(change.by for change in those)),
                reasons=tuple(dict.fromkeys(change.reason for change in those if change.reason is not None)),
            )
