"""Rows of several reports as one list: each thing once, the latest first, what it leaves open filled by others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from incidents.codebook.matching import fold
from incidents.domain.claim import Claim
from incidents.domain.weapon import Weapon
from incidents.domain.who import Actor, Target

Row = TypeVar("Row", Weapon, Actor, Target, Claim)
UNKNOWN = "unknown"  # the code by which weapons and targets say that a report does not tell the kind


def unite_weapons(lists: Iterable[Sequence[Weapon]]) -> tuple[Weapon, ...]:
    """Each kind of weapon once. What became of the devices is never mixed: it is from one report."""
    united = _unite(lists, key_weapon, _with_devices)
    return tuple(row for row in united if row.weapon != UNKNOWN) or united


def unite_actors(lists: Iterable[Sequence[Actor]]) -> tuple[Actor, ...]:
    """Each party once in each of its roles."""
    return _unite(lists, key_actor, _filled)


def unite_targets(lists: Iterable[Sequence[Target]]) -> tuple[Target, ...]:
    """Each target once; one without a name is left out where another of its kind has one."""
    united = _unite(lists, key_target, _filled)
    named = {row.type for row in united if row.name is not None}
    kept = tuple(row for row in united if row.name is not None or row.type not in named)
    return tuple(row for row in kept if row.type != UNKNOWN) or kept


def unite_claims(lists: Iterable[Sequence[Claim]]) -> tuple[Claim, ...]:
    """Each statement about responsibility once. That nobody has claimed it yet stays beside a later claim."""
    return _unite(lists, key_claim, _filled)


def key_weapon(row: Weapon) -> Hashable:
    """What makes two rows the same kind of weapon."""
    return row.weapon


def key_actor(row: Actor) -> Hashable:
    """What makes two rows the same party in the same role."""
    return fold(row.name), row.role


def key_target(row: Target) -> Hashable:
    """What makes two rows the same target."""
    return row.type, None if row.name is None else fold(row.name)


def key_claim(row: Claim) -> Hashable:
    """What makes two rows the same statement."""
    return row.status, None if row.by is None else fold(row.by)


def _unite(
    lists: Iterable[Sequence[Row]], key: Callable[[Row], Hashable], join: Callable[[Row, Row], Row]
) -> tuple[Row, ...]:
    """The rows of *lists*, which come from the latest to the earliest, each *key* once."""
    united: dict[Hashable, Row] = {}
    for row in (row for rows in lists for row in rows):
        united[key(row)] = join(united[key(row)], row) if key(row) in united else row
    return tuple(united.values())


def _filled(later: Row, earlier: Row) -> Row:
    """*later* with what it does not say from *earlier*."""
    missing: dict[str, Any] = {
        each.name: getattr(earlier, each.name) for each in fields(later) if getattr(later, each.name) is None
    }
    return replace(later, **missing)


def _with_devices(later: Weapon, earlier: Weapon) -> Weapon:
    return earlier if later == Weapon(later.weapon) else later
