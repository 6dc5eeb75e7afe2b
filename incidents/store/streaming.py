"""Batches of rows handed out one by one, from one state of the database, in flat memory."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TypeVar

from incidents.store.connection import Link

BATCH = 500
"""Events that are read at a time."""
Value = TypeVar("Value")


def stream(link: Link, batches: Generator[Sequence[Value], None, None]) -> Generator[Value, None, None]:
    """What is in *batches* that *link* reads, all from one state of the database.

    The last batch is handed out when nothing is held any more: a few events do not keep writers waiting, however
    long somebody looks at them.
    """
    with link.snapshot(), closing(batches):
        last = next(batches, ())
        for following in batches:
            yield from last
            last = following
    yield from last
