"""The answer key of one event: its values, and every other reading that counts as right.

Does not judge (``fields`` does) and does not read files (``codings`` and ``gold`` do).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incidents.codebook.matching import fold
from incidents.domain.claim import overall_status
from incidents.domain.event import Event
from incidents.domain.harm import Count
from incidents.domain.who import PERPETRATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What counts as right for one event; every code and country is folded (``matching.fold``).

    *event* is the coding's own reading, for showing. *days* are right, give or take *slack* days. Empty *days*,
    *countries* or types and a *point* of None have nothing to compare. *weapons* must not be exceeded but by
    *other_weapons*, and one must be named unless *may_lack_weapon*. *killed* and *injured* hold every number that is
    right, *killed_range* the lowest and the highest that is near; silence counts as nobody. None among *perpetrators*
    stands for nobody named. *words* bear the event out.
    """

    event: Event
    days: tuple[date, ...]
    slack: int
    countries: frozenset[str]
    point: tuple[float, float] | None
    event_types: frozenset[str]
    sub_event_types: frozenset[str]
    weapons: frozenset[str]
    killed: frozenset[int]
    killed_range: tuple[int, int]
    injured: frozenset[int]
    claims: frozenset[str]
    perpetrators: tuple[str | None, ...]
    other_weapons: frozenset[str] = frozenset()
    may_lack_weapon: bool = False
    words: tuple[str, ...] = ()


def answer_of(event: Event) -> Answer:
    """The answer key that a coding of our own gives: its values and no others, a range of days by its middle."""
    killed = event.killed
    return Answer(
        event=event,
        days=() if event.when is None else (event.when.middle,),
        slack=0 if event.when is None else event.when.days // 2,
        countries=fold_all(event.place.country),
        point=event.place.point,
        event_types=fold_all(event.event_type),
        sub_event_types=fold_all(event.sub_event_type),
        weapons=fold_all(*(weapon.weapon for weapon in event.weapons)),
        killed=frozenset({best_of(killed)}),
        killed_range=(killed.low or best_of(killed), max(killed.high or 0, best_of(killed))),
        injured=frozenset({best_of(event.injured)}),
        claims=fold_all(overall_status(event.claims)),
        perpetrators=perpetrators_of(event) or (None,),
        words=tuple(dict.fromkeys(evidence.quote for evidence in event.evidence)),
    )


def best_of(count: Count) -> int:
    """The best number of a count; nobody when none is given, as the measure has it."""
    return count.best or 0


def perpetrators_of(event: Event) -> tuple[str, ...]:
    """The names of those who did it."""
    return tuple(actor.name for actor in event.actors if actor.role == PERPETRATOR and actor.name)


def fold_all(*words: str | None) -> frozenset[str]:
    """The folded *words*, without those that are unknown."""
    return frozenset(fold(word) for word in words if word)
