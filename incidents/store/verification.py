"""Whether the log is whole, and everything else is what the log says. Reads all of it; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.store.chain_walk import Fault, Walk, walk_chain
from incidents.store.checking import check_texts, check_things
from incidents.store.database import Database
from incidents.store.link import Link, open_to_read
from incidents.store.state import check

_ERASED = "SELECT count(*) AS erased FROM change WHERE salt IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was looked at, and the *faults*, the first broken one first; *head* is the last hash of the chain.

    *erased* changes hold no values any more: they are in the chain, and can be held against nothing.
    """

    revisions: int
    changes: int
    erased: int
    head: str
    faults: tuple[Fault, ...]


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
    yield from check_things(link)
    yield from check_texts(link)
