"""An incident as one article reports it or as the database judges it, and its JSON document.

The same value serves reports and events. Codes are not checked here: ``review.coding_form`` checks them against the
codebook and reports all problems at once. The keys of the document are those of ``incidents suggest --json``. Nothing
is lost: ``from_document(to_document(event)) == event``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from incidents.domain.casualties import UNKNOWN, Casualty, Count
from incidents.domain.dates import When, read_when
from incidents.domain.documents import (
    DRAFT,
    EVERYONE,
    INJURED,
    KILLED,
    NOT_MENTIONED,
    PLACE,
    WHEN,
    Document,
    sum_casualties,
    sum_claims,
    weigh,
)
from incidents.domain.evidence import Alternative, Evidence, Judgement
from incidents.domain.locations import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Weapon:
    """*weapon* is a code of the vocabulary ``weapons``; the counts are devices, None when not stated.

    *launched* counts every device sent or planted; each is then intercepted, failed or impacted,
    or its fate is unknown.
    """

    weapon: str
    launched: int | None = None
    intercepted: int | None = None
    failed: int | None = None
    impacted: int | None = None


PERPETRATOR, TARGET, ASSOCIATED = "perpetrator", "target", "associated"


@dataclass(frozen=True, slots=True)
class Actor:
    """A named group, force or person; *role* is a code of ``actor_roles``, *type* of ``actor_types`` or None.

    *country* is ISO alpha-3; *attribution* says how the report knows of the role (a code of ``attributions``).
    """

    name: str
    role: str
    type: str | None = None
    country: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What or who was attacked; *type* is a code of ``target_types``, *outcome* of ``target_outcomes`` or None."""

    type: str
    name: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about responsibility.

    *status* is a code of ``claim_statuses``; *by* is who claimed, denied or is suspected, None when nobody is named;
    *mode* a code of ``claim_modes``; *source* whoever did the blaming.
    """

    status: str
    by: str | None = None
    mode: str | None = None
    source: str | None = None


def overall_status(claims: tuple[Claim, ...]) -> str:
    """The one status that speaks for several statements: see ``documents.weigh``."""
    return weigh([(claim.status, claim.by) for claim in claims])


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One incident. Unknown is None, an empty tuple or ``casualties.UNKNOWN``, never zero.

    *main* is False for an event that the article only gives as background. *confidence* maps a field to 0..1.
    *alternatives* are other values of a suggestion, a few for a field, the likeliest first.
    """

    main: bool = True
    when: When | None = None
    place: Place = NOWHERE
    event_type: str | None = None
    sub_event_type: str | None = None
    stage: str | None = None
    weapons: tuple[Weapon, ...] = ()
    actors: tuple[Actor, ...] = ()
    targets: tuple[Target, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    claims: tuple[Claim, ...] = ()
    summary: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()

    def count(self, harm: str, group: str = EVERYONE) -> Count:
        """How many of *group* suffered *harm*; ``casualties.UNKNOWN`` when nothing was said."""
        return next((row.count for row in self.casualties if (row.harm, row.group) == (harm, group)), UNKNOWN)

    @property
    def killed(self) -> Count:
        """The total of the dead."""
        return self.count(KILLED)

    @property
    def injured(self) -> Count:
        """The total of the injured."""
        return self.count(INJURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article behind a report, as a citation names it.

    *article* is the id that ``Record.reports`` holds; *outlet* the outlet's name; *scale* a code of ``source_scales``;
    *path* the file or URL that was read.
    """

    article: str
    outlet: str | None = None
    scale: str | None = None
    published_on: date | None = None
    title: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The row of a dataset that a report is taken from: what the *dataset* calls it, and under which *licence* it came.

    *may_be_shared* is False for a row that no release may pass on.
    """

    dataset: str
    identifier: str
    licence: str
    may_be_shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An event in the database: its identifier, its state and what it says now.

    *version* rises by one with each write; *updated_at* is its ISO 8601 instant, in UTC. *reports* are the ids of the
    articles whose reports are linked to it, and *sources* the same articles in the same order; *origins* are the rows
    of datasets that it was imported from. The store fills all three.
    *judgements* say by which rules it follows from its reports. *merged_into* is the event that took its place, *apart*
    are events that somebody judged it not to be. *asked_as* is the identifier by which this one was asked for, when
    that was merged into it.
    """

    event_id: str
    event: Event
    status: str = DRAFT
    version: int = 1
    updated_at: str | None = None
    reports: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[Origin, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    merged_into: str | None = None
    apart: tuple[str, ...] = ()
    asked_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's account of one event. *created_at* is an ISO 8601 instant in UTC."""

    id: str
    source: Source
    account: Event
    proposed_by: str
    accepted_by: str
    created_at: str
    codebook_version: str | None


Row = TypeVar("Row")


def to_document(event: Event) -> Document:
    """*event* as JSON types, keys in the published order."""
    document: Document = {}
    for name in PARTS:
        document.update(write_part(name, getattr(event, name)))
    return document


def write_part(name: str, value: object) -> Document:
    """The keys of a document that one field of an event is written to: ``when``, ``place``, ..."""
    return PARTS[name].write(value)


def from_document(document: Mapping[str, Any]) -> Event:
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
    if not documents:
        return ()
    known = _names(kind)
    return tuple([kind(**{name: row[name] for name in known if name in row}) for row in documents])


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
