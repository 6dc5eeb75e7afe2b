"""One person codes one article as the rubber-stamp meter set it: what was hidden, what was planted, how it was taken.

A planted value is never stored: whoever lets it stand gets the suggested value instead. Reads no clock: it is handed
in. Draws no lots: ``trial`` does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from incidents.desk.learning import find_kept
from incidents.domain.document import read, write
from incidents.domain.event import Event
from incidents.domain.harm import INJURED, KILLED
from incidents.domain.summing import Document
from incidents.domain.trial import PLANTED, WITH, Trial
from incidents.review.duplicates.likeness import rate

_LONGEST = 1800.0  # seconds for one event: who takes longer was away
_KEYS = {"event_date": ("event_date", "end_date"), KILLED: (KILLED,), INJURED: (INJURED,)}


@dataclass(frozen=True, slots=True)
class Plant:
    """A wrong value in one *field* of an event: the event as it was *suggested*, and as it is *shown*."""

    field: str
    suggested: Event
    shown: Event


@dataclass(slots=True)
class Sitting:
    """One person codes one article in one *arm*; *hidden* are the suggestions that were not shown.

    *clock* gives seconds from anywhere that only rise.
    """

    article: str
    arm: str
    hidden: tuple[Event, ...] = ()
    plant: Plant | None = None
    clock: Callable[[], float] = time.monotonic
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._since = self.clock()

    def clean(self, event: Event, proposed: Event | None) -> Event:
        """*event* without the planted value."""
        plant = self._plant_in(proposed)
        return event if plant is None or not _has(event, plant) else _restore(event, plant)

    def clear(self, event: Event, proposed: Event | None) -> tuple[Event, Event | None, Trial]:
        """*event* without the planted value, what was suggested in truth, and how the suggestion was taken."""
        plant, clean = self._plant_in(proposed), self.clean(event, proposed)
        stands = plant is not None and _has(event, plant)
        true = proposed if plant is None else plant.suggested
        measured = true if true is not None else max(self.hidden, key=lambda each: rate(event, each), default=None)
        told = () if measured is None else tuple(measured.confidence)
        kept = () if measured is None else find_kept(measured, clean)
        trial = Trial(
            article=self.article,
            arm=self.arm if plant is not None or self.arm != PLANTED else WITH,
            told=told,
            kept=kept,
            planted=None if plant is None else plant.field,
            is_caught=None if plant is None else not stands,
            seconds=self._lap(),
        )
        return clean, true, trial

    def write(self) -> Document:
        """The sitting as JSON types, for whoever goes on with it after a crash."""
        plant = self.plant
        planted = None if plant is None else [plant.field, write(plant.suggested), write(plant.shown)]
        return {"arm": self.arm, "hidden": [write(event) for event in self.hidden], "plant": planted}

    def _plant_in(self, proposed: Event | None) -> Plant | None:
        """What is planted in the suggestion *proposed*; None for any other, and for an event that nobody suggested."""
        return self.plant if self.plant is not None and proposed == self.plant.shown else None

    def _lap(self) -> float:
        now = self.clock()
        seconds, self._since = min(now - self._since, _LONGEST), now
        return round(seconds, 1)


def read_sitting(article: str, document: Mapping[str, Any]) -> Sitting:
    """The sitting at the article of that hash that ``Sitting.write`` wrote."""
    planted = document["plant"]
    plant = None if planted is None else Plant(planted[0], read(planted[1]), read(planted[2]))
    return Sitting(article, document["arm"], hidden=tuple(map(read, document["hidden"])), plant=plant)


def _has(event: Event, plant: Plant) -> bool:
    """Whether *event* still says what was planted."""
    mine, shown = write(event), write(plant.shown)
    return all(mine[key] == shown[key] for key in _KEYS[plant.field])


def _restore(event: Event, plant: Plant) -> Event:
    """*event* with what was suggested in truth in place of what was planted."""
    true, shown = write(plant.suggested), write(plant.shown)
    document = write(event) | {key: true[key] for key in _KEYS[plant.field]}
    if event.summary == shown["summary"]:
        document["summary"] = true["summary"]
    return replace(read(document), alternatives=event.alternatives)
