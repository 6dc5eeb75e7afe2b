"""Take revisions back: what they changed is put back as it was, by a revision of its own that says which it undoes.

Knows the tables of a thing (``things``), not what they mean: whatever a revision did to articles, reports and events
is undone, merges and splits included. Refuses when anything else has happened to the same things since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from sys import maxsize

from incidents.domain.documents import PUBLISHED
from incidents.errors import BadUsage, Conflict
from incidents.store.as_of import AsOfLink
from incidents.store.events import require_reason, set_aliases
from incidents.store.log import ADDED, Session
from incidents.store.revisions import Entry, Standing
from incidents.store.things import KINDS
from incidents.store.versions import Description, drop_version, find_description, find_origin, restore_version
from incidents.store.writing import change_rows

Thing = tuple[str, str]
# Events rest on reports, and reports on articles: what carries comes first and goes last.
_CARRYING = ("member", "article", "intake", "assignment", "coding", "report", "event", "query", "recheck", "actor")
# An event that a revision touched and that is published, or was when that changed it.
_PUBLISHED = (
    f"SELECT event_id, prefix, number FROM event WHERE status = '{PUBLISHED}' AND event_id IN"
    " (SELECT key FROM change WHERE kind = 'event' AND revision_id = :id)"
    " UNION SELECT event_id, prefix, number FROM past_event"
    f" WHERE status = '{PUBLISHED}' AND until_revision = :id ORDER BY prefix, number LIMIT 1"
)


def undo(session: Session, count: int, *, latest: int | None = None) -> tuple[Entry, ...]:
    """Take back the latest *count* revisions that stand, the newest first; which they were.

    Raises BadUsage when there is nothing to undo, NotAllowed where it is not the writer's to take back, Conflict when
    something rests on what they did, or when the first of them is not the revision *latest*.
    """
    entries = _next(Standing(session.connection).done(), count, "undo")
    if latest is not None and entries[0].number != latest:
        last = entries[0]
        what = f"revision {last.number} was made since ({last.command} by {last.by}); nothing was taken back"
        raise Conflict(what, mend="take back the event instead: incidents withdraw EVENT --reason WHY")
    return _take_back(session, entries)


def redo(session: Session, count: int) -> tuple[Entry, ...]:
    """Take back the latest *count* undoings that stand. Raises as ``undo`` does."""
    return _take_back(session, _next(Standing(session.connection).undone(), count, "redo"))


def _next(entries: Iterator[Entry], count: int, verb: str) -> Sequence[Entry]:
    found = list(islice(_takeable(entries), min(count, maxsize)))
    if len(found) < count:
        there = f"only {len(found)} of {count} revisions can be {verb}ne" if found else f"there is nothing to {verb}"
        raise BadUsage(f"{there}; nothing was changed", mend="see what was done: incidents log")
    return found


def _takeable(entries: Iterator[Entry]) -> Iterator[Entry]:
    passed: list[Entry] = []
    for entry in entries:
        if entry.can_be_undone:
            yield replace(entry, passed=tuple(passed))
            passed.clear()
        else:
            passed.append(entry)


def _take_back(session: Session, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    _ask_for_reason(session, entries)
    for entry in entries:
        session.log.begin_undoing(entry.number)
        try:
            _revert(session, entry)
        except session.connection.broken as error:  # an article coded anew, a report that another event rests on
            raise _refusal(entry, "later work rests on it, or stands in its place") from error
    return tuple(entries)


def _ask_for_reason(session: Session, entries: Sequence[Entry]) -> None:
    """Before anything is done: raise BadUsage when an event is published, or would be again, and nobody says why."""
    for entry in entries:
        for event in session.connection.fetch(_PUBLISHED, {"id": entry.number}):
            require_reason(session, event["event_id"], PUBLISHED)


def _revert(session: Session, entry: Entry) -> None:
    touched = _things_of(session, entry.number)
    session.permit.refuse_taking_back(entry, session.signature.by, {kind for kind, _ in touched})
    before = {thing: _check(session, thing, entry) for thing in touched}
    for thing in _carrying_first(thing for thing, was_new in touched.items() if not was_new):
        _put_back(session, thing, before[thing], entry)
    for thing in reversed(_carrying_first(thing for thing, was_new in touched.items() if was_new)):
        _remove(session, thing, before[thing])


def _refusal(entry: Entry, why: str) -> Conflict:
    return Conflict(
        f"revision {entry.number} ({entry.command}, {entry.by}) cannot be taken back: {why}; nothing was changed",
        mend="see what was done: incidents log",
    )


def _things_of(session: Session, number: int) -> dict[Thing, bool]:
    """What the revision touched, and whether it made it."""
    sql = "SELECT kind, key, action FROM change WHERE revision_id = :id ORDER BY id"
    touched: dict[Thing, bool] = {}
    for row in session.connection.fetch(sql, {"id": number}):
        touched.setdefault((row["kind"], row["key"]), row["action"] == ADDED)
    return touched


def _carrying_first(things: Iterable[Thing]) -> list[Thing]:
    return sorted(things, key=lambda thing: _CARRYING.index(thing[0]))


def _check(session: Session, thing: Thing, entry: Entry) -> Description | None:
    """The thing as it is now. Raises Conflict unless the revision left it so."""
    kind, key = thing
    now = find_description(session.connection, kind, key)
    if kind not in KINDS or find_origin(session, kind, KINDS[kind].key(key)) == entry.number:
        return now
    if now != find_description(AsOfLink(session.connection, entry.number), kind, key):
        sql = "SELECT max(revision_id) FROM change WHERE kind = :kind AND key = :key"
        last = session.connection.value(sql, {"kind": kind, "key": key})
        raise _refusal(entry, f"{_name(thing)} was changed since, in revision {last}")
    return now


def _put_back(session: Session, thing: Thing, now: Description | None, entry: Entry) -> None:
    """Let the thing be what it was before the revision."""
    kind, key = thing
    if kind == "actor":
        _put_names_back(session, key, entry)
        return
    if not restore_version(session, kind, KINDS[kind].key(key), until=entry.number):
        raise _refusal(entry, f"what {_name(thing)} was before is not kept")
    then = find_description(session.connection, kind, key) or {}
    if kind == "event":
        _raise_version(session, key)
    if KINDS[kind].is_dated:
        _stamp(session, kind, key)
    if now is None:
        session.log.added(kind, key, then)
    else:
        session.log.changed(kind, key, now, dict.fromkeys(now) | then)


def _put_names_back(session: Session, actor: str, entry: Entry) -> None:
    sql = "SELECT old FROM change WHERE revision_id = :id AND kind = 'actor' AND key = :key ORDER BY id"
    old = session.connection.value(sql, {"id": entry.number, "key": actor})
    set_aliases(session, int(actor), json.loads(old or "[]"))


def _remove(session: Session, thing: Thing, now: Description | None) -> None:
    """Let the thing go. Its identifier is not given again, and its rows are kept with what was."""
    kind, key = thing
    if now is None:
        return
    drop_version(session, kind, KINDS[kind].key(key))
    session.log.removed(kind, key, now)


def _stamp(session: Session, kind: str, key: str) -> None:
    """The thing is written now."""
    its = KINDS[kind]
    change_rows(session.connection, its.root, {its.column: its.key(key)}, {"revision_id": session.log.revision})


def _raise_version(session: Session, event_id: str) -> None:
    """The event's version rises above every one that it had."""
    sql = (
        "UPDATE event SET version = (SELECT max(version) FROM past_event WHERE event_id = :id) + 1, updated_at = :at"
        " WHERE event_id = :id"
    )
    session.connection.run(sql, {"id": event_id, "at": session.signature.at})


def _name(thing: Thing) -> str:
    kind, key = thing
    return key if kind == "event" else f"{kind} {key}"
