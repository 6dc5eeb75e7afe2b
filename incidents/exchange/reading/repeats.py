"""Rows of a file with one row for each actor (ACLED's monadic export), put together to one row for each event.

Wherever they stand: which identifiers stand in several rows is found out first, and rows wait for the last of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from incidents.domain.events import PERPETRATOR, TARGET, Actor, Event
from incidents.domain.problems import Problem
from incidents.exchange.reading.reader import Row

_OTHER_SIDE = {PERPETRATOR: TARGET, "associated": "associated_target"}


def count_repeats(identifiers: Iterable[str]) -> dict[str, int]:
    """How often each identifier stands that stands more than once; blank ones are none."""
    seen: set[int] = set()
    times: dict[str, int] = {}
    for identifier in filter(None, identifiers):
        if hash(identifier) in seen:
            times[identifier] = times.get(identifier, 1) + 1
        seen.add(hash(identifier))
    return times


def gather(rows: Iterable[Row], times: Mapping[str, int], *, joined: Callable[[], None]) -> Iterator[Row]:
    """*rows* with those of one identifier made one, and *joined* called for each that is joined to another.

    *times* is what ``count_repeats`` says of their identifiers. A row that differs in more than its actors becomes a
    problem.
    """
    waiting: dict[str, list[Row]] = {}
    for row in rows:
        if row.identifier not in times:
            yield row
            continue
        group = waiting.setdefault(row.identifier, [])
        group.append(row)
        if len(group) == times[row.identifier]:
            yield from _join(waiting.pop(row.identifier), joined)
    for group in waiting.values():
        yield from _join(group, joined)


def _join(group: Sequence[Row], joined: Callable[[], None]) -> Iterator[Row]:
    first, *others = group
    for other in others:
        if first.event is None or other.event is None or not _are_one(first.event, other.event):
            yield _refused(other, first)
        else:
            event = replace(first.event, actors=_united(first.event.actors, other.event.actors))
            joined()
            cells = first.line._replace(cells=(*first.line.cells, *other.line.cells))
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
