"""Actors by name, their other names, and the parts that they play in events."""

from sqlalchemy import Index
from sqlmodel import Field

from incidents.store.tables.naming import CLUSTERED, Row


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
