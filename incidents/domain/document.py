"""An event as a plain JSON document and back: the one shape that is printed, stored in a report and compared.

The keys are those of ``incidents suggest --json``. ``killed`` and ``injured`` are the totals; rows by group or of
another harm stand under ``casualties``. ``claim`` sums up ``claims``. Nothing is lost: ``read(write(event)) == event``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from incidents.domain.alternative import Alternative
from incidents.domain.claim import NOT_MENTIONED, Claim
from incidents.domain.event import Event
from incidents.domain.evidence import Evidence
from incidents.domain.harm import INJURED, KILLED, UNKNOWN, Casualty, Count
from incidents.domain.summing import PLACE, WHEN, Document, sum_casualties, sum_claims
from incidents.domain.weapon import Weapon
from incidents.domain.when import When, read_when
from incidents.domain.where import Place
from incidents.domain.who import Actor, Target

Row = TypeVar("Row")


def write(event: Event) -> Document:
    """*event* as JSON types, keys in the published order."""
    document: Document = {}
    for name in PARTS:
        document.update(write_part(name, getattr(event, name)))
    return document


def write_part(name: str, value: object) -> Document:
    """The keys of a document that one field of an event is written to: ``when``, ``place``, ..."""
    return PARTS[name].write(value)


def read(document: Mapping[str, Any]) -> Event:
    """The event that *document* describes; unknown keys are ignored, absent ones unknown.

    Raises ValueError, TypeError or KeyError for values that no event can have.
    """
    return Event(**{name: part.read(document) for name, part in PARTS.items()})


@dataclass(frozen=True, slots=True)
class Part:
    """A field of an event, the *keys* of the document that it is written to, and how it is *read* from them alone."""

    keys: tuple[str, ...]
    read: Callable[[Mapping[str, Any]], Any]
    write: Callable[[Any], Document]


def _one(key: str, default: object = None) -> Part:
    return Part((key,), lambda document: document.get(key, default), lambda value: {key: value})


def _several(key: str, kind: type) -> Part:
    return Part(
        (key,),
        lambda document: _rows(kind, document.get(key)),
        lambda rows: {key: list(map(write_row, rows))},
    )


def _write_when(when: When | None) -> Document:
    if when is None:
        return {"event_date": None, "end_date": None, "date_precision": None}
    return {"event_date": when.start.isoformat(), "end_date": when.end.isoformat(), "date_precision": when.precision}


def _read_when(document: Mapping[str, Any]) -> When | None:
    return read_when(*map(document.get, WHEN))


def _write_place(place: Place) -> Document:
    return {key: getattr(place, name) for key, name in PLACE.items()}


def _read_place(document: Mapping[str, Any]) -> Place:
    country, admin1, name, reported, latitude, longitude, precision, layer, match = map(document.get, PLACE)
    return Place(
        country=country,
        admin1=admin1,
        name=name,
        reported=reported,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        layer=layer,
        match=match,
    )


def _write_casualties(casualties: tuple[Casualty, ...]) -> Document:
    return sum_casualties(list(map(_write_casualty, casualties)))


def _write_casualty(row: Casualty) -> Document:
    return {"harm": row.harm, "group": row.group, **write_row(row.count)}


def _read_casualties(document: Mapping[str, Any]) -> tuple[Casualty, ...]:
    totals = [Casualty(harm, _read_count(document.get(harm))) for harm in (KILLED, INJURED)]
    rows = [Casualty(row["harm"], _read_count(row), row["group"]) for row in document.get("casualties") or ()]
    return tuple(row for row in totals if row.count != UNKNOWN) + tuple(rows)


def _read_count(document: Mapping[str, Any] | None) -> Count:
    return UNKNOWN if document is None else _rows(Count, [document])[0]


def _write_claims(claims: tuple[Claim, ...]) -> Document:
    rows = list(map(write_row, claims))
    return {"claim": sum_claims(rows), "claims": rows}


def _read_claims(document: Mapping[str, Any]) -> tuple[Claim, ...]:
    if "claims" in document:
        return _rows(Claim, document["claims"])
    summed = document.get("claim") or {}
    if summed.get("status") in (None, NOT_MENTIONED):
        return ()
    return tuple(Claim(summed["status"], by, summed.get("mode")) for by in summed.get("by") or [None])


def _write_evidence(evidence: Evidence) -> Document:
    optional = {"value", "article", "proposed_by", "accepted_by"}
    return {key: value for key, value in write_row(evidence).items() if value is not None or key not in optional}


def _write_alternatives(alternatives: tuple[Alternative, ...]) -> Document:
    """The key ``alternatives``, which only suggestions have."""
    return {"alternatives": [_write_alternative(each) for each in alternatives]} if alternatives else {}


def _write_alternative(alternative: Alternative) -> Document:
    words = alternative.evidence
    return {
        "field": alternative.field,
        "changes": dict(alternative.changes),
        "confidence": alternative.confidence,
        **({} if words is None else {"start": words.start, "end": words.end, "quote": words.quote}),
    }


def _read_alternative(document: Mapping[str, Any]) -> Alternative:
    words = {key: document[key] for key in ("start", "end", "quote") if key in document}
    return Alternative(
        field=document["field"],
        changes=dict(document["changes"]),
        confidence=document["confidence"],
        evidence=Evidence(field=document["field"], **words) if words else None,
    )


def write_row(row: object) -> Document:
    """A flat value as a dict; ``asdict`` would copy each text deeply, which is slow over a whole database."""
    return {name: getattr(row, name) for name in _names(type(row))}


def _names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a value, asked once for each kind: asking takes longer than reading them."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(each.name for each in fields(kind))
    return _NAMES[kind]


_NAMES: dict[type, tuple[str, ...]] = {}


def _rows(kind: type[Row], documents: Sequence[Mapping[str, Any]] | None) -> tuple[Row, ...]:
    known = _names(kind)
    return tuple(kind(**{key: value for key, value in row.items() if key in known}) for row in documents or ())


PARTS: Mapping[str, Part] = {
    "main": _one("main", default=True),
    "when": Part(WHEN, _read_when, _write_when),
    "place": Part(tuple(PLACE), _read_place, _write_place),
    "event_type": _one("event_type"),
    "sub_event_type": _one("sub_event_type"),
    "stage": _one("stage"),
    "weapons": _several("weapons", Weapon),
    "actors": _several("actors", Actor),
    "targets": _several("targets", Target),
    "casualties": Part(("killed", "injured", "casualties"), _read_casualties, _write_casualties),
    "claims": Part(("claim", "claims"), _read_claims, _write_claims),
    "summary": _one("summary"),
    "evidence": Part(
        ("evidence",),
        lambda document: _rows(Evidence, document.get("evidence")),
        lambda evidence: {"evidence": list(map(_write_evidence, evidence))},
    ),
    "confidence": Part(
        ("confidence",),
        lambda document: dict(document.get("confidence") or {}),
        lambda confidence: {"confidence": dict(confidence)},
    ),
    "alternatives": Part(
        ("alternatives",),
        lambda document: tuple(map(_read_alternative, document.get("alternatives") or ())),
        _write_alternatives,
    ),
}
