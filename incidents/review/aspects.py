"""The aspects of an event that reports are compared on: how each is read, written, compared and united.

The names are those of ``schema/reconciliation.toml``. Applies no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from incidents.codebook.names import fold
from incidents.domain.casualties import UNKNOWN, Casualty, Count
from incidents.domain.dates import When
from incidents.domain.documents import EVERYONE, INJURED, KILLED
from incidents.domain.events import PERPETRATOR, Actor, Claim, Event, Target, Weapon
from incidents.domain.locations import NOWHERE, Place

Row = TypeVar("Row", Weapon, Actor, Target, Claim)
UNKNOWN_KIND = "unknown"  # the code of weapons and targets whose kind a report does not tell
_TOTALS = {(KILLED, EVERYONE), (INJURED, EVERYONE)}


def _same(value: Any) -> Hashable:  # noqa: ANN401 - any part of an event
    key: Hashable = value
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of an event that one aspect means.

    *silence* is its value in a report that says nothing, *absent* its value in an event of which no report says
    anything. *key* makes two values count as the same in a vote. *unite* joins the values of several reports, the
    latest first; None if they cannot be joined.
    """

    read: Callable[[Event], Any]
    write: Callable[[Event, Any], Event]
    silence: Any
    absent: Any
    key: Callable[[Any], Hashable] = _same
    unite: Callable[[Sequence[Any]], Any] | None = None


def unite_weapons(lists: Iterable[Sequence[Weapon]]) -> tuple[Weapon, ...]:
    """Unite weapons, each kind once. What became of the devices is taken from one report, never mixed."""
    united = _unite(lists, _weapon_key, lambda later, earlier: earlier if later == Weapon(later.weapon) else later)
    return tuple(row for row in united if row.weapon != UNKNOWN_KIND) or united


def unite_actors(lists: Iterable[Sequence[Actor]]) -> tuple[Actor, ...]:
    """Unite actors, each once in each of its roles."""
    return _unite(lists, _actor_key, _fill)


def unite_targets(lists: Iterable[Sequence[Target]]) -> tuple[Target, ...]:
    """Unite targets, each once; one without a name is left out where another of its kind has one."""
    united = _unite(lists, _target_key, _fill)
    named = {row.type for row in united if row.name is not None}
    kept = tuple(row for row in united if row.name is not None or row.type not in named)
    return tuple(row for row in kept if row.type != UNKNOWN_KIND) or kept


def unite_claims(lists: Iterable[Sequence[Claim]]) -> tuple[Claim, ...]:
    """Unite claims, each once. An earlier report that nobody has claimed it yet stays beside a later claim."""
    return _unite(lists, _claim_key, _fill)


def _unite(
    lists: Iterable[Sequence[Row]], key: Callable[[Row], Hashable], join: Callable[[Row, Row], Row]
) -> tuple[Row, ...]:
    """Return the rows of *lists*, which come from the latest to the earliest, each *key* once."""
    united: dict[Hashable, Row] = {}
    for row in (row for rows in lists for row in rows):
        united[key(row)] = join(united[key(row)], row) if key(row) in united else row
    return tuple(united.values())


def _fill(later: Row, earlier: Row) -> Row:
    """Return *later* with what it leaves open from *earlier*."""
    missing: dict[str, Any] = {
        each.name: getattr(earlier, each.name) for each in fields(later) if getattr(later, each.name) is None
    }
    return replace(later, **missing)


def _weapon_key(row: Weapon) -> Hashable:
    return row.weapon


def _actor_key(row: Actor) -> Hashable:
    return fold(row.name), row.role


def _target_key(row: Target) -> Hashable:
    return row.type, None if row.name is None else fold(row.name)


def _claim_key(row: Claim) -> Hashable:
    return row.status, None if row.by is None else fold(row.by)


def _date_key(value: When) -> Hashable:
    return value.start, value.end


def _place_key(value: Place) -> Hashable:
    """Return country, unit and name: the words of the report and the digits of a point make no other place."""
    return value.country, *(None if name is None else fold(name) for name in (value.admin1, value.name))


def _attribute(name: str, silence: object, key: Callable[[Any], Hashable] = _same) -> Part:
    """Return the part that is one attribute of the event."""
    return Part(
        read=attrgetter(name),
        write=lambda event, value: replace(event, **{name: value}),
        silence=silence,
        absent=silence,
        key=key,
    )


def _rows(name: str, key: Callable[[Any], Hashable], unite: Callable[[Any], Any]) -> Part:
    """Return the part that is one attribute with rows; two values are the same if they name the same things."""
    return replace(_attribute(name, (), lambda value: frozenset(map(key, value))), unite=unite)


def _actors(*, are_perpetrators: bool) -> Part:
    def is_wanted(row: Actor) -> bool:
        return (row.role == PERPETRATOR) is are_perpetrators

    def write(event: Event, value: tuple[Actor, ...]) -> Event:
        others = tuple(row for row in event.actors if not is_wanted(row))
        return replace(event, actors=value + others if are_perpetrators else others + value)

    return Part(
        read=lambda event: tuple(filter(is_wanted, event.actors)),
        write=write,
        silence=(),
        absent=(),
        key=lambda value: frozenset(map(_actor_key, value)),
        unite=unite_actors,
    )


def _total(harm: str) -> Part:
    def write(event: Event, value: Count) -> Event:
        row = () if value == UNKNOWN else (Casualty(harm, value),)
        kept = [each for each in event.casualties if (each.harm, each.group) != (harm, EVERYONE)]
        return replace(event, casualties=_in_order([*kept, *row]))

    return Part(read=lambda event: event.count(harm), write=write, silence=UNKNOWN, absent=UNKNOWN)


def _write_casualties(event: Event, value: tuple[Casualty, ...]) -> Event:
    totals = [each for each in event.casualties if (each.harm, each.group) in _TOTALS]
    return replace(event, casualties=_in_order([*totals, *value]))


def _in_order(casualties: Sequence[Casualty]) -> tuple[Casualty, ...]:
    """Return the killed, the injured, then the others as they stand: the order of the document."""
    heads = [(KILLED, EVERYONE), (INJURED, EVERYONE)]
    return tuple(sorted(casualties, key=lambda row: (*heads, (row.harm, row.group)).index((row.harm, row.group))))


PARTS: Mapping[str, Part] = {
    "main": replace(_attribute("main", None), absent=True, unite=any),
    "date": _attribute("when", None, _date_key),
    "place": _attribute("place", NOWHERE, _place_key),
    "type": Part(
        read=attrgetter("event_type", "sub_event_type"),
        write=lambda event, value: replace(event, event_type=value[0], sub_event_type=value[1]),
        silence=(None, None),
        absent=(None, None),
    ),
    "stage": _attribute("stage", None),
    "weapons": _rows("weapons", _weapon_key, unite_weapons),
    "perpetrator": _actors(are_perpetrators=True),
    "actors": _actors(are_perpetrators=False),
    "targets": _rows("targets", _target_key, unite_targets),
    "killed": _total(KILLED),
    "injured": _total(INJURED),
    "casualties": Part(
        read=lambda event: tuple(row for row in event.casualties if (row.harm, row.group) not in _TOTALS),
        write=_write_casualties,
        silence=(),
        absent=(),
    ),
    "claim": _rows("claims", _claim_key, unite_claims),
    "summary": _attribute("summary", None),
}
