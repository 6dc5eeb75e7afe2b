"""Events, with a row for each weapon, actor, target, harm and claim, the actors, and the links to reports.

A row of a facet hangs on (event_id, position): everything about one event can live on one shard. On SQLite it lies
where that key says (``CLUSTERED``): an event's rows are side by side.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from incidents.store.tables.naming import CLUSTERED, Row

_IS_MERGED = text("merged_into IS NOT NULL")  # hardly any event is


def _is_day(column: str) -> CheckConstraint:
    # SQLite keeps a date as text and takes any; PostgreSQL knows date() too and always agrees.
    rule = f"({column} IS NULL) = (date({column}) IS NULL) AND {column} = date({column})"
    return CheckConstraint(rule, name=column)


class Event(Row, table=True):
    """What the database says happened; *version* rises with each write, *prefix* and *number* make up *event_id*.

    *confidence* is a JSON object, field to 0..1, or None. *revision_id* is the revision that made it what it is.
    *judgements* is a JSON list of the rules by which it follows from its reports. A merged event names the one that it
    was *merged_into*; its *tombstone* is a JSON object of what it was. *apart* is a JSON list of events that it
    was judged not to be.
    """

    __table_args__ = (
        Index(None, "country", "event_date", "end_date"),
        Index(None, "event_date"),
        Index(None, "event_type", "event_date"),
        Index(None, "sub_event_type", "event_date"),
        Index(None, "latitude", "longitude"),
        Index(None, "merged_into", sqlite_where=_IS_MERGED, postgresql_where=_IS_MERGED),
        CheckConstraint("event_id = prefix || number", name="event_id"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point"),
        _is_day("event_date"),
        _is_day("end_date"),
        CheckConstraint("event_date <= end_date", name="interval"),
        CheckConstraint("(event_date IS NULL) = (end_date IS NULL)", name="both_ends"),
        CheckConstraint("version >= 1", name="version"),
    )

    event_id: str = Field(primary_key=True)
    prefix: str
    number: int
    main: bool
    event_date: date | None = None
    end_date: date | None = None
    date_precision: str | None = None
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    place_reported: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str | None = None
    place_layer: str | None = None
    place_match: str | None = None
    event_type: str | None = None
    sub_event_type: str | None = None
    stage: str | None = None
    summary: str | None = None
    confidence: str | None = None
    status: str
    version: int
    codebook_version: str | None = None
    created_at: str
    updated_at: str
    judgements: str | None = None
    merged_into: str | None = None
    tombstone: str | None = None
    apart: str | None = None
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class ReportEvent(Row, table=True):
    """A report is about an event: many to many, and taken back by removing the row."""

    report_id: int = Field(foreign_key="report.id", primary_key=True)
    event_id: str = Field(foreign_key="event.event_id", primary_key=True, index=True)
    linked_at: str
    linked_by: str


class EventWeapon(Row, table=True):
    """A kind of weapon, and what became of each device; None is not stated."""

    __table_args__ = (
        Index(None, "weapon", "event_id"),
        CheckConstraint("launched >= 0 AND intercepted >= 0 AND failed >= 0 AND impacted >= 0", name="devices"),
        CLUSTERED,
    )

    event_id: str = Field(foreign_key="event.event_id", primary_key=True)
    position: int = Field(primary_key=True)
    weapon: str
    launched: int | None = None
    intercepted: int | None = None
    failed: int | None = None
    impacted: int | None = None


class EventTarget(Row, table=True):
    """What or who was attacked, and what became of it."""

    __table_args__ = CLUSTERED

    event_id: str = Field(foreign_key="event.event_id", primary_key=True)
    position: int = Field(primary_key=True)
    type: str
    name: str | None = None
    outcome: str | None = None


class EventCasualty(Row, table=True):
    """How many of which group suffered what; a missing number is explained by *status*.

    That low, best and high rise is for people who code; a dataset's figures are kept as they are.
    """

    __table_args__ = (CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name="people"), CLUSTERED)

    event_id: str = Field(foreign_key="event.event_id", primary_key=True)
    position: int = Field(primary_key=True)
    harm: str
    casualty_group: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    status: str


class Counter(Row, table=True):
    """The last number given out under a prefix. It only rises, so that no identifier ever comes back."""

    prefix: str = Field(primary_key=True)
    last_number: int


class Actor(Row, table=True):
    """A group, force or person under exactly one spelling; what else is known of it stands with each event."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class ActorAlias(Row, table=True):
    """Another name by which a search finds the actor."""

    actor_id: int = Field(foreign_key="actor.id", primary_key=True)
    alias: str = Field(primary_key=True)


class EventActor(Row, table=True):
    """The part that an actor played, as the event's coding has it."""

    __table_args__ = (Index(None, "actor_id", "event_id"), CLUSTERED)

    event_id: str = Field(foreign_key="event.event_id", primary_key=True)
    position: int = Field(primary_key=True)
    actor_id: int = Field(foreign_key="actor.id")
    role: str
    type: str | None = None
    country: str | None = None
    attribution: str | None = None


class EventClaim(Row, table=True):
    """One statement about responsibility; *actor_id* is None when nobody is named, *source* who did the blaming."""

    __table_args__ = (Index(None, "actor_id", "event_id"), CLUSTERED)

    event_id: str = Field(foreign_key="event.event_id", primary_key=True)
    position: int = Field(primary_key=True)
    status: str
    actor_id: int | None = Field(default=None, foreign_key="actor.id")
    mode: str | None = None
    source: str | None = None
