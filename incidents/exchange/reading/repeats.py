"""Rows of a file with one row for each actor (ACLED's monadic export), put together to one row for each event.

Only rows that stand one after the other: a file is read as a stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from incidents.domain.event import Event
from incidents.domain.problem import Problem
from incidents.domain.who import PERPETRATOR, TARGET, Actor
from incidents.exchange.reading.reader import Row

_OTHER_SIDE = {PERPETRATOR: TARGET, "associated": "associated_target"}


def gather(rows: Iterable[Row], *, joined: Callable[[], None]) -> Iterator[Row]:
    """*rows* with those of one identifier made one, and *joined* called for each that is joined to another.

    A row that differs in more than its actors becomes a problem.
    """
    for identifier, group in groupby(rows, key=lambda row: row.identifier):
        first, *others = group
        if not identifier:
            yield from (first, *others)
            continue
        for other in others:
            if first.event is None or other.event is None or not _are_one(first.event, other.event):
                yield _refused(other, first)
            else:
                event = replace(first.event, actors=_united(first.event.actors, other.event.actors))
                joined()
                cells = replace(first.line, cells=(*first.line.cells, *other.line.cells))
                first = replace(first, event=event, line=cells)
        yield first


def _are_one(event: Event, other: Event) -> bool:
    return replace(event, actors=()) == replace(other, actors=())


def _united(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors of both rows, each name once; where the second row brings new ones, they are the other side."""
    known = {actor.name for actor in actors}
    new = [actor for actor in others if actor.name not in known]
    return (*actors, *(replace(actor, role=_OTHER_SIDE.get(actor.role, actor.role)) for actor in new))


def _refused(row: Row, first: Row) -> Row:
    if row.problems:
        return row
    message = f"stands in line {first.line.number} already, with other values"
    problem = Problem(field="identifier", message=message, value=row.identifier, line=row.line.number)
    return replace(row, event=None, problems=(problem,))
