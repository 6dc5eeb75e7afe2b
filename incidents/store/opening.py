"""Opening a database that is current, as nearly all are that are opened. ``state`` has the words for all others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from incidents.errors import BadDatabase
from incidents.store.revisions import find_revision, head, known_revisions
from incidents.store.database import Database
from incidents.store.header import is_ours, read_header
from incidents.store.link import Link, open_to_read


@contextmanager
def open_current(database: Database) -> Iterator[Link]:
    """A link as of ``open_to_read``; raises BadDatabase, as ``state.check`` does, unless the database is current."""
    if not _may_be_ours(database):
        raise _refusal(database)
    with open_to_read(database) as link:
        if find_revision(link) != head():
            raise _refusal(database)
        yield link


def _may_be_ours(database: Database) -> bool:
    """Whether it is a server, or a file that looks like one of ours before it is opened."""
    try:
        return database.path is None or is_ours(read_header(database.path))
    except OSError:
        return False


def _refusal(database: Database) -> BadDatabase:
    from incidents.store.state import examine, refusal  # noqa: PLC0415 - only what cannot be read needs words

    return refusal(database, examine(database))
