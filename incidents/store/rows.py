"""An event as rows of tables and back: one row of ``event``, and rows of each facet in their order.

Knows no database and no SQL; writing and reading share it, so that what is saved comes back equal. Evidence is not
here: the words behind an event are those of its reports.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from incidents.domain.claim import Claim
from incidents.domain.event import Event
from incidents.domain.evidence import Evidence
from incidents.domain.harm import Casualty, Count
from incidents.domain.judgement import Judgement
from incidents.domain.summing import PLACE
from incidents.domain.weapon import Weapon
from incidents.domain.when import When
from incidents.domain.where import Place
from incidents.domain.who import Actor, Target
from incidents.store.facets import EVENT_COLUMNS, FACETS, Facet

Columns = Mapping[str, Any]


# What the columns of a facet's row are of a value, by the facet's field, and how such a value is made of them.
_WRITE: Mapping[str, Callable[[Any], tuple[Any, ...]]] = {
    "weapons": attrgetter("weapon", "launched", "intercepted", "failed", "impacted"),
    "actors": attrgetter("name", "role", "type", "country", "attribution"),
    "targets": attrgetter("type", "name", "outcome"),
    "casualties": attrgetter("harm", "group", "count.low", "count.best", "count.high", "count.status"),
    "claims": attrgetter("status", "by", "mode", "source"),
}
_READ: Mapping[str, Callable[..., Any]] = {
    "weapons": Weapon,
    "actors": Actor,
    "targets": Target,
    "casualties": lambda harm, group, *count: Casualty(harm, Count(*count), group),
    "claims": Claim,
}


def write_event(event: Event) -> dict[str, Any]:
    """The values of ``EVENT_COLUMNS`` by their names."""
    return dict(zip(EVENT_COLUMNS, event_values(event), strict=True))


def event_values(event: Event) -> tuple[Any, ...]:
    """The values of ``EVENT_COLUMNS``."""
    when, place = event.when, event.place
    return (
        event.main,
        *((None, None, None) if when is None else (when.start.isoformat(), when.end.isoformat(), when.precision)),
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
    rows = map(_WRITE[facet.field], getattr(event, facet.field))
    return [
        {"position": position, **dict(zip(facet.columns, values, strict=True))} for position, values in enumerate(rows)
    ]


def facet_values(facet: Facet) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of a facet's columns, of one of its rows."""
    return _WRITE[facet.field]


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
        **{facet.field: _make_facet(facet, facets.get(facet.field, ())) for facet in FACETS},
    )


def read_judgements(column: str | None) -> tuple[Judgement, ...]:
    """The rules by which an event follows from its reports, from the column that holds them."""
    return () if column is None else tuple(Judgement(**each) for each in json.loads(column))


def read_day(value: str | date | None) -> date | None:
    """A day as either database hands it over: SQLite as text, PostgreSQL as a date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _make_facet(facet: Facet, rows: Sequence[Columns]) -> tuple[Any, ...]:
    return tuple(_READ[facet.field](*(row[column] for column in facet.columns)) for row in rows)


def _read_when(row: Columns) -> When | None:
    start, end = read_day(row["event_date"]), read_day(row["end_date"])
    return None if start is None or end is None else When(start, end, row["date_precision"])


def _read_place(row: Columns) -> Place:
    return Place(**{name: row[column] for column, name in PLACE.items()})
