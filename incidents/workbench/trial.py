"""The rubber-stamp meter: some articles are coded without suggestions, some with one wrong value planted in them.

Which ones follows from a seed and the article's hash. The settings are the table ``[suggestions]`` of the file of
settings beside the database; without it every suggestion is shown as it is. What becomes of it is the sitting's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from incidents.coder.fields.summary import summarise
from incidents.desk import Desk
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.harm import INJURED, KILLED, exactly
from incidents.domain.trial import PLANTED, WITH, WITHOUT
from incidents.domain.when import When
from incidents.errors import BadUsage
from incidents.review.sampling import is_drawn
from incidents.store.database import Database
from incidents.workbench.sitting import Plant, Sitting

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


def sit_down(desk: Desk, article: Article, events: tuple[Event, ...]) -> tuple[Sitting | None, tuple[Event, ...]]:
    """How *article* is coded, and which of the suggested *events* are shown, one of them perhaps with a plant.

    Nothing is measured, None, where the project set no share.
    """
    shares = read_shares(desk.database)
    if not shares.without + shares.planted:
        return None, events
    key, seed = article.sha256, shares.seed
    if is_drawn(key, shares.without, seed=seed):
        return Sitting(key, WITHOUT, hidden=events), ()
    plant = _plant(events) if is_drawn(key, shares.without + shares.planted, seed=seed) else None
    if plant is None:
        return Sitting(key, WITH), events
    shown = tuple(plant.shown if each is plant.suggested else each for each in events)
    return Sitting(key, PLANTED, plant=plant), shown


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
