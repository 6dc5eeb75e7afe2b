"""Edits: changing fields of an event, also when two people change it at the same time.

A change is made to the event as it is now. Whoever started from an older version gets an error only if both changed the
same field: then nothing is written, and the error shows both values and what to type next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from shlex import quote

from incidents.domain.events import Event, Record, from_document, to_document
from incidents.errors import BadUsage, Conflict
from incidents.review.coding_form import find_field
from incidents.review.reconciliation import record_choices
from incidents.services.context import Context
from incidents.services.forms import Edit, Forms, compare
from incidents.services.reconciliation import change_events
from incidents.store.reading import Reader
from incidents.store.revisions import Change

# Fields of the form by the key of the document that tells of their change, where the two differ.
_KEYS = {"point": "latitude", "claim": "claims"}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed: what was *typed*, its value *now* and *before*, and the other *change*."""

    field: str
    typed: str
    now: str
    before: str
    change: Change


def edit_event(
    context: Context, event_id: str, changes: Mapping[str, str], *, reason: str | None, version: int | None
) -> Edit:
    """Change fields of an event; see ``project.events.edit``."""
    forms = context.forms
    with change_events(context, "edit", reason=reason) as changing:
        record = changing.archive.reader.record(event_id)
        if version is not None and version != record.version:
            _refuse_clashes(changing.archive.reader, forms, record, changes, version)
        event, warnings = forms.change(record.event, changes)
        keys = compare(record.event, event)
        if keys:
            reconciler = changing.hear(record.event_id)
            judged = record_choices(record.event, event, record.judgements, reconciler, reason=reason)
            changing.archive.change_event(record.event_id, event)
            changing.archive.judge(record.event_id, judged)
    return Edit(record, keys, warnings)


def _refuse_clashes(reader: Reader, forms: Forms, record: Record, changes: Mapping[str, str], version: int) -> None:
    """Raise Conflict if somebody changed one of the same fields since *version*."""
    if not 0 < version < record.version:
        what = f"{record.event_id} never had version {version}; nothing was changed"
        raise BadUsage(what, mend=f"look at the one it has: incidents show {record.event_id}")
    since = reader.changes_since(record.event_id, version)
    before = _turn_back(record.event, since)
    shown, now = forms.show(before), forms.show(record.event)
    mine = forms.show(forms.fill(before, changes)[0])
    names = {find_field(word, codebook=forms.codebook): word for word in changes}
    clashes = {
        word: Clash(name, mine[name], now[name], shown[name], _last_of(since, name))
        for name, word in names.items()
        if now[name] not in {shown[name], mine[name]}
    }
    if clashes:
        raise _conflict(record, changes, clashes)


def _turn_back(event: Event, since: Sequence[Change]) -> Event:
    """Return *event* without the changes *since*."""
    document = to_document(event)
    for change in reversed(since):
        if change.field in document:
            document[str(change.field)] = change.old
    return from_document(document)


def _last_of(since: Sequence[Change], name: str) -> Change:
    """Return the last change of the field *name*, or of the event if the field is made of several keys."""
    key = _KEYS.get(name, name)
    return next((change for change in reversed(since) if change.field == key), since[-1])


def _conflict(record: Record, changes: Mapping[str, str], clashes: Mapping[str, Clash]) -> Conflict:
    told = "".join(f"\n  {_tell(clash)}" for clash in clashes.values())
    again = _command(record, changes)
    rest = {word: value for word, value in changes.items() if word not in clashes}
    others = f"\n  only what does not clash: {_command(record, rest)}" if rest else ""
    return Conflict(
        f"{record.event_id} was changed in the meantime, and nothing of yours was written:{told}",
        mend=f"yours all the same: {again}{others}",
    )


def _tell(clash: Clash) -> str:
    by = f"{clash.change.by}, {clash.change.at}" + ("" if clash.change.reason is None else f": {clash.change.reason}")
    before = clash.before or "unknown"
    return f"{clash.field}: you typed {clash.typed or 'unknown'}; now {clash.now or 'unknown'} ({by}); before {before}"


def _command(record: Record, changes: Mapping[str, str]) -> str:
    pairs = " ".join(quote(f"{word}={value}") for word, value in changes.items())
    return f"incidents edit {record.event_id} {pairs} --version {record.version}"
