"""Training: verdicts on suggestions, trials that measure how people take them, and models learned from verdicts.

Some articles are coded without suggestions, some with one planted wrong value. Which ones follows from a seed and the
article's hash; the shares are set in the table ``[suggestions]`` of ``incidents.toml`` beside the database, by default
none. A planted value is never stored. Learned models are kept as JSON beside the database and used only on request.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from incidents.coder.fields.summary import summarise
from incidents.coder.training import Training, train
from incidents.domain.articles import Article
from incidents.domain.casualties import exactly
from incidents.domain.dates import When
from incidents.domain.documents import INJURED, KILLED, Document
from incidents.domain.events import Event, from_document, to_document
from incidents.domain.learned import Learned, read_learned, write_learned
from incidents.domain.suggestions import ACCEPTED, CORRECTED, PLANTED, REJECTED, WITH, WITHOUT, Trial, Verdict
from incidents.errors import BadSource, BadUsage
from incidents.exchange.files import open_output
from incidents.review.duplicates import rate
from incidents.review.sampling import is_drawn
from incidents.services.context import Context
from incidents.store.database import Database
from incidents.store.reading import Reader

ON = "on"
_SUFFIX = ".learned.json"
# The keys of the document that make up a field's value, where they are more than the field.
_FIELD_KEYS = {
    "event_date": ("event_date", "end_date", "date_precision"),
    "place": ("place", "latitude", "longitude", "place_precision"),
    "claim": ("claims",),
}


@dataclass(frozen=True, slots=True)
class TrainingService:
    """Learn from what people made of suggestions. ``project.training``; needs scikit-learn."""

    context: Context

    def train(self) -> Training:
        """Fit models on all stored verdicts, and return them with the gain of each part that was tried.

        Nothing is stored; see ``save_learned``. Raises CheckFailed if the verdicts are too few, BadUsage without
        scikit-learn.

        >>> save_learned(project.training.train().learned, project.training.find("on"))
        """
        with Reader.open(self.context.database) as reader:
            verdicts = tuple(reader.verdicts())
        return train(verdicts)

    def find(self, given: str | None) -> Path | None:
        """Return the file that *given* means: a path, or ``on`` for the one beside the database; None for None.

        Raises BadUsage for ``on`` with a database on a server.
        """
        return find_learned(given, self.context.database)


def save_learned(learned: Learned, path: Path) -> None:
    """Write *learned* to *path* as JSON, whole or not at all. Raises BadOutput."""
    with open_output(str(path)) as out:
        out.write(f"{json.dumps(write_learned(learned), ensure_ascii=False, indent=1)}\n")


def open_learned(path: Path) -> Learned:
    """Read what was learned from *path*. Raises BadSource if the file is missing or of another kind."""
    try:
        return read_learned(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        mend = "make it: incidents coder train"
        raise BadSource(f"there is nothing learned at {path}: {error.strerror}", mend=mend) from None
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        mend = "make it anew: incidents coder train"
        raise BadSource(f"{path} is no model of incidents: {problem}", mend=mend) from None


def find_learned(given: str | None, database: Database) -> Path | None:
    """Return the file that *given* means: a path, or ``on`` for the one beside *database*; None for None."""
    if given is None:
        return None
    return default_path(database) if given == ON else Path(given)


def default_path(database: Database) -> Path:
    """Return where the model learned from *database* is kept. Raises BadUsage for a database on a server."""
    if database.path is None:
        raise BadUsage("a database on a server has no folder to keep a model in", mend="name a file")
    return Path(database.path).with_name(f"{Path(database.path).name}{_SUFFIX}")


def judge(article: Article, proposed: Event, stored: Event | None, *, proposed_by: str) -> Verdict:
    """Return the verdict on the event *proposed* for *article*; *stored* is what was accepted, None if nothing was."""
    from incidents.coder.features import features_of

    kept = () if stored is None else find_kept(proposed, stored)
    whole = () if stored is None else tuple(proposed.confidence)
    return Verdict(
        article=article.sha256,
        decision=REJECTED if stored is None else ACCEPTED if kept == whole else CORRECTED,
        proposed_by=proposed_by,
        confidence=dict(proposed.confidence),
        kept=kept,
        proposed_type=proposed.sub_event_type,
        final_type=None if stored is None else stored.sub_event_type,
        features=features_of(proposed),
    )


def find_kept(proposed: Event, stored: Event) -> tuple[str, ...]:
    """Return the fields whose value is still the proposed one."""
    before, after = to_document(proposed), to_document(stored)
    return tuple(
        field
        for field in proposed.confidence
        if all(before[key] == after[key] for key in _FIELD_KEYS.get(field, (field,)))
    )


_MAX_SECONDS = 1800.0  # for one event: whoever takes longer was away
_PLANTED_KEYS = {"event_date": ("event_date", "end_date"), KILLED: (KILLED,), INJURED: (INJURED,)}


@dataclass(frozen=True, slots=True)
class Plant:
    """A wrong value in one *field* of an event: the event as it was *suggested*, and as it is *shown*."""

    field: str
    suggested: Event
    shown: Event


@dataclass(slots=True)
class TrialRun:
    """One person codes one *article* (its hash) in one *arm*; *hidden* are the suggestions that were not shown.

    *clock* returns seconds that never go back.
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
        """Return *event*, which began as *proposed*, without the planted value."""
        plant = self._plant_in(proposed)
        return event if plant is None or not _has(event, plant) else _remove_plant(event, plant)

    def measure(self, event: Event, proposed: Event | None) -> tuple[Event, Event | None, Trial]:
        """Return *event* without the planted value, the true suggestion, and how the suggestion was taken."""
        plant, clean = self._plant_in(proposed), self.clean(event, proposed)
        suggested = proposed if plant is None else plant.suggested
        measured = suggested
        if measured is None:
            measured = max(self.hidden, key=lambda each: rate(event, each), default=None)
        trial = Trial(
            article=self.article,
            arm=self.arm if plant is not None or self.arm != PLANTED else WITH,
            told=() if measured is None else tuple(measured.confidence),
            kept=() if measured is None else find_kept(measured, clean),
            planted=None if plant is None else plant.field,
            is_caught=None if plant is None else not _has(event, plant),
            seconds=self._lap(),
        )
        return clean, suggested, trial

    def to_document(self) -> Document:
        """Return the run as JSON types, to resume it after a crash."""
        plant = self.plant
        planted = None if plant is None else [plant.field, to_document(plant.suggested), to_document(plant.shown)]
        return {"arm": self.arm, "hidden": [to_document(event) for event in self.hidden], "plant": planted}

    def _plant_in(self, proposed: Event | None) -> Plant | None:
        """Return what is planted in *proposed*; None for another suggestion, and for an event that nobody suggested."""
        return self.plant if self.plant is not None and proposed == self.plant.shown else None

    def _lap(self) -> float:
        now = self.clock()
        seconds, self._since = min(now - self._since, _MAX_SECONDS), now
        return round(seconds, 1)


