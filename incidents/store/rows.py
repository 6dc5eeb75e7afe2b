"""An event as rows of tables and back: one row of ``event``, and rows of each facet in their order.

Knows no database and no SQL; writing and reading share it, so that what is saved comes back equal. Evidence is not
here: the words behind an event are those of its reports.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from incidents.domain.claim import Claim
from incidents.domain.document import PLACE, WHEN
from incidents.domain.event import Event
from incidents.domain.evidence import Evidence
from incidents.domain.harm import Casualty, Count
from incidents.domain.judgement import Judgement
from incidents.domain.weapon import Weapon
from incidents.domain.when import When
from incidents.domain.where import Place
from incidents.domain.who import Actor, Target

Columns = Mapping[str, Any]


class Facet(NamedTuple):
    """One kind of row that hangs on an event: the event's tuple *field*, its *table* and the columns of a row.

    The column ``actor`` is the actor's name; it is stored as ``actor_id``.
    """

    field: str
    table: str
    columns: tuple[str, ...]
    write: Callable[[Any], tuple[Any, ...]]
    read: Callable[..., Any]

    @property
    def names_actor(self) -> bool:
        """True when a row points at an actor."""
        return "actor" in self.columns

    @property
    def stored_columns(self) -> tuple[str, ...]:
        """The columns of the table that are those of a row."""
        return tuple("actor_id" if column == "actor" else column for column in self.columns)


FACETS = (
    Facet(
        field="weapons",
        table="event_weapon",
        columns=("weapon", "launched", "intercepted", "failed", "impacted"),
        write=attrgetter("weapon", "launched", "intercepted", "failed", "impacted"),
        read=Weapon,
    ),
    Facet(
        field="actors",
        table="event_actor",
        columns=("actor", "role", "type", "country", "attribution"),
        write=attrgetter("name", "role", "type", "country", "attribution"),
        read=Actor,
    ),
    Facet(
        field="targets",
        table="event_target",
        columns=("type", "name", "outcome"),
        write=attrgetter("type", "name", "outcome"),
        read=Target,
    ),
    Facet(
        field="casualties",
        table="event_casualty",
        columns=("harm", "casualty_group", "low", "best", "high", "status"),
        write=attrgetter("harm", "group", "count.low", "count.best", "count.high", "count.status"),
        read=lambda harm, group, *count: Casualty(harm, Count(*count), group),
    ),
    Facet(
        field="claims",
        table="event_claim",
        columns=("status", "actor", "mode", "source"),
        write=attrgetter("status", "by", "mode", "source"),
        read=Claim,
    ),
)


# The columns of the event's own row that say what happened; the others are the database's own.
EVENT_COLUMNS = ("main", *WHEN, *PLACE, "event_type", "sub_event_type", "stage", "summary", "confidence")


def write_event(event: Event) -> dict[str, Any]:
    """The values of ``EVENT_COLUMNS`` by their names."""
    return dict(zip(EVENT_COLUMNS, event_values(event), strict=True))


def event_values(event: Event) -> tuple[Any, ...]:
    """The values of ``EVENT_COLUMNS``."""
    when, place = event.when, event.place
    return (
        event.main,
        *((None, None, None) if when is None else (when.start, when.end, when.precision)),
        *place_values(place),
        event.event_type,
        event.sub_event_type,
        event.stage,
        event.summary,
        write_confidence(event.confidence),
    )


place_values = attrgetter(*PLACE.values())
"""The values of a place, in the order of its keys."""


def write_confidence(confidence: Mapping[str, float]) -> str | None:
    """How sure each field is, as its column holds it."""
    return json.dumps(dict(confidence)) if confidence else None


def write_facet(facet: Facet, event: Event) -> list[dict[str, Any]]:
    """The rows of one facet, without the event's identifier; ``position`` counts from 0."""
    rows = enumerate(getattr(event, facet.field))
    return [{"position": position, **dict(zip(facet.columns, facet.write(row), strict=True))} for position, row in rows]


def read_event(row: Columns, facets: Mapping[str, Sequence[Columns]], evidence: tuple[Evidence, ...]) -> Event:
    """The event of one row, with the rows of each facet by the facet's *field*, in order of position."""
    return Event(
        main=bool(row["main"]),
        when=_read_when(row),
        place=_read_place(row),
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"],
        stage=row["stage"],
        summary=row["summary"],
        confidence=json.loads(row["confidence"]) if row["confidence"] else {},
        evidence=evidence,
        **{facet.field: _read_facet(facet, facets.get(facet.field, ())) for facet in FACETS},
    )


def read_judgements(column: str | None) -> tuple[Judgement, ...]:
    """The rules by which an event follows from its reports, from the column that holds them."""
    return () if column is None else tuple(Judgement(**each) for each in json.loads(column))


def read_day(value: str | date | None) -> date | None:
    """A day as either database hands it over: SQLite as text, PostgreSQL as a date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _read_facet(facet: Facet, rows: Sequence[Columns]) -> tuple[Any, ...]:
    return tuple(facet.read(*(row[column] for column in facet.columns)) for row in rows)


def _read_when(row: Columns) -> When | None:
    start, end = read_day(row["event_date"]), read_day(row["end_date"])
    return None if start is None or end is None else When(start, end, row["date_precision"])


def _read_place(row: Columns) -> Place:
    return Place(**{name: row[column] for column, name in PLACE.items()})
