"""Which suggested event is which coded one, within one article.

Pairs are taken from the most alike down, each event once. Two events in different countries, or further apart than
some days, are never the same, however alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from incidents.domain.event import Event
from incidents.review.evaluation.answers import Answer
from incidents.review.evaluation.fields import days_missed, judge

_WINDOW = 3  # days
_ALIKE = 0.4
_WEIGHTS = {
    "date": 3,
    "country": 1,
    "place": 2,
    "event_type": 2,
    "sub_event_type": 1,
    "weapons": 1,
    "killed": 2,
    "injured": 1,
}


def match(answers: Sequence[Answer], events: Sequence[Event]) -> Mapping[int, int]:
    """The position in *events* of each of *answers* that has one, by its position. Of equals the first is taken."""
    pairs = sorted(
        (-_likeness(answer, event), first, second)
        for first, answer in enumerate(answers)
        for second, event in enumerate(events)
    )
    found: dict[int, int] = {}
    for likeness, first, second in pairs:
        if -likeness >= _ALIKE and first not in found and second not in found.values():
            found[first] = second
    return found


def _likeness(answer: Answer, event: Event) -> float:
    """The weighted share of the comparable fields that agree, 0..1."""
    right = judge(answer, event)
    missed = days_missed(answer, event)
    is_elsewhere = right["country"] is False
    is_another_time = missed is not None and missed > _WINDOW and not right["date"]
    if is_elsewhere or is_another_time:
        return 0.0
    told = {field: weight for field, weight in _WEIGHTS.items() if right[field] is not None}
    return sum(weight for field, weight in told.items() if right[field]) / sum(told.values())
