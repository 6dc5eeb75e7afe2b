"""Any sequence of what people do to a database, as data, and how it is done; what can be seen of a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from incidents.domain.filters import Moment, Selection
from incidents.errors import BadUsage, Conflict, NotFound
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.store.conftest import AT
from tests.strategies import events

ALL = Selection(statuses=("draft", "reviewed", "published", "withdrawn"))
STATUSES = ("draft", "reviewed", "published", "withdrawn")


@dataclass(frozen=True)
class Deed:
    """One command: what is done to which event (counted round), and with what."""

    verb: str
    which: int
    event: Any
    number: int


DEEDS = st.lists(
    st.builds(
        Deed,
        st.sampled_from(["add", "code", "edit", "edit", "set", "link", "unlink", "merge", "undo", "undo", "redo"]),
        st.integers(0, 3),
        events(),
        st.integers(1, 3),
    ),
    max_size=10,
)


def do(database: Database, deed: Deed) -> bool:
    """Do it, an hour after the revision before; False when it is refused."""
    with Reader.open(database) as reader:
        ids = [record.event_id for record in reader.records(ALL)]
        hours = reader.last_revision()
    try:
        with Archive.open(
            database, by="ana", at=AT + timedelta(hours=hours + 1), command=deed.verb, reason="because"
        ) as archive:
            _run(archive, deed, ids)
    except (BadUsage, Conflict, NotFound):
        return False
    return True


def _run(archive: Archive, deed: Deed, ids: Sequence[str]) -> None:
    if deed.verb in ("undo", "redo"):
        (archive.undo if deed.verb == "undo" else archive.redo)(deed.number)
    elif deed.verb == "code" or not ids:
        stored = archive.add_article(make_article(title=f"About {deed.number}"))
        report = archive.add_report(stored.id, make_event(), proposed_by="machine", accepted_by="ana")
        archive.add_event(deed.event, reports=[report])
    else:
        _change(archive, deed, ids)


def _change(archive: Archive, deed: Deed, ids: Sequence[str]) -> None:
    event_id = ids[deed.which % len(ids)]
    if deed.verb == "add":
        archive.add_event(deed.event)
    elif deed.verb == "edit":
        archive.change_event(event_id, deed.event)
    elif deed.verb == "set":
        archive.set_status(event_id, STATUSES[deed.number])
    elif deed.verb == "link":
        archive.link(event_id, str(deed.number))
    elif deed.verb == "unlink":
        archive.unlink(event_id, str(deed.number))
    else:
        archive.change_event(ids[0], deed.event)
        archive.withdraw(ids[-1])


def see(database: Database, as_of: Moment | None = None) -> list[Any]:
    """Everything that can be asked of the events: as they are, the words behind them, their reports, their history."""
    with Reader.open(database, as_of=as_of) as reader:
        return [
            (record, reader.evidence(record.event_id), reader.reports(record.event_id), reader.history(record.event_id))
            for record in reader.records(ALL)
        ]
