"""Whether the log is whole, and everything else is what the log says. Reads all of it; changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from incidents.store.chain_walk import Walk, walk_chain
from incidents.store.checking import check_pages, check_texts, check_things
from incidents.store.database import Database
from incidents.store.link import Link, open_to_read
from incidents.store.state import check
from incidents.store.verdict import Fault, Verdict

_ERASED = "SELECT count(*) AS erased FROM change WHERE salt IS NULL"


def verify(database: Database, *, expected: str | None = None) -> Verdict:
    """The verdict on *database*. *expected* is a hash that was noted earlier and must be in the chain.

    Raises BadDatabase unless the database is there and up to date.
    """
    check(database)
    with open_to_read(database) as link, link.snapshot():
        walk = walk_chain(link, expected)
        (row,) = link.rows(_ERASED, {})
        return Verdict(
            revisions=walk.revisions,
            changes=walk.changes,
            erased=int(row["erased"]),
            head=walk.head,
            faults=tuple(_find_faults(link, walk, expected)),
        )


def _find_faults(link: Link, walk: Walk, expected: str | None) -> Iterator[Fault]:
    if walk.fault is not None:
        yield walk.fault
        return
    if not walk.is_expected_there:
        yield Fault(where="the log", what=f"the hash {expected} is not in its chain: this is another log")
    yield from _as_far_as_it_reads(check_things(link))
    yield from _as_far_as_it_reads(check_texts(link))
    yield from _as_far_as_it_reads(check_pages(link))


def _as_far_as_it_reads(faults: Iterator[Fault]) -> Iterator[Fault]:
    """*faults*, and one more where a row cannot even be read, as when its text is no text."""
    try:
        yield from faults
    except sqlite3.OperationalError as error:
        yield Fault(where="a row that no command wrote", what=f"cannot be read: {error}")