def read_trial_run(article: str, document: Mapping[str, Any]) -> TrialRun:
    """Return the run on the article with that hash that ``TrialRun.to_document`` wrote."""
    planted = document["plant"]
    plant = None if planted is None else Plant(planted[0], from_document(planted[1]), from_document(planted[2]))
    return TrialRun(article, document["arm"], hidden=tuple(map(from_document, document["hidden"])), plant=plant)


def draw_trial(
    database: Database, article: Article, events: tuple[Event, ...]
) -> tuple[TrialRun | None, tuple[Event, ...]]:
    """Return how *article* is coded, and which of the suggested *events* are shown, one of them perhaps with a plant.

    The run is None if the project measures nothing.
    """
    shares = read_shares(database)
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
    """Return a wrong value for the first event that has a number of dead or injured, or a single day."""
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
                return Plant(harm, event, _summarise_again(event, replace(event, casualties=rows)))
        if event.when is not None and event.when.days == 1:
            day = event.when.start - timedelta(days=1)
            moved = replace(event, when=When(day, day, event.when.precision))
            return Plant("event_date", event, _summarise_again(event, moved))
    return None


def _summarise_again(event: Event, changed: Event) -> Event:
    """Return *changed*, which was *event*, with a new summary if the program wrote the old one."""
    return replace(changed, summary=summarise(changed)) if event.summary == summarise(event) else changed


def _has(event: Event, plant: Plant) -> bool:
    """Return whether *event* still holds the planted value."""
    mine, shown = to_document(event), to_document(plant.shown)
    return all(mine[key] == shown[key] for key in _PLANTED_KEYS[plant.field])


def _remove_plant(event: Event, plant: Plant) -> Event:
    """Return *event* with the suggested value in place of the planted one."""
    suggested, shown = to_document(plant.suggested), to_document(plant.shown)
    document = to_document(event) | {key: suggested[key] for key in _PLANTED_KEYS[plant.field]}
    if event.summary == shown["summary"]:
        document["summary"] = suggested["summary"]
    return replace(from_document(document), alternatives=event.alternatives)


SETTINGS = "incidents.toml"
_TABLE = "suggestions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The share of articles *without* suggestions, and of those with a *planted* value, each 0 to 1, by *seed*."""

    without: float = 0.0
    planted: float = 0.0
    seed: int = 1


def read_shares(database: Database) -> Shares:
    """Return the shares that the project set; 0 without a settings file. Raises BadUsage for invalid settings."""
    path = None if database.path is None else Path(database.path).with_name(SETTINGS)
    if path is None or not path.is_file():
        return Shares()
    try:
        return _parse_shares(tomllib.loads(path.read_text(encoding="utf-8")).get(_TABLE, {}))
    except (OSError, ValueError, TypeError) as problem:
        mend = "write it like\n  [suggestions]\n  without = 0.1\n  planted = 0.05\n  seed = 44"
        raise BadUsage(f"{path}: [{_TABLE}]: {problem}", mend=mend) from None


def _parse_shares(table: Mapping[str, Any]) -> Shares:
    shares = Shares(**table)
    is_right = all(isinstance(each, int | float) and 0 <= each <= 1 for each in (shares.without, shares.planted))
    if not is_right or not isinstance(shares.seed, int) or shares.without + shares.planted > 1:
        raise ValueError("shares are numbers from 0 to 1, together at most 1, and the seed is a whole number")
    return shares
