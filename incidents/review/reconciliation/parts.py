"""The part of an event that each aspect of the codebook means: how it is read, written, compared and joined.

The names are those of ``schema/reconciliation.toml``. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from incidents.codebook.matching import fold
from incidents.domain.event import Event
from incidents.domain.harm import EVERYONE, INJURED, KILLED, UNKNOWN, Casualty, Count
from incidents.domain.when import When
from incidents.domain.where import NOWHERE, Place
from incidents.domain.who import PERPETRATOR, Actor
from incidents.review.reconciliation import rows

_TOTALS = {(KILLED, EVERYONE), (INJURED, EVERYONE)}


def _itself(value: Any) -> Hashable:  # noqa: ANN401 - any part of an event
    key: Hashable = value
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How one aspect lies in an event.

    *silence* is the value of a report that says nothing, *absent* that of an event of which no report says anything;
    *key* makes two values the same for a vote; *unite* joins the values of several reports, the latest first, None
    where there is nothing to join.
    """

    read: Callable[[Event], Any]
    write: Callable[[Event, Any], Event]
    silence: Any
    absent: Any
    key: Callable[[Any], Hashable] = _itself
    unite: Callable[[Sequence[Any]], Any] | None = None


def _plain(field: str, silence: object, key: Callable[[Any], Hashable] = _itself) -> Part:
    """A part that is one attribute of the event."""
    return Part(
        read=attrgetter(field),
        write=lambda event, value: replace(event, **{field: value}),
        silence=silence,
        absent=silence,
        key=key,
    )


def _rows(field: str, key: Callable[[Any], Hashable], unite: Callable[[Any], Any]) -> Part:
    """A part that is rows: two are the same when they name the same things."""
    plain = _plain(field, (), lambda value: frozenset(map(key, value)))
    return replace(plain, unite=unite)


def _actors(*, are_perpetrators: bool) -> Part:
    def concerns(row: Actor) -> bool:
        return (row.role == PERPETRATOR) is are_perpetrators

    def write(event: Event, value: tuple[Actor, ...]) -> Event:
        others = tuple(row for row in event.actors if not concerns(row))
        return replace(event, actors=value + others if are_perpetrators else others + value)

    return Part(
        read=lambda event: tuple(row for row in event.actors if concerns(row)),
        write=write,
        silence=(),
        absent=(),
        key=lambda value: frozenset(map(rows.key_actor, value)),
        unite=rows.unite_actors,
    )


def _total(harm: str) -> Part:
    def write(event: Event, value: Count) -> Event:
        row = () if value == UNKNOWN else (Casualty(harm, value),)
        kept = [each for each in event.casualties if (each.harm, each.group) != (harm, EVERYONE)]
        return replace(event, casualties=_in_order([*kept, *row]))

    return Part(read=lambda event: event.count(harm), write=write, silence=UNKNOWN, absent=UNKNOWN)


def _write_others(event: Event, value: tuple[Casualty, ...]) -> Event:
    totals = [each for each in event.casualties if (each.harm, each.group) in _TOTALS]
    return replace(event, casualties=_in_order([*totals, *value]))


def _in_order(casualties: Sequence[Casualty]) -> tuple[Casualty, ...]:
    """The dead, the injured, then the others as they stand: the order of the document."""
    heads = [(KILLED, EVERYONE), (INJURED, EVERYONE)]
    return tuple(sorted(casualties, key=lambda row: (*heads, (row.harm, row.group)).index((row.harm, row.group))))


def _write_type(event: Event, value: tuple[str | None, str | None]) -> Event:
    return replace(event, event_type=value[0], sub_event_type=value[1])


def _key_day(value: When) -> Hashable:
    return value.start, value.end


def _key_place(value: Place) -> Hashable:
    """Country, unit and name: the words of the report and the digits of a point do not make another place."""
    return value.country, *(None if name is None else fold(name) for name in (value.admin1, value.name))


PARTS: Mapping[str, Part] = {
    "main": replace(_plain("main", None), absent=True, unite=any),
    "date": _plain("when", None, _key_day),
    "place": _plain("place", NOWHERE, _key_place),
    "type": Part(
        read=attrgetter("event_type", "sub_event_type"), write=_write_type, silence=(None, None), absent=(None, None)
    ),
    "stage": _plain("stage", None),
    "weapons": _rows("weapons", rows.key_weapon, rows.unite_weapons),
    "perpetrator": _actors(are_perpetrators=True),
    "actors": _actors(are_perpetrators=False),
    "targets": _rows("targets", rows.key_target, rows.unite_targets),
    "killed": _total(KILLED),
    "injured": _total(INJURED),
    "casualties": Part(
        read=lambda event: tuple(row for row in event.casualties if (row.harm, row.group) not in _TOTALS),
        write=_write_others,
        silence=(),
        absent=(),
    ),
    "claim": _rows("claims", rows.key_claim, rows.unite_claims),
    "summary": _plain("summary", None),
}
