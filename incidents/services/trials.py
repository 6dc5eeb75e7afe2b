"""Trials: some articles are coded without suggestions, some with one planted wrong value, to measure who looks.

Which ones follows from a seed and the article's hash; the shares are set in the table ``[suggestions]`` of the file
beside the database, by default none. A planted value is never stored.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from incidents.coder.fields.summary import summarise
from incidents.domain.articles import Article
from incidents.domain.casualties import exactly
from incidents.domain.dates import When
from incidents.domain.documents import INJURED, KILLED, Document
from incidents.domain.events import Event, from_document, to_document
from incidents.domain.suggestions import PLANTED, WITH, WITHOUT, Trial
from incidents.errors import BadUsage
from incidents.review.duplicates import rate
from incidents.review.sampling import is_drawn
from incidents.services.project import Project
from incidents.services.training import find_kept
from incidents.store.database import Database

_LONGEST = 1800.0  # seconds for one event: who takes longer was away
_KEYS = {"event_date": ("event_date", "end_date"), KILLED: (KILLED,), INJURED: (INJURED,)}


@dataclass(frozen=True, slots=True)
class Plant:
    """A wrong value in one *field* of an event: the event as it was *suggested*, and as it is *shown*."""

    field: str
    suggested: Event
    shown: Event


@dataclass(slots=True)
class TrialRun:
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
        planted = None if plant is None else [plant.field, to_document(plant.suggested), to_document(plant.shown)]
        return {"arm": self.arm, "hidden": [to_document(event) for event in self.hidden], "plant": planted}

    def _plant_in(self, proposed: Event | None) -> Plant | None:
        """What is planted in the suggestion *proposed*; None for any other, and for an event that nobody suggested."""
        return self.plant if self.plant is not None and proposed == self.plant.shown else None

    def _lap(self) -> float:
        now = self.clock()
        seconds, self._since = min(now - self._since, _LONGEST), now
        return round(seconds, 1)


def read_run(article: str, document: Mapping[str, Any]) -> TrialRun:
    """The sitting at the article of that hash that ``TrialRun.write`` wrote."""
    planted = document["plant"]
    plant = None if planted is None else Plant(planted[0], from_document(planted[1]), from_document(planted[2]))
    return TrialRun(article, document["arm"], hidden=tuple(map(from_document, document["hidden"])), plant=plant)


def _has(event: Event, plant: Plant) -> bool:
    """Whether *event* still says what was planted."""
    mine, shown = to_document(event), to_document(plant.shown)
    return all(mine[key] == shown[key] for key in _KEYS[plant.field])


def _restore(event: Event, plant: Plant) -> Event:
    """*event* with what was suggested in truth in place of what was planted."""
    true, shown = to_document(plant.suggested), to_document(plant.shown)
    document = to_document(event) | {key: true[key] for key in _KEYS[plant.field]}
    if event.summary == shown["summary"]:
        document["summary"] = true["summary"]
    return replace(from_document(document), alternatives=event.alternatives)


SETTINGS = "incidents.toml"
_TABLE = "suggestions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The share of articles *without* suggestions, and of those with a *planted* value; both 0 to 1, by *seed*."""

    without: float = 0.0
    planted: float = 0.0
    seed: int = 1


def read_shares(database: Database) -> Shares:
    """The shares that the project set for itself; none of either without a file. Raises BadUsage for a bad one."""
    path = None if database.path is None else Path(database.path).with_name(SETTINGS)
    if path is None or not path.is_file():
        return Shares()
    try:
        return _read(tomllib.loads(path.read_text(encoding="utf-8")).get(_TABLE, {}))
    except (OSError, ValueError, TypeError) as problem:
        mend = "write it like\n  [suggestions]\n  without = 0.1\n  planted = 0.05\n  seed = 44"
        raise BadUsage(f"{path}: [{_TABLE}]: {problem}", mend=mend) from None


def _read(table: Mapping[str, Any]) -> Shares:
    shares = Shares(**table)
    is_right = all(isinstance(each, int | float) and 0 <= each <= 1 for each in (shares.without, shares.planted))
    if not is_right or not isinstance(shares.seed, int) or shares.without + shares.planted > 1:
        raise ValueError("shares are numbers from 0 to 1, together at most 1, and the seed is a whole number")
    return shares


def draw_trial(
    project: Project, article: Article, events: tuple[Event, ...]
) -> tuple[TrialRun | None, tuple[Event, ...]]:
    """How *article* is coded, and which of the suggested *events* are shown, one of them perhaps with a plant.

    Nothing is measured, None, where the project set no share.
    """
    shares = read_shares(project.database)
    if not shares.without + shares.planted:
        return None, events
    key, seed = article.sha256, shares.seed
    if is_drawn(key, shares.without, seed=seed):
        return TrialRun(key, WITHOUT, hidden=events), ()
    plant = _plant(events) if is_drawn(key, shares.without + shares.planted, seed=seed) else None
    if plant is None:
        return TrialRun(key, WITH), events
    shown = tuple(plant.shown if each is plant.suggested else each for each in events)
    return TrialRun(key, PLANTED, plant=plant), shown


def _plant(events: tuple[Event, ...]) -> Plant | None:
    """A wrong value in the first event that has one to be wrong about: its dead, its wounded, or its day."""
    for event in events:
        for harm in (KILLED, INJURED):
            best = event.count(harm).best
            if best:
                rows = tuple(
                    replace(row, count=exactly(best + 2))
                    if row.harm == harm and row.count == event.count(harm)
                    else row
                    for row in event.casualties
                )
                return Plant(harm, event, _retold(event, replace(event, casualties=rows)))
        if event.when is not None and event.when.days == 1:
            day = event.when.start - timedelta(days=1)
            moved = replace(event, when=When(day, day, event.when.precision))
            return Plant("event_date", event, _retold(event, moved))
    return None


def _retold(event: Event, changed: Event) -> Event:
    """*changed* with a summary that tells of it, where the program wrote the one of *event*."""
    return replace(changed, summary=summarise(changed)) if event.summary == summarise(event) else changed
